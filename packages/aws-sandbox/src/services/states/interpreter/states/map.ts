import { evaluate, processInput, processOutput } from '../evaluate';
import { FlowRun } from '../FlowRun';
import { inParallel } from '../in-parallel';
import { runFlow } from '../run-flow';
import { StateError } from '../StateError';
import { StateVisit } from '../StateVisit';

/** Inline Map states run at most 40 iterations at a time. */
const MAXIMUM_CONCURRENCY = 40;

/** Runs its states for each item. */
export async function runMapState(visit: StateVisit): Promise<unknown> {
  const { state, input, context, run } = visit;
  const effective = await processInput(
    { InputPath: state.InputPath },
    input,
    context,
  );
  const items = await itemsOf(visit, effective);
  run.thread.add('MapStateStarted', {
    mapStateStartedEventDetails: { length: items.length },
  });
  try {
    const results = await inParallel(
      items.map(
        (item, index) => (signal: AbortSignal) =>
          runIteration(visit, effective, item, index, signal),
      ),
      await concurrencyOf(visit, effective),
      run.signal,
    );
    run.thread.add('MapStateSucceeded');
    return processOutput(state, input, results, context);
  } catch (error) {
    if (!run.signal.aborted) {
      run.thread.add('MapStateFailed');
    }
    throw error;
  }
}

async function itemsOf(
  { name, state, context }: StateVisit,
  input: unknown,
): Promise<unknown[]> {
  const items =
    state.ItemsPath === undefined
      ? input
      : await evaluate(state.ItemsPath, input, context);
  if (!Array.isArray(items)) {
    throw new StateError(
      'States.Runtime',
      `The items of Map state '${name}' are not an array`,
    );
  }
  return items;
}

async function concurrencyOf(
  { state, context }: StateVisit,
  input: unknown,
): Promise<number> {
  const asked = Number(
    state.MaxConcurrencyPath === undefined
      ? state.MaxConcurrency ?? 0
      : await evaluate(state.MaxConcurrencyPath, input, context),
  );
  return asked > 0 ? Math.min(asked, MAXIMUM_CONCURRENCY) : MAXIMUM_CONCURRENCY;
}

async function runIteration(
  { name, state, context, run }: StateVisit,
  input: unknown,
  item: unknown,
  index: number,
  signal: AbortSignal,
): Promise<unknown> {
  const flow = state.ItemProcessor ?? state.Iterator;
  if (!flow) {
    throw new StateError('States.Runtime', `'${name}' has no ItemProcessor`);
  }
  const iteration: FlowRun = {
    execution: run.execution,
    context: { ...run.context, Map: { Item: { Index: index, Value: item } } },
    thread: run.thread.fork(),
    signal,
  };
  const details = { name, index };
  iteration.thread.add('MapIterationStarted', {
    mapIterationStartedEventDetails: details,
  });
  try {
    const template = state.ItemSelector ?? state.Parameters;
    const itemInput =
      template === undefined
        ? item
        : await processInput({ Parameters: template }, input, {
            ...context,
            ...iteration.context,
          });
    const output = await runFlow(flow, itemInput, iteration);
    iteration.thread.add('MapIterationSucceeded', {
      mapIterationSucceededEventDetails: details,
    });
    return output;
  } catch (error) {
    if (signal.aborted) {
      iteration.thread.add('MapIterationAborted', {
        mapIterationAbortedEventDetails: details,
      });
    } else {
      iteration.thread.add('MapIterationFailed', {
        mapIterationFailedEventDetails: details,
      });
    }
    throw error;
  }
}
