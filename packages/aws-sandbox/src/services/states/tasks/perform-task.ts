import { Execution } from '../execution/Execution';
import { HistoryThread } from '../execution/History';
import { StateError } from '../interpreter/StateError';
import { performActivity } from './perform-activity';
import { performFunction } from './perform-function';
import { performIntegration } from './perform-integration';

/** One attempt at a Task state, its parameters evaluated. */
export interface TaskAttempt {
  stateName: string;
  /** `Resource` of the state. */
  resource: string;
  input: unknown;
  /** By which workers and callbacks answer. */
  taskToken: string;
  timeoutSeconds: number | undefined;
  heartbeatSeconds: number | undefined;
  execution: Execution;
  thread: HistoryThread;
  signal: AbortSignal;
}

/**
 * Does what a Task state asks for.
 *
 * @throws StateError with the name that Retry and Catch know
 */
export function performTask(attempt: TaskAttempt): Promise<unknown> {
  const { resource, stateName } = attempt;
  if (/^arn:[^:]+:states:[^:]+:\d{12}:activity:/.test(resource)) {
    return performActivity(attempt);
  }
  if (/^arn:[^:]+:lambda:[^:]+:\d{12}:function:/.test(resource)) {
    return performFunction(attempt);
  }
  const match = /^arn:[^:]+:states:::([^:]+):([^:.]+)(?:\.(.+))?$/.exec(
    resource,
  );
  if (match) {
    const [, service, action, pattern] = match;
    return performIntegration(attempt, `${service}:${action}`, pattern);
  }
  throw new StateError(
    'States.Runtime',
    `The AWS sandbox cannot run the resource ${resource} of state '${stateName}'`,
  );
}
