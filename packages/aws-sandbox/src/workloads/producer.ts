import { World } from '../core';
import { runningTasks } from '../services/ecs/data-plane';
import { Random } from './random';
import { Workload } from './workload';

/** What happens at a rate. */
export interface ProducerSpec {
  /** The service that does it; without running tasks nothing happens. Absent for people and machines outside. */
  serviceArn?: string;
  /** The rate at a moment, in milliseconds since the epoch. */
  perSecond(now: number): number;
  seed: string;
  /** Does it `count` times. */
  produce(count: number, world: World): void;
}

const STEP_MILLISECONDS = 250;

/** Makes things happen at random moments, at a rate. */
export class Producer implements Workload {
  readonly name: string;
  readonly #spec: ProducerSpec;
  readonly #random: Random;

  constructor(name: string, spec: ProducerSpec) {
    this.name = name;
    this.#spec = spec;
    this.#random = new Random(`${spec.seed}/${name}`);
  }

  start(world: World): void {
    world.clock.every(STEP_MILLISECONDS, () => this.#step(world));
  }

  #step(world: World): void {
    const mean =
      (this.#spec.perSecond(world.clock.now()) * STEP_MILLISECONDS) / 1000;
    const count = this.#random.poisson(mean);
    if (count > 0 && this.#isUp(world)) {
      this.#spec.produce(count, world);
    }
  }

  #isUp(world: World): boolean {
    const { serviceArn } = this.#spec;
    return (
      serviceArn === undefined || runningTasks(world, serviceArn).length > 0
    );
  }
}
