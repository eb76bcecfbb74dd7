import { World } from '../../core';
import { BrokerDelivery } from './BrokerQueue';
import {
  BrokerQueueAddress,
  receiveFromBroker,
  subscribeToBroker,
} from './data-plane';

const LOOK_EVERY_MILLISECONDS = 500;
const PAUSE_AFTER_ERROR_MILLISECONDS = 5_000;

/** A consumer of a broker's queue. */
export interface BrokerQueueFollower {
  address: BrokerQueueAddress;
  /** Messages at a time. */
  batchSize: number;
  /**
   * Takes messages, and need not acknowledge them.
   *
   * @throws anything, to leave them to the broker
   */
  handle(messages: BrokerDelivery[]): Promise<void>;
  onProblem(error: unknown): void;
}

/** Takes messages of a queue until the signal aborts; what fails goes back to the broker. */
export async function followBrokerQueue(
  world: World,
  follower: BrokerQueueFollower,
  signal: AbortSignal,
): Promise<void> {
  subscribeToBroker(world, follower.address, signal);
  while (!signal.aborted) {
    const messages: BrokerDelivery[] = [];
    try {
      takeInto(messages, world, follower);
      if (messages.length > 0) {
        await follower.handle(messages);
        messages.forEach(message => message.acknowledge());
      } else {
        await world.clock.sleep(LOOK_EVERY_MILLISECONDS, signal);
      }
    } catch (error) {
      // Backwards, so that the oldest is at the head again.
      [...messages].reverse().forEach(message => message.reject());
      follower.onProblem(error);
      await world.clock.sleep(PAUSE_AFTER_ERROR_MILLISECONDS, signal);
    }
  }
}

function takeInto(
  messages: BrokerDelivery[],
  world: World,
  { address, batchSize }: BrokerQueueFollower,
): void {
  while (messages.length < batchSize) {
    const message = receiveFromBroker(world, address);
    if (!message) {
      return;
    }
    messages.push(message);
  }
}
