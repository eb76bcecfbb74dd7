import { FlowDefinition } from '../definition/state-machine-definition';
import { FlowRun } from './FlowRun';
import { runState } from './run-state';

/**
 * Runs states from the first one to one that ends.
 *
 * @returns the output of the last state
 * @throws StateError when a state failed and nothing caught it
 */
export async function runFlow(
  flow: FlowDefinition,
  input: unknown,
  run: FlowRun,
): Promise<unknown> {
  let next: string | undefined = flow.StartAt;
  let current = input;
  while (next !== undefined) {
    run.signal.throwIfAborted();
    const step = await runState(next, flow.States[next], current, run);
    current = step.output;
    next = step.next;
  }
  return current;
}
