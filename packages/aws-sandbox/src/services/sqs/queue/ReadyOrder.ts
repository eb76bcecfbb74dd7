import { StoredMessage } from './StoredMessage';

/** The order in which a queue hands its messages out. */
export interface ReadyOrder {
  /** The message was put into the queue, delayed or not. */
  enter(message: StoredMessage): void;
  /** The message can be had, for the first time or again. */
  makeReady(message: StoredMessage, wasInFlight: boolean): void;
  /** Takes out up to `max` messages; they count as in flight from here on. */
  take(max: number): StoredMessage[];
  /** The message left the queue: deleted, expired or moved. */
  leave(message: StoredMessage, wasInFlight: boolean): void;
  clear(): void;
}
