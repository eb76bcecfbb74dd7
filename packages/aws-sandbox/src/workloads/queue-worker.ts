import { World } from '../core';
import {
  changeQueueVisibility,
  deleteFromQueue,
  IncomingMessage,
  pollQueue,
} from '../services/sqs/data-plane';
import { pause } from './pause';
import { Random } from './random';
import { TaskPool } from './task-pool';
import { Workload } from './workload';

/** How a service drains a queue. */
export interface QueueWorkerSpec {
  serviceArn: string;
  queueArn: string;
  /** Messages that a task takes at a time, at most 10. */
  batchSize: number;
  /** What one message takes, on average. */
  processingMilliseconds: number;
  seed: string;
  /**
   * What is done with a message once its time is over.
   *
   * @throws anything, to leave the message to its visibility timeout
   */
  handle(message: IncomingMessage, world: World): void;
}

const LONG_POLL_SECONDS = 20;
const SPREAD = 0.3;

/**
 * The tasks of a service that poll a queue: long poll, one message after the
 * other, delete after success only. A task that must stop finishes what it has
 * in hand and gives the rest of its batch back.
 */
export class QueueWorker implements Workload {
  readonly name: string;
  readonly #spec: QueueWorkerSpec;
  readonly #random: Random;
  #handled = 0;
  #failed = 0;

  constructor(name: string, spec: QueueWorkerSpec) {
    this.name = name;
    this.#spec = spec;
    this.#random = new Random(`${spec.seed}/${name}`);
  }

  /** Messages handled and deleted so far. */
  get handled(): number {
    return this.#handled;
  }

  /** Attempts that failed so far. */
  get failed(): number {
    return this.#failed;
  }

  start(world: World): void {
    new TaskPool(this.#spec.serviceArn, async ({ stopping }) => {
      const messages = await pollQueue(world, this.#spec.queueArn, {
        maxMessages: this.#spec.batchSize,
        waitSeconds: LONG_POLL_SECONDS,
        signal: stopping,
      });
      for (const message of messages) {
        if (stopping.aborted) {
          this.#giveBack(message, world);
        } else {
          await pause(world.clock, this.#processingTime());
          this.#finish(message, world);
        }
      }
    }).start(world);
  }

  #processingTime(): number {
    const mean = this.#spec.processingMilliseconds;
    return this.#random.between(mean * (1 - SPREAD), mean * (1 + SPREAD));
  }

  #finish(message: IncomingMessage, world: World): void {
    try {
      this.#spec.handle(message, world);
    } catch {
      this.#failed += 1;
      return;
    }
    deleteFromQueue(world, this.#spec.queueArn, message.receiptHandle);
    this.#handled += 1;
  }

  #giveBack(message: IncomingMessage, world: World): void {
    changeQueueVisibility(world, this.#spec.queueArn, message.receiptHandle, 0);
  }
}
