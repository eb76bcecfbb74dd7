import { World } from '../../core';

/** A task as its program sees it. */
export interface StartedTask {
  taskArn: string;
  clusterArn: string;
  /** The service that it belongs to; absent for `RunTask`. */
  serviceArn?: string;
  /** Environment of its containers, overrides laid over the definition. */
  environment: Record<string, string>;
  /** Command of its first container, overrides laid over the definition. */
  command: string[];
}

/** What the program in a task does: the sandbox runs no containers. */
export interface TaskBehaviour {
  /** How long it runs before it exits by itself; `Infinity` runs until the task is stopped. */
  runSeconds: number | ((environment: Record<string, string>) => number);
  /** Default 0. */
  exitCode?: number;
  /** The task never reaches `RUNNING`: the reason, such as `CannotPullContainerError: …`. */
  startFailure?: string;
  /** The task reached `RUNNING`. */
  onStart?: (task: StartedTask) => void | Promise<void>;
  /** The program has ended, by itself or because the task was stopped. */
  onStop?: (task: StartedTask) => void | Promise<void>;
}

const behaviours = new WeakMap<World, Map<string, TaskBehaviour>>();

/**
 * Says what the program in the tasks of a family does, in all accounts and
 * regions. Without a behaviour a task runs until it is stopped. Tasks that
 * were started before keep theirs.
 */
export function setTaskBehaviour(
  world: World,
  taskDefinitionFamily: string,
  behaviour: TaskBehaviour,
): void {
  const ofWorld = behaviours.get(world) ?? new Map<string, TaskBehaviour>();
  behaviours.set(world, ofWorld.set(taskDefinitionFamily, behaviour));
}

/** What the program in the tasks of a family does, when somebody said so. */
export function taskBehaviourOf(
  world: World,
  taskDefinitionFamily: string,
): TaskBehaviour | undefined {
  return behaviours.get(world)?.get(taskDefinitionFamily);
}
