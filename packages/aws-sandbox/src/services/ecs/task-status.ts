import { StoredTask } from './state';

/** Whether a task is meant to run: it starts or runs, and nobody has stopped it. */
export function isMeantToRun({ task }: StoredTask): boolean {
  return task.desiredStatus === 'RUNNING';
}

/** Whether a task still takes up capacity. */
export function isLive({ task }: StoredTask): boolean {
  return task.lastStatus !== 'STOPPED';
}

/** Whether a task runs, and is meant to go on. */
export function isRunning(stored: StoredTask): boolean {
  return isMeantToRun(stored) && stored.task.lastStatus === 'RUNNING';
}

/** Whether a task is on its way to `RUNNING`. */
export function isStarting(stored: StoredTask): boolean {
  return isMeantToRun(stored) && stored.task.lastStatus !== 'RUNNING';
}
