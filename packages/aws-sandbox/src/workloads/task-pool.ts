import { World } from '../core';
import { runningTasks } from '../services/ecs/data-plane';
import { pause } from './pause';

/** One running task of a service. */
export interface PoolTask {
  taskArn: string;
  /** Aborted when the task is told to stop, as by SIGTERM. */
  stopping: AbortSignal;
}

const LOOK_EVERY_MILLISECONDS = 500;
const RESTART_AFTER_MILLISECONDS = 5000;

/**
 * Runs the same code in each running task of a service: begins it when a task
 * reaches RUNNING, tells it to stop when the task leaves that state.
 */
export class TaskPool {
  readonly #serviceArn: string;
  readonly #main: (task: PoolTask, world: World) => Promise<void>;
  readonly #tasks = new Map<string, AbortController>();

  constructor(
    serviceArn: string,
    main: (task: PoolTask, world: World) => Promise<void>,
  ) {
    this.#serviceArn = serviceArn;
    this.#main = main;
  }

  start(world: World): void {
    world.clock.every(LOOK_EVERY_MILLISECONDS, () => this.#follow(world));
  }

  #follow(world: World): void {
    const running = new Set(
      runningTasks(world, this.#serviceArn).map(task => task.taskArn),
    );
    for (const [taskArn, controller] of this.#tasks) {
      if (!running.has(taskArn)) {
        controller.abort();
        this.#tasks.delete(taskArn);
      }
    }
    for (const taskArn of running) {
      if (!this.#tasks.has(taskArn)) {
        const controller = new AbortController();
        this.#tasks.set(taskArn, controller);
        // Not awaited: the clock must go on while the task works.
        this.#run({ taskArn, stopping: controller.signal }, world);
      }
    }
  }

  /** A process that crashes is begun again, as its container would be. */
  async #run(task: PoolTask, world: World): Promise<void> {
    while (!task.stopping.aborted) {
      try {
        await this.#main(task, world);
      } catch {
        await pause(world.clock, RESTART_AFTER_MILLISECONDS);
      }
    }
  }
}
