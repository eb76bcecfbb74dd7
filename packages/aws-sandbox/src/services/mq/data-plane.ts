import { randomUUID } from 'node:crypto';
import { World } from '../../core';
import { BrokerDelivery } from './BrokerQueue';
import { findBrokerByArn, queueOf } from './state';

export type { BrokerDelivery } from './BrokerQueue';

/** A queue of a broker. */
export interface BrokerQueueAddress {
  brokerArn: string;
  queue: string;
  /** RabbitMQ only; `/` when absent. */
  virtualHost?: string;
}

/**
 * Sends a message, as a client would by AMQP, OpenWire or STOMP.
 *
 * @throws AwsError when the broker does not exist
 */
export function sendToBroker(
  world: World,
  { brokerArn, queue, virtualHost }: BrokerQueueAddress,
  body: string,
): void {
  queueOf(findBrokerByArn(world, brokerArn), queue, virtualHost).send({
    messageId: randomUUID(),
    body,
    sentAt: world.clock.now(),
    redelivered: false,
  });
}

/**
 * The next message of a queue; it is nobody else's until it is rejected.
 *
 * @returns undefined when there is none
 * @throws AwsError when the broker does not exist
 */
export function receiveFromBroker(
  world: World,
  { brokerArn, queue, virtualHost }: BrokerQueueAddress,
): BrokerDelivery | undefined {
  return queueOf(
    findBrokerByArn(world, brokerArn),
    queue,
    virtualHost,
  ).receive();
}

/**
 * Counts a consumer of a queue until the signal is aborted.
 *
 * @throws AwsError when the broker does not exist
 */
export function subscribeToBroker(
  world: World,
  { brokerArn, queue, virtualHost }: BrokerQueueAddress,
  signal: AbortSignal,
): void {
  queueOf(findBrokerByArn(world, brokerArn), queue, virtualHost).subscribe(
    signal,
  );
}
