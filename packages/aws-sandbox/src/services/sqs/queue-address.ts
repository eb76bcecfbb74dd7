import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import {
  AwsError,
  RequestContext,
  Scope,
  World,
  policyAllows,
} from '../../core';
import { Queue } from './queue/Queue';
import { sqsState } from './state';

export function queueArn(scope: Scope, name: string): string {
  return `arn:aws:sqs:${scope.region}:${scope.accountId}:${name}`;
}

/** The URL that clients use: at the sandbox's own server where there is one. */
export function queueUrl(world: World, scope: Scope, name: string): string {
  const base = world.baseUrl ?? `https://sqs.${scope.region}.amazonaws.com`;
  return `${base.replace(/\/$/, '')}/${scope.accountId}/${name}`;
}

export function queueDoesNotExist(): AwsError {
  return new AwsError(
    'QueueDoesNotExist',
    'The specified queue does not exist.',
  );
}

/** The queue that an ARN names, in whichever account and region. */
export function findQueueByArn(world: World, arn: string): Queue | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'sqs') {
    return undefined;
  }
  return sqsState(world, parsed).queues.get(parsed.resource);
}

/**
 * The queue that an ARN names.
 *
 * @throws AwsError `QueueDoesNotExist`
 */
export function queueByArn(world: World, arn: string): Queue {
  const queue = findQueueByArn(world, arn);
  if (!queue) {
    throw queueDoesNotExist();
  }
  return queue;
}

/** Operations that no policy opens to other accounts. */
const OWNER_ONLY = new Set([
  'AddPermission',
  'DeleteQueue',
  'ListQueueTags',
  'RemovePermission',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
]);

/**
 * The queue that a request names by its URL. Only account and name in the path
 * count, whatever the host: clients keep URLs longer than servers keep ports.
 * A queue of another account must let the caller in by its policy.
 *
 * @param action - the operation, such as `SendMessage`
 * @throws AwsError `InvalidAddress`, `QueueDoesNotExist`, `AccessDeniedException`
 */
export function queueByUrl(
  url: string | undefined,
  context: RequestContext,
  action: string,
): Queue {
  if (!url) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter QueueUrl.',
    );
  }
  const match = /\/(\d{12})\/([^/?#]+)\/?$/.exec(url);
  if (!match) {
    throw new AwsError(
      'InvalidAddress',
      `The address ${url} is not valid for this endpoint.`,
      404,
    );
  }
  const [, accountId, name] = match;
  const queue = sqsState(context.world, {
    accountId,
    region: context.region,
  }).queues.get(name);
  if (!queue) {
    throw queueDoesNotExist();
  }
  if (
    accountId !== context.accountId &&
    (OWNER_ONLY.has(action) ||
      !policyAllows(queue.settings.policy, {
        action: `sqs:${action}`,
        resource: queue.arn,
        principal: { accountId: context.accountId, arn: context.principalArn },
      }))
  ) {
    throw new AwsError(
      'AccessDeniedException',
      `User: ${context.principalArn} is not authorized to perform: sqs:${action} on resource: ${queue.arn} because no resource-based policy allows the sqs:${action} action`,
      403,
    );
  }
  queue.usedAt = context.world.clock.now();
  return queue;
}
