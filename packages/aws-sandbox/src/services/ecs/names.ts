import { randomBytes } from 'node:crypto';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Scope } from '../../core';

/** ARN of an ECS resource of one account and region. */
export function ecsArn(scope: Scope, resource: string): string {
  return `arn:aws:ecs:${scope.region}:${scope.accountId}:${resource}`;
}

/** 32 hexadecimal digits, as the ids of tasks are. */
export function newTaskId(): string {
  return randomBytes(16).toString('hex');
}

/** The last part of an ARN's resource, or the whole of a plain name. */
export function shortName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** `default` when the caller leaves the cluster away. */
export function clusterNameOf(reference: string | undefined): string {
  return reference ? shortName(reference) : 'default';
}

/** The cluster and name in a service's ARN; undefined for anything else. */
export function parseServiceArn(
  arn: string,
): (Scope & { clusterName: string; serviceName: string }) | undefined {
  const parsed = parseArn(arn);
  const match = /^service\/([^/]+)\/([^/]+)$/.exec(parsed?.resource ?? '');
  return parsed && parsed.service === 'ecs' && match
    ? {
        accountId: parsed.accountId,
        region: parsed.region,
        clusterName: match[1],
        serviceName: match[2],
      }
    : undefined;
}

/** ECS takes letters, digits, hyphens and underscores, up to 255. */
export function isValidName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(name);
}
