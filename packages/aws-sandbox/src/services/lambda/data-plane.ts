import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Delivery, World, policyAllows } from '../../core';
import { functionNotFound } from './errors';
import { findFunction } from './function-reference';
import { FunctionOutcome, invoke } from './invoke';
import { invokeAsynchronously } from './invoke-asynchronously';
import { policyDocument } from './policy-document';
import { StoredFunction } from './state';

export { setFunctionHandler } from './function-handlers';
export type { FunctionHandler, InvocationContext } from './function-handlers';
export type { FunctionOutcome } from './invoke';

/**
 * Invokes a function of any account and waits for its answer. A function that
 * fails is an outcome with `functionError`.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export async function invokeFunction(
  world: World,
  functionArn: string,
  payload: unknown,
): Promise<FunctionOutcome> {
  return invoke(world, functionByArn(world, functionArn), payload);
}

/** Services that need the function's policy to let them in; others come with a role. */
const POLICY_SENDERS = new Set(['events.amazonaws.com', 'sns.amazonaws.com']);

/**
 * Takes a delivery of another service and invokes the function, for which
 * nobody waits.
 *
 * @throws AwsError `ResourceNotFoundException`, `AccessDeniedException`
 */
export function deliverToFunction(delivery: Delivery, world: World): void {
  const stored = functionByArn(world, delivery.arn);
  if (
    POLICY_SENDERS.has(delivery.sender) &&
    !delivery.parameters?.RoleArn &&
    !isAllowed(delivery, stored)
  ) {
    throw new AwsError(
      'AccessDeniedException',
      `The policy of ${delivery.arn} does not allow ${
        delivery.sender
      } to invoke the function${
        delivery.sourceArn ? ` from ${delivery.sourceArn}` : ''
      }`,
      403,
    );
  }
  void invokeAsynchronously(world, stored, eventOf(delivery.body));
}

function functionByArn(world: World, arn: string): StoredFunction {
  const parsed = parseArn(arn);
  if (!parsed) {
    throw functionNotFound(arn);
  }
  return findFunction(world, parsed, arn);
}

function isAllowed(
  { sender, sourceArn }: Delivery,
  stored: StoredFunction,
): boolean {
  return policyAllows(policyDocument(stored), {
    action: 'lambda:InvokeFunction',
    resource: stored.configuration.FunctionArn,
    principal: { service: sender },
    conditions: sourceArn
      ? {
          'aws:SourceArn': sourceArn,
          'aws:SourceAccount': parseArn(sourceArn)?.accountId ?? '',
        }
      : {},
  });
}

/** A body that is no JSON is an event of one string. */
function eventOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
