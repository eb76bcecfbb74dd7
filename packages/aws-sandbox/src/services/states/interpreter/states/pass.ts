import { processInput, processOutput } from '../evaluate';
import { StateVisit } from '../StateVisit';

/** Hands on its input or its fixed `Result`. */
export async function runPassState({
  state,
  input,
  context,
}: StateVisit): Promise<unknown> {
  const effective = await processInput(state, input, context);
  const result = state.Result === undefined ? effective : state.Result;
  return processOutput(state, input, result, context);
}
