import { randomUUID } from 'node:crypto';
import { AwsError, World } from '../../../core';
import { invalidToken } from '../errors';
import { parseStatesArn } from '../arns';
import { statesState } from '../state';
import { OpenTask } from './OpenTask';

const openTasks = new WeakMap<World, Map<string, OpenTask>>();

/** A token for one attempt at a task; it tells the sandbox which execution it belongs to. */
export function newTaskToken(executionArn: string): string {
  return Buffer.from(
    JSON.stringify({ execution: executionArn, id: randomUUID() }),
  ).toString('base64');
}

/** Makes a task known by its token, until the signal aborts. */
export function register(
  world: World,
  token: string,
  task: OpenTask,
  signal: AbortSignal,
): void {
  const tasks = openTasks.get(world) ?? new Map<string, OpenTask>();
  openTasks.set(world, tasks.set(token, task));
  signal.addEventListener(
    'abort',
    () => {
      tasks.delete(token);
      task.close();
    },
    { once: true },
  );
}

/**
 * The task that waits for an answer by this token.
 *
 * @throws AwsError `InvalidToken`, `TaskTimedOut` when its time is over or it was answered, `TaskDoesNotExist`
 */
export function findOpenTask(
  world: World,
  token: string | undefined,
): OpenTask {
  const task = openTasks.get(world)?.get(token ?? '');
  if (task && !task.answered) {
    return task;
  }
  if (task || knowsExecution(world, executionOf(token))) {
    throw new AwsError(
      'TaskTimedOut',
      "Task Timed Out: 'Provided task does not exist anymore'",
    );
  }
  throw new AwsError('TaskDoesNotExist', 'Task does not exist');
}

function executionOf(token: string | undefined): string {
  try {
    const { execution } = JSON.parse(
      Buffer.from(token ?? '', 'base64').toString('utf8'),
    );
    if (typeof execution === 'string') {
      return execution;
    }
  } catch {
    // Falls through: it is no token of the sandbox.
  }
  throw invalidToken('Invalid token');
}

function knowsExecution(world: World, arn: string): boolean {
  const {
    executionName = '',
    name,
    ...scope
  } = parseStatesArn(arn, 'execution');
  return (
    statesState(world, scope)
      .stateMachines.get(name)
      ?.executions.has(executionName) === true
  );
}
