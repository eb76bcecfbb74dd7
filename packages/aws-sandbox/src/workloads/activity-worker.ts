import { World } from '../core';
import {
  sendTaskFailure,
  sendTaskHeartbeat,
  sendTaskSuccess,
  takeActivityTask,
} from '../services/states/data-plane';
import { pause } from './pause';
import { Random } from './random';
import { PoolTask, TaskPool } from './task-pool';
import { Workload } from './workload';

/** How a service works off an activity. */
export interface ActivityWorkerSpec {
  serviceArn: string;
  activityArn: string;
  /** Concurrent pollers of each task. */
  pollers: number;
  /** What one piece of work takes, on average. */
  workMilliseconds: number;
  seed: string;
  /** From the state's input to its output, both as read from JSON. */
  calculate(input: unknown): unknown;
}

const POLL_MILLISECONDS = 500;
const HEARTBEAT_MILLISECONDS = 1000;
const SPREAD = 0.4;

/**
 * The tasks of a service that poll an activity: they say regularly that they
 * live, and give their work back when they must stop.
 */
export class ActivityWorker implements Workload {
  readonly name: string;
  readonly #spec: ActivityWorkerSpec;
  readonly #random: Random;

  constructor(name: string, spec: ActivityWorkerSpec) {
    this.name = name;
    this.#spec = spec;
    this.#random = new Random(`${spec.seed}/${name}`);
  }

  start(world: World): void {
    new TaskPool(this.#spec.serviceArn, async task => {
      const pollers = Array.from({ length: this.#spec.pollers }, () =>
        this.#poll(task, world),
      );
      await Promise.all(pollers);
    }).start(world);
  }

  async #poll(task: PoolTask, world: World): Promise<void> {
    while (!task.stopping.aborted) {
      const work = takeActivityTask(world, this.#spec.activityArn);
      if (work) {
        await this.#work(work, task, world);
      } else {
        await pause(world.clock, POLL_MILLISECONDS);
      }
    }
  }

  async #work(
    work: { taskToken: string; input: string },
    task: PoolTask,
    world: World,
  ): Promise<void> {
    const mean = this.#spec.workMilliseconds;
    let left = this.#random.between(mean * (1 - SPREAD), mean * (1 + SPREAD));
    while (left > 0) {
      const step = Math.min(left, HEARTBEAT_MILLISECONDS);
      await pause(world.clock, step);
      left -= step;
      if (task.stopping.aborted) {
        sendTaskFailure(
          world,
          work.taskToken,
          'WorkerStopping',
          'The task was told to stop',
        );
        return;
      }
      sendTaskHeartbeat(world, work.taskToken);
    }
    const output = this.#spec.calculate(JSON.parse(work.input));
    sendTaskSuccess(world, work.taskToken, JSON.stringify(output));
  }
}
