import { StateDefinition } from '../definition/state-machine-definition';
import { runChoiceState } from './states/choice';
import { failOf } from './states/fail';
import { runMapState } from './states/map';
import { runParallelState } from './states/parallel';
import { runPassState } from './states/pass';
import { runSucceedState } from './states/succeed';
import { runTaskState } from './states/task';
import { runWaitState } from './states/wait';
import { processOutput } from './evaluate';
import { errorMatches } from './error-matches';
import { FlowRun } from './FlowRun';
import { Retries } from './Retries';
import { asStateError, StateError } from './StateError';
import { StateVisit } from './StateVisit';
import { refuseUnsupported } from './unsupported-fields';

/** Where a state leads: `next` is undefined at the end. */
export interface Step {
  output: unknown;
  next: string | undefined;
}

const MAXIMUM_DATA_LENGTH = 262_144;

/**
 * Runs one state, again where its `Retry` says so, and follows its `Catch`.
 *
 * @throws StateError when it failed for good
 */
export async function runState(
  name: string,
  state: StateDefinition,
  input: unknown,
  run: FlowRun,
): Promise<Step> {
  const retries = new Retries(state.Retry);
  const { thread, execution } = run;
  const enteredTime = execution.now().toISOString();
  thread.add(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: JSON.stringify(input) },
  });
  for (;;) {
    const visit: StateVisit = {
      name,
      state,
      input,
      run,
      context: {
        ...run.context,
        State: {
          Name: name,
          EnteredTime: enteredTime,
          RetryCount: retries.count,
        },
      },
    };
    try {
      const step = await attempt(visit);
      exit(visit, step);
      return step;
    } catch (thrown) {
      if (run.signal.aborted) {
        throw thrown;
      }
      const error = asStateError(thrown);
      const delay = retries.next(error);
      if (delay === undefined) {
        const step = await follow(visit, error);
        exit(visit, step);
        return step;
      }
      await execution.world.clock.sleep(delay, run.signal);
      run.signal.throwIfAborted();
    }
  }
}

async function attempt(visit: StateVisit): Promise<Step> {
  const { state } = visit;
  refuseUnsupported(visit);
  switch (state.Type) {
    case 'Choice':
      return runChoiceState(visit);
    case 'Succeed':
      return { output: await runSucceedState(visit), next: undefined };
    case 'Fail':
      throw await failOf(visit);
    case 'Pass':
      return { output: await runPassState(visit), next: state.Next };
    case 'Wait':
      return { output: await runWaitState(visit), next: state.Next };
    case 'Task':
      return { output: await runTaskState(visit), next: state.Next };
    case 'Map':
      return { output: await runMapState(visit), next: state.Next };
    case 'Parallel':
      return { output: await runParallelState(visit), next: state.Next };
    default:
      throw new StateError(
        'States.Runtime',
        `There is no state of type ${state.Type}`,
      );
  }
}

/** The catcher's way, or the error again. */
async function follow(visit: StateVisit, error: StateError): Promise<Step> {
  const { state, input, context } = visit;
  const catcher = state.Catch?.find(({ ErrorEquals }) =>
    errorMatches(error, ErrorEquals),
  );
  if (!catcher) {
    throw error;
  }
  const output = await processOutput(
    { ResultPath: catcher.ResultPath },
    input,
    { Error: error.error ?? '', Cause: error.details ?? '' },
    context,
  );
  return { output, next: catcher.Next };
}

function exit({ name, state, run }: StateVisit, { output }: Step): void {
  const text = JSON.stringify(output) ?? 'null';
  if (text.length > MAXIMUM_DATA_LENGTH) {
    throw new StateError(
      'States.DataLimitExceeded',
      `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  // Nothing leaves a Fail state.
  if (state.Type !== 'Fail') {
    run.thread.add(`${state.Type}StateExited`, {
      stateExitedEventDetails: { name, output: text },
    });
  }
}
