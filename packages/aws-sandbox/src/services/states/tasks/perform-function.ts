import { StateError, asStateError } from '../interpreter/StateError';
import { callFunction } from './integrations/lambda';
import type { TaskAttempt } from './perform-task';
import { withinLimits } from './within-limits';

/** Invokes the function whose ARN is the resource itself: its answer is the result. */
export async function performFunction(attempt: TaskAttempt): Promise<unknown> {
  const { resource, thread, execution, timeoutSeconds, signal } = attempt;
  thread.add('LambdaFunctionScheduled', {
    lambdaFunctionScheduledEventDetails: {
      resource,
      input: JSON.stringify(attempt.input),
      timeoutInSeconds: timeoutSeconds,
    },
  });
  try {
    thread.add('LambdaFunctionStarted');
    const output = await withinLimits(
      execution.world.clock,
      timeoutSeconds,
      signal,
      () => callFunction(execution, resource, attempt.input),
    );
    thread.add('LambdaFunctionSucceeded', {
      lambdaFunctionSucceededEventDetails: { output: JSON.stringify(output) },
    });
    return output;
  } catch (thrown) {
    if (!signal.aborted) {
      recordFailure(attempt, asStateError(thrown));
    }
    throw thrown;
  }
}

function recordFailure(
  { thread }: TaskAttempt,
  { error, details: cause }: StateError,
): void {
  if (error === 'States.Timeout') {
    thread.add('LambdaFunctionTimedOut', {
      lambdaFunctionTimedOutEventDetails: { error, cause },
    });
  } else {
    thread.add('LambdaFunctionFailed', {
      lambdaFunctionFailedEventDetails: { error, cause },
    });
  }
}
