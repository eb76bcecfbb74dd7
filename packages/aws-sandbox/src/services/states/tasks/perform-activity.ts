import { AwsError } from '../../../core';
import { findActivity } from '../activities/find-activity';
import { parseStatesArn } from '../arns';
import { StateError, asStateError } from '../interpreter/StateError';
import { ActivityCount, countActivity, recordActivityTime } from '../metrics';
import { OpenTask } from './OpenTask';
import type { TaskAttempt } from './perform-task';
import { register } from './task-tokens';
import { withinLimits } from './within-limits';

/** Has a worker of an activity do it. */
export async function performActivity(attempt: TaskAttempt): Promise<unknown> {
  const { resource, thread, execution } = attempt;
  const { world } = execution;
  const scope = parseStatesArn(resource, 'activity');
  const count = (name: ActivityCount) =>
    countActivity(world, scope, resource, name);
  const input = JSON.stringify(attempt.input);
  const scheduledAt = world.clock.now();
  thread.add('ActivityScheduled', {
    activityScheduledEventDetails: {
      resource,
      input,
      timeoutInSeconds: attempt.timeoutSeconds,
      heartbeatInSeconds: attempt.heartbeatSeconds,
    },
  });
  count('ActivitiesScheduled');
  try {
    const output = await withinLimits(
      world.clock,
      attempt.timeoutSeconds,
      attempt.signal,
      signal => awaitWorker(attempt, input, signal),
    );
    thread.add('ActivitySucceeded', {
      activitySucceededEventDetails: { output: JSON.stringify(output) },
    });
    count('ActivitiesSucceeded');
    recordActivityTime(
      world,
      scope,
      resource,
      'ActivityTime',
      world.clock.now() - scheduledAt,
    );
    return output;
  } catch (thrown) {
    if (!attempt.signal.aborted) {
      recordFailure(attempt, asStateError(thrown), count);
    }
    throw thrown;
  }
}

async function awaitWorker(
  attempt: TaskAttempt,
  input: string,
  signal: AbortSignal,
): Promise<unknown> {
  const { resource, taskToken, thread, execution } = attempt;
  const { world } = execution;
  const { queue } = activityOf(attempt);
  const scope = parseStatesArn(resource, 'activity');
  const open = new OpenTask(world.clock, attempt.heartbeatSeconds);
  register(world, taskToken, open, signal);
  const scheduledAt = world.clock.now();
  let startedAt = scheduledAt;
  const task = {
    taskToken,
    input,
    taken(workerName: string | undefined) {
      startedAt = world.clock.now();
      thread.add('ActivityStarted', {
        activityStartedEventDetails: { workerName },
      });
      countActivity(world, scope, resource, 'ActivitiesStarted');
      recordActivityTime(
        world,
        scope,
        resource,
        'ActivityScheduleTime',
        startedAt - scheduledAt,
      );
      // Heartbeats count from here: work may wait long for a worker.
      open.heartbeat();
    },
  };
  signal.addEventListener('abort', () => queue.remove(task), { once: true });
  queue.add(task);
  const output = await open.result;
  recordActivityTime(
    world,
    scope,
    resource,
    'ActivityRunTime',
    world.clock.now() - startedAt,
  );
  return output;
}

function activityOf({ execution, resource }: TaskAttempt) {
  try {
    return findActivity(execution.world, resource);
  } catch (error) {
    throw error instanceof AwsError
      ? new StateError(error.code, error.message)
      : error;
  }
}

function recordFailure(
  { thread }: TaskAttempt,
  { error, details }: StateError,
  count: (name: ActivityCount) => void,
): void {
  const failure = { error, cause: details };
  if (error === 'States.Timeout' || error === 'States.HeartbeatTimeout') {
    thread.add('ActivityTimedOut', { activityTimedOutEventDetails: failure });
    count(
      error === 'States.Timeout'
        ? 'ActivitiesTimedOut'
        : 'ActivitiesHeartbeatTimedOut',
    );
    return;
  }
  if (error === 'ActivityDoesNotExist') {
    thread.add('ActivityScheduleFailed', {
      activityScheduleFailedEventDetails: failure,
    });
    return;
  }
  thread.add('ActivityFailed', { activityFailedEventDetails: failure });
  count('ActivitiesFailed');
}
