import { Task, TaskDefinition } from '@aws-sdk/client-ecs';
import { Scope, World } from '../../core';

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

/** A task whose containers are to run for real. */
export interface ContainerTask {
  scope: Scope;
  task: Task & { taskArn: string };
  definition: TaskDefinition;
  /** Address of the task's network interface; absent outside of `awsvpc`. */
  privateAddress?: string;
  /** To be called once for each container that ends, for whatever reason. */
  ended(containerName: string, exitCode: number): void;
}

/** The containers of one task. */
export interface TaskContainers {
  /**
   * Settles when all of them have been started; the message of a rejection is
   * the reason why the task stops, such as `CannotStartContainerError: …`.
   */
  started: Promise<void>;
  /** Ends all that still run, as `StopTask` does. Resolves when none is left. */
  stop(): Promise<void>;
}

/** What the program in a task does. */
export interface TaskBehaviour {
  /** How long it runs before it exits by itself; `Infinity` runs until the task is stopped. */
  runSeconds: number | ((environment: Record<string, string>) => number);
  /** Default 0. */
  exitCode?: number;
  /** The task never reaches `RUNNING`: the reason, such as `CannotPullContainerError: …`. */
  startFailure?: string;
  /** Runs the task's containers; their exit codes then take the place of `runSeconds` and `exitCode`. */
  run?: (task: ContainerTask) => TaskContainers;
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
 *
 * @param taskDefinitionFamily - `*` at the end stands for any rest; the longest
 *   name that fits wins
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
  const [best] = [...(behaviours.get(world) ?? [])]
    .filter(([pattern]) => fitsFamily(pattern, taskDefinitionFamily))
    .sort(([a], [b]) => compareFamilies(a, b));
  return best?.[1];
}

/** Whether a family is meant by a name that may end in `*`. */
export function fitsFamily(pattern: string, family: string): boolean {
  return pattern.endsWith('*')
    ? family.startsWith(pattern.slice(0, -1))
    : pattern === family;
}

/** Sorts names of families that may end in `*`: those that say more come first. */
export function compareFamilies(a: string, b: string): number {
  const open = (pattern: string) => Number(pattern.endsWith('*'));
  return open(a) - open(b) || b.length - a.length;
}
