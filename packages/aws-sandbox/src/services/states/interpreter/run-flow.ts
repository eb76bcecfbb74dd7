import { setImmediate } from 'node:timers/promises';
import { FlowDefinition } from '../definition/state-machine-definition';
import { FlowRun } from './FlowRun';
import { runState } from './run-state';

/** After so many states in a row everybody else gets a turn. */
const STATES_BETWEEN_TURNS = 100;

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
  let visited = 0;
  while (next !== undefined) {
    run.signal.throwIfAborted();
    const step = await runState(next, flow.States[next], current, run);
    current = step.output;
    next = step.next;
    visited += 1;
    if (visited % STATES_BETWEEN_TURNS === 0) {
      await setImmediate();
    }
  }
  return current;
}
