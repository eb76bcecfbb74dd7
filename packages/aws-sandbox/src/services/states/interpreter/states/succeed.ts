import { processInput, processOutput } from '../evaluate';
import { StateVisit } from '../StateVisit';

/** Ends with what its paths let through. */
export async function runSucceedState({
  state,
  input,
  context,
}: StateVisit): Promise<unknown> {
  const effective = await processInput(state, input, context);
  return processOutput(state, input, effective, context);
}
