import { World } from '../core';
import { runningTasks } from '../services/ecs/data-plane';
import { setHttpHandler } from '../services/events/http-endpoints';
import { pause } from './pause';
import { Random } from './random';
import { Workload } from './workload';

/** How a service answers HTTP. */
export interface HttpServiceSpec {
  serviceArn: string;
  hostname: string;
  /** What an answer takes, on average. */
  responseMilliseconds: number;
  seed: string;
  /** Does what a request asks for. @returns the HTTP status */
  handle(body: string, world: World): number;
}

const SPREAD = 0.5;

/** A service behind a load balancer; without running tasks it answers 503. */
export class HttpService implements Workload {
  readonly name: string;
  readonly #spec: HttpServiceSpec;
  readonly #random: Random;

  constructor(name: string, spec: HttpServiceSpec) {
    this.name = name;
    this.#spec = spec;
    this.#random = new Random(`${spec.seed}/${name}`);
  }

  start(world: World): void {
    setHttpHandler(world, this.#spec.hostname, async request => {
      if (runningTasks(world, this.#spec.serviceArn).length === 0) {
        return { status: 503 };
      }
      const mean = this.#spec.responseMilliseconds;
      await pause(
        world.clock,
        this.#random.between(mean * (1 - SPREAD), mean * (1 + SPREAD)),
      );
      return { status: this.#spec.handle(request.body ?? '', world) };
    });
  }
}
