import { StateDefinition } from '../definition/state-machine-definition';
import { FlowRun } from './FlowRun';

/** One attempt at one state. */
export interface StateVisit {
  name: string;
  state: StateDefinition;
  /** As the state before left it. */
  input: unknown;
  run: FlowRun;
  /** What `$$` gives. */
  context: Record<string, unknown>;
}
