import { AwsError } from '../../../core';
import { StateError, asStateError } from '../interpreter/StateError';
import { ecsRunTask } from './integrations/ecs';
import { eventsPutEvents } from './integrations/events';
import { Integration, WaitPattern } from './integrations/Integration';
import { lambdaInvoke } from './integrations/lambda';
import { snsPublish } from './integrations/sns';
import { sqsSendMessage } from './integrations/sqs';
import { statesStartExecution } from './integrations/states';
import { OpenTask } from './OpenTask';
import type { TaskAttempt } from './perform-task';
import { register } from './task-tokens';
import { withinLimits } from './within-limits';

const INTEGRATIONS: Record<string, Integration> = {
  'ecs:runTask': ecsRunTask,
  'events:putEvents': eventsPutEvents,
  'lambda:invoke': lambdaInvoke,
  'sns:publish': snsPublish,
  'sqs:sendMessage': sqsSendMessage,
  'states:startExecution': statesStartExecution,
};

/**
 * Calls a service and waits as the pattern says.
 *
 * @param id - such as `ecs:runTask`
 * @param pattern - what stands behind the dot of the resource
 * @throws StateError `States.Runtime` for a service or pattern that the sandbox does not have
 */
export async function performIntegration(
  attempt: TaskAttempt,
  id: string,
  pattern: string | undefined,
): Promise<unknown> {
  const { execution, thread, signal } = attempt;
  const integration = INTEGRATIONS[id];
  const waitPattern = integration?.patterns.find(
    one => one === (pattern ?? 'request'),
  );
  if (!integration || !waitPattern) {
    throw new StateError(
      'States.Runtime',
      `The AWS sandbox cannot run the resource ${attempt.resource} of state '${
        attempt.stateName
      }'; it has ${Object.keys(INTEGRATIONS).join(', ')}`,
    );
  }
  const [resourceType, action] = id.split(':');
  const details = {
    resourceType,
    resource: pattern === undefined ? action : `${action}.${pattern}`,
  };
  thread.add('TaskScheduled', {
    taskScheduledEventDetails: {
      ...details,
      region: execution.scope.region,
      parameters: JSON.stringify(attempt.input),
      timeoutInSeconds: attempt.timeoutSeconds,
      heartbeatInSeconds: attempt.heartbeatSeconds,
    },
  });
  thread.add('TaskStarted', { taskStartedEventDetails: details });
  try {
    const output = await withinLimits(
      execution.world.clock,
      attempt.timeoutSeconds,
      signal,
      inner =>
        callAndWait(
          { ...attempt, signal: inner },
          integration,
          waitPattern,
          response =>
            thread.add('TaskSubmitted', {
              taskSubmittedEventDetails: {
                ...details,
                output: JSON.stringify(response),
              },
            }),
        ),
    );
    thread.add('TaskSucceeded', {
      taskSucceededEventDetails: {
        ...details,
        output: JSON.stringify(output),
      },
    });
    return output;
  } catch (thrown) {
    if (!signal.aborted) {
      recordFailure(attempt, details, asStateError(thrown));
    }
    throw thrown;
  }
}

async function callAndWait(
  attempt: TaskAttempt,
  integration: Integration,
  pattern: WaitPattern,
  submitted: (response: unknown) => void,
): Promise<unknown> {
  const { execution, signal } = attempt;
  const call = {
    execution,
    parameters: parametersOf(attempt),
    pattern,
    signal,
  };
  // Whoever is called may answer before the call comes back.
  const callback =
    pattern === 'waitForTaskToken' ? openTaskOf(attempt) : undefined;
  const response = await named(integration, () => integration.call(call));
  if (callback) {
    submitted(response);
    return callback.result;
  }
  if (pattern !== 'request' && integration.waitForJob) {
    submitted(response);
    return integration.waitForJob(response, call);
  }
  return response;
}

function openTaskOf(attempt: TaskAttempt): OpenTask {
  const { world } = attempt.execution;
  const open = new OpenTask(world.clock, attempt.heartbeatSeconds);
  register(world, attempt.taskToken, open, attempt.signal);
  open.heartbeat();
  return open;
}

function parametersOf({ input, stateName }: TaskAttempt) {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new StateError(
      'States.Runtime',
      `The parameters of state '${stateName}' are not an object`,
    );
  }
  return input as Record<string, unknown>;
}

/** Errors of services get the names that they have in Step Functions. */
async function named<T>(
  { errorPrefix }: Integration,
  call: () => T | Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    const name = error.code.endsWith('Exception')
      ? error.code
      : `${error.code}Exception`;
    throw new StateError(`${errorPrefix}.${name}`, error.message);
  }
}

function recordFailure(
  { thread }: TaskAttempt,
  details: { resourceType: string; resource: string },
  { error, details: cause }: StateError,
): void {
  const failure = { ...details, error, cause };
  if (error === 'States.Timeout' || error === 'States.HeartbeatTimeout') {
    thread.add('TaskTimedOut', { taskTimedOutEventDetails: failure });
  } else {
    thread.add('TaskFailed', { taskFailedEventDetails: failure });
  }
}
