import { performTask } from '../../tasks/perform-task';
import { newTaskToken } from '../../tasks/task-tokens';
import { evaluate, processInput, processOutput } from '../evaluate';
import { StateError } from '../StateError';
import { StateVisit } from '../StateVisit';

/** Has another service, a function or a worker do something. */
export async function runTaskState(visit: StateVisit): Promise<unknown> {
  const { name, state, input, run } = visit;
  const { execution, thread, signal } = run;
  // A new attempt has a new token: an answer to an earlier one comes too late.
  const taskToken = newTaskToken(execution.identity.arn);
  const context = state.Resource?.endsWith('.waitForTaskToken')
    ? { ...visit.context, Task: { Token: taskToken } }
    : visit.context;
  const result = await performTask({
    stateName: name,
    resource: state.Resource ?? '',
    input: await processInput(state, input, context),
    taskToken,
    timeoutSeconds: await limitOf('TimeoutSeconds', visit),
    heartbeatSeconds: await limitOf('HeartbeatSeconds', visit),
    execution,
    thread,
    signal,
  });
  return processOutput(state, input, result, context);
}

async function limitOf(
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  { name, state, input, context }: StateVisit,
): Promise<number | undefined> {
  const path = state[`${field}Path`];
  const value =
    path === undefined ? state[field] : await evaluate(path, input, context);
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new StateError(
      'States.Runtime',
      `${field} of state '${name}' is not a positive whole number`,
    );
  }
  return value;
}
