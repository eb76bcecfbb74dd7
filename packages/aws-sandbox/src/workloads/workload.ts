import { World } from '../core';

/**
 * Code that would run in the user's containers and functions, modelled: it
 * takes real steps on the sandbox's data plane, at a pace.
 */
export interface Workload {
  /** Unique, for people. */
  readonly name: string;
  /** Sets the workload going on the world's clock. It ends with the clock. */
  start(world: World): void;
}
