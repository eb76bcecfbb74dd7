import { AwsError, World } from '../../../core';
import { StateError } from '../interpreter/StateError';
import { findOpenTask } from './task-tokens';

const MAXIMUM_OUTPUT_LENGTH = 262_144;

/**
 * Ends the task that waits by a token.
 *
 * @param output - JSON
 * @throws AwsError `InvalidOutput`, `InvalidToken`, `TaskTimedOut`, `TaskDoesNotExist`
 */
export function sendTaskSuccess(
  world: World,
  taskToken: string | undefined,
  output: string,
): void {
  const task = findOpenTask(world, taskToken);
  task.succeed(parseOutput(output));
}

/**
 * Fails the task that waits by a token.
 *
 * @param error - the name that Retry and Catch see
 * @throws AwsError `InvalidToken`, `TaskTimedOut`, `TaskDoesNotExist`
 */
export function sendTaskFailure(
  world: World,
  taskToken: string | undefined,
  error?: string,
  cause?: string,
): void {
  findOpenTask(world, taskToken).fail(new StateError(error, cause));
}

/**
 * Says that the work on a task goes on.
 *
 * @throws AwsError `InvalidToken`, `TaskTimedOut`, `TaskDoesNotExist`
 */
export function sendTaskHeartbeat(
  world: World,
  taskToken: string | undefined,
): void {
  findOpenTask(world, taskToken).heartbeat();
}

function parseOutput(output: string): unknown {
  if (output.length > MAXIMUM_OUTPUT_LENGTH) {
    throw new AwsError(
      'InvalidOutput',
      `Invalid Output: 'Output exceeds ${MAXIMUM_OUTPUT_LENGTH} bytes'`,
    );
  }
  try {
    return JSON.parse(output);
  } catch {
    throw new AwsError(
      'InvalidOutput',
      "Invalid Output: 'The output is not JSON'",
    );
  }
}
