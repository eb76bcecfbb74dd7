import { createHash } from 'node:crypto';
import { Scope } from '../../core';

/** The 16 hex digits that ELB puts into ARNs and DNS names: the same for the same parts. */
export function resourceId(...parts: string[]): string {
  return createHash('sha256')
    .update(parts.join('/'))
    .digest('hex')
    .slice(0, 16);
}

/** The part of an ARN before the resource, with its colon. */
export function arnPrefix({ accountId, region }: Scope): string {
  return `arn:aws:elasticloadbalancing:${region}:${accountId}:`;
}

/** ELB's names of load balancer types in ARNs. */
export const TYPE_IN_ARN: Record<string, string> = {
  application: 'app',
  network: 'net',
  gateway: 'gwy',
};
