/** One message of a broker's queue. */
export interface BrokerMessage {
  messageId: string;
  body: string;
  /** Milliseconds since the epoch. */
  sentAt: number;
  redelivered: boolean;
}

/** A message in a consumer's hands. */
export interface BrokerDelivery extends BrokerMessage {
  /** Done: the broker forgets it. */
  acknowledge(): void;
  /** Not done: it goes back to the head of the queue. */
  reject(): void;
}

/** How full a queue is. */
export interface QueueDepth {
  ready: number;
  unacknowledged: number;
  consumers: number;
}

/** One queue of a broker: each message goes to one consumer, and back when that one does not acknowledge it. */
export class BrokerQueue {
  readonly #ready: BrokerMessage[] = [];
  readonly #unacknowledged = new Set<BrokerMessage>();
  #consumers = 0;

  /** @param virtualHost - RabbitMQ only */
  constructor(readonly name: string, readonly virtualHost?: string) {}

  send(message: BrokerMessage): void {
    this.#ready.push(message);
  }

  /** @returns undefined when nothing is ready */
  receive(): BrokerDelivery | undefined {
    const message = this.#ready.shift();
    if (!message) {
      return undefined;
    }
    this.#unacknowledged.add(message);
    return {
      ...message,
      acknowledge: () => void this.#unacknowledged.delete(message),
      reject: () => {
        if (this.#unacknowledged.delete(message)) {
          this.#ready.unshift({ ...message, redelivered: true });
        }
      },
    };
  }

  /** A consumer subscribes until the signal is aborted. */
  subscribe(signal: AbortSignal): void {
    if (signal.aborted) {
      return;
    }
    this.#consumers += 1;
    signal.addEventListener('abort', () => void (this.#consumers -= 1), {
      once: true,
    });
  }

  get depth(): QueueDepth {
    return {
      ready: this.#ready.length,
      unacknowledged: this.#unacknowledged.size,
      consumers: this.#consumers,
    };
  }
}
