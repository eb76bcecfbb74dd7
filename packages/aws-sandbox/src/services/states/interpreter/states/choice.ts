import { choose, processInput, processOutput } from '../evaluate';
import type { Step } from '../run-state';
import { StateVisit } from '../StateVisit';

/**
 * Follows the first rule that holds.
 *
 * @throws StateError `States.NoChoiceMatched`
 */
export async function runChoiceState({
  state,
  input,
  context,
}: StateVisit): Promise<Step> {
  const effective = await processInput(state, input, context);
  const next = await choose(state, effective, context);
  return {
    output: await processOutput(state, input, effective, context),
    next,
  };
}
