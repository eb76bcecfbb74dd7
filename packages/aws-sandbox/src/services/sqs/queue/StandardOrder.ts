import { Fifo } from './Fifo';
import { ReadyOrder } from './ReadyOrder';
import { StoredMessage } from './StoredMessage';

/** Standard queues: by and large the order of arrival; what comes back joins the end. */
export class StandardOrder implements ReadyOrder {
  readonly #ready = new Fifo<StoredMessage>();

  enter(): void {}

  makeReady(message: StoredMessage): void {
    this.#ready.push(message);
  }

  take(max: number): StoredMessage[] {
    const taken: StoredMessage[] = [];
    while (taken.length < max) {
      const message = this.#ready.shift();
      if (!message) {
        break;
      }
      // What left the queue while it waited here is skipped, not searched for.
      if (message.stage === 'visible') {
        taken.push(message);
      }
    }
    return taken;
  }

  leave(): void {}

  clear(): void {
    this.#ready.clear();
  }
}
