import { evaluate, processInput, processOutput } from '../evaluate';
import { StateError } from '../StateError';
import { StateVisit } from '../StateVisit';

/** Waits on the world's clock. */
export async function runWaitState(visit: StateVisit): Promise<unknown> {
  const { state, input, context, run } = visit;
  const effective = await processInput(state, input, context);
  await run.execution.world.clock.sleep(
    await delayOf(visit, effective),
    run.signal,
  );
  run.signal.throwIfAborted();
  return processOutput(state, input, effective, context);
}

async function delayOf(
  { state, context, run }: StateVisit,
  input: unknown,
): Promise<number> {
  const valueOf = async (field: 'Seconds' | 'Timestamp') =>
    state[`${field}Path`] === undefined
      ? state[field]
      : evaluate(state[`${field}Path`], input, context);
  const seconds = await valueOf('Seconds');
  const milliseconds =
    seconds === undefined
      ? Date.parse(String(await valueOf('Timestamp'))) -
        run.execution.now().getTime()
      : Number(seconds) * 1000;
  if (Number.isNaN(milliseconds)) {
    throw new StateError(
      'States.Runtime',
      'The SecondsPath or TimestampPath does not give a number of seconds or a time',
    );
  }
  return Math.max(0, milliseconds);
}
