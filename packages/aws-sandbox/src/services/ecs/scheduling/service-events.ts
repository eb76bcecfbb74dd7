import { randomUUID } from 'node:crypto';
import { EcsState, StoredService, StoredTask } from '../state';
import { shortName } from '../names';

const KEPT = 100;

/** Adds a line to a service's events, newest first; ECS keeps the last 100. */
export function addServiceEvent(
  state: EcsState,
  stored: StoredService,
  message: string,
): void {
  const { service } = stored;
  service.events = [
    {
      id: randomUUID(),
      createdAt: state.now(),
      message: `(service ${service.serviceName}) ${message}`,
    },
    ...(service.events ?? []),
  ].slice(0, KEPT);
}

/** `(task 1a2b…) (task 3c4d…).` */
export function taskList(tasks: StoredTask[]): string {
  return `${tasks
    .map(({ task }) => `(task ${shortName(task.taskArn)})`)
    .join(' ')}.`;
}
