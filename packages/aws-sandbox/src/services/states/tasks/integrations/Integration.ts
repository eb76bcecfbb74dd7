import { Execution } from '../../execution/Execution';

/** How long a state waits: for the answer, for the end of the job, for a callback. */
export type WaitPattern = 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** One call of a service by a Task state. */
export interface IntegrationCall {
  execution: Execution;
  /** The state's parameters. */
  parameters: Record<string, unknown>;
  pattern: WaitPattern;
  /** Aborted when nobody waits any more: a job that was started has to be stopped then. */
  signal: AbortSignal;
}

/** What Step Functions can do with another service. */
export interface Integration {
  /** Stands before the names of the service's errors, such as `ECS` in `ECS.ClusterNotFoundException`. */
  errorPrefix: string;
  patterns: WaitPattern[];
  /** @returns the service's answer */
  call(call: IntegrationCall): unknown | Promise<unknown>;
  /** Waits for the end of the job that `call` started. */
  waitForJob?(response: unknown, call: IntegrationCall): Promise<unknown>;
}
