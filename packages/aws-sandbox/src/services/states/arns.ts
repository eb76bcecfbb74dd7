import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Scope } from '../../core';
import { invalidArn, invalidName } from './errors';

/** What the resource part of a Step Functions ARN says. */
export interface StatesArn extends Scope {
  type: 'stateMachine' | 'activity' | 'execution' | 'express';
  /** Of the state machine or activity. */
  name: string;
  /** Of the execution. */
  executionName?: string;
}

/** ARN of a resource of one account and region. */
export function statesArn(scope: Scope, ...resource: string[]): string {
  return `arn:aws:states:${scope.region}:${scope.accountId}:${resource.join(
    ':',
  )}`;
}

/**
 * Reads an ARN of one of these types.
 *
 * @throws AwsError `InvalidArn`
 */
export function parseStatesArn(
  arn: string | undefined,
  ...types: StatesArn['type'][]
): StatesArn {
  const parsed = parseArn(arn ?? '');
  const [type, name, executionName] = parsed?.resource.split(':') ?? [];
  const expected = types.find(one => one === type);
  const isExecution = expected === 'execution' || expected === 'express';
  if (
    parsed?.service !== 'states' ||
    !expected ||
    !name ||
    isExecution !== (executionName !== undefined)
  ) {
    throw invalidArn(arn);
  }
  return {
    accountId: parsed.accountId,
    region: parsed.region,
    type: expected,
    name,
    executionName,
  };
}

/** @throws AwsError `InvalidName` for what Step Functions does not take as a name */
export function checkName(name: string | undefined): string {
  // White space, control characters, and what has a meaning elsewhere.
  const forbidden = /[\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]/u;
  if (!name || name.length > 80 || forbidden.test(name)) {
    throw invalidName(name);
  }
  return name;
}
