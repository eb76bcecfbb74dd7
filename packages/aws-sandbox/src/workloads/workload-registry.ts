import { World } from '../core';
import { Workload } from './workload';

/** The workloads of one world. */
export class WorkloadRegistry {
  readonly #workloads = new Map<string, Workload>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Adds a workload and sets it going.
   *
   * @throws Error when one of the same name runs already
   */
  run(workload: Workload): void {
    if (this.#workloads.has(workload.name)) {
      throw new Error(`A workload named '${workload.name}' runs already`);
    }
    this.#workloads.set(workload.name, workload);
    workload.start(this.#world);
  }

  /** The names of all workloads, in the order they were set going. */
  get names(): string[] {
    return [...this.#workloads.keys()];
  }
}
