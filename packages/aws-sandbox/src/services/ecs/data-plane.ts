import { Failure, RunTaskCommandInput, Task } from '@aws-sdk/client-ecs';
import { Scope, World, internalContext } from '../../core';
import { parseServiceArn } from './names';
import { runTask as runTaskOperation } from './operations/tasks';
import { ecsState } from './state';
import { isRunning } from './task-status';

export {
  compareFamilies,
  fitsFamily,
  setTaskBehaviour,
} from './task-behaviour';
export type {
  ContainerTask,
  StartedTask,
  TaskBehaviour,
  TaskContainers,
} from './task-behaviour';

/** A task of a service that runs. */
export interface RunningTask {
  taskArn: string;
  startedAt: Date;
}

/** The tasks of a service that run and are not being stopped; none when there is no such service. */
export function runningTasks(world: World, serviceArn: string): RunningTask[] {
  const parsed = parseServiceArn(serviceArn);
  const service =
    parsed &&
    ecsState(world, parsed)
      .clusters.get(parsed.clusterName)
      ?.services.get(parsed.serviceName);
  return [...(service?.tasks ?? [])].filter(isRunning).map(({ task }) => ({
    taskArn: task.taskArn,
    startedAt: task.startedAt ?? new Date(world.clock.now()),
  }));
}

/**
 * Runs tasks, as the operation `RunTask` does.
 *
 * @throws AwsError for a request that can never work; no room shows in `failures`
 */
export function runTask(
  world: World,
  scope: Scope,
  request: RunTaskCommandInput,
): { tasks: Task[]; failures: Failure[] } {
  return runTaskOperation(
    request,
    internalContext(world, scope, 'ecs-tasks.amazonaws.com'),
  );
}

/**
 * Limits how many tasks a capacity provider can hold, to show what happens
 * when there is no room: `RunTask` answers with `failures[]`.
 *
 * @param tasks - undefined lifts the limit
 */
export function setCapacityLimit(
  world: World,
  scope: Scope,
  capacityProvider: string,
  tasks: number | undefined,
): void {
  const { capacityLimits } = ecsState(world, scope);
  if (tasks === undefined) {
    capacityLimits.delete(capacityProvider);
  } else {
    capacityLimits.set(capacityProvider, tasks);
  }
}
