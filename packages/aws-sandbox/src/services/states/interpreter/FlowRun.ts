import { Execution } from '../execution/Execution';
import { HistoryThread } from '../execution/History';

/** States under way: of a machine, of a branch of a Parallel, of an iteration of a Map. */
export interface FlowRun {
  execution: Execution;
  /** What `$$` gives, besides `State` and `Task`. */
  context: Record<string, unknown>;
  thread: HistoryThread;
  /** Aborted when the execution ends or a sibling failed. */
  signal: AbortSignal;
}
