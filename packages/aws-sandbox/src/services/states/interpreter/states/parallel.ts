import { processInput, processOutput } from '../evaluate';
import { inParallel } from '../in-parallel';
import { runFlow } from '../run-flow';
import { StateVisit } from '../StateVisit';

/** Runs its branches side by side, all on the same input. */
export async function runParallelState({
  state,
  input,
  context,
  run,
}: StateVisit): Promise<unknown> {
  const effective = await processInput(state, input, context);
  const branches = state.Branches ?? [];
  run.thread.add('ParallelStateStarted');
  try {
    const results = await inParallel(
      branches.map(
        branch => (signal: AbortSignal) =>
          runFlow(branch, effective, {
            ...run,
            thread: run.thread.fork(),
            signal,
          }),
      ),
      branches.length,
      run.signal,
    );
    run.thread.add('ParallelStateSucceeded');
    return processOutput(state, input, results, context);
  } catch (error) {
    if (!run.signal.aborted) {
      run.thread.add('ParallelStateFailed');
    }
    throw error;
  }
}
