import { Delivery, Scope, World } from '../../core';
import { findActivity } from './activities/find-activity';
import { startExecution as start } from './execution/start-execution';

export {
  sendTaskFailure,
  sendTaskHeartbeat,
  sendTaskSuccess,
} from './tasks/answer-task';

/**
 * Starts an execution from inside the sandbox.
 *
 * @param _scope - who starts it; the ARN says where
 * @param request - the input is JSON, `{}` when absent
 * @throws AwsError what `StartExecution` throws
 */
export function startExecution(
  world: World,
  _scope: Scope,
  request: { stateMachineArn: string; input?: string; name?: string },
): { executionArn: string; startDate: Date } {
  const { identity, startDate } = start(world, request);
  return { executionArn: identity.arn, startDate };
}

/**
 * The next work of an activity, without waiting for any.
 *
 * @throws AwsError `ActivityDoesNotExist`
 */
export function takeActivityTask(
  world: World,
  activityArn: string,
  workerName?: string,
): { taskToken: string; input: string } | undefined {
  const task = findActivity(world, activityArn).queue.take(workerName);
  return task && { taskToken: task.taskToken, input: task.input };
}

/**
 * Starts an execution with what a rule, schedule or pipe delivers as its input.
 *
 * @throws AwsError what `StartExecution` throws
 */
export function deliverToStateMachine(delivery: Delivery, world: World): void {
  start(world, { stateMachineArn: delivery.arn, input: delivery.body });
}
