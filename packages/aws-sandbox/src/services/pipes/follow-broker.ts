import { World } from '../../core';
import { BrokerDelivery, BrokerQueueAddress } from '../mq/data-plane';
import { followBrokerQueue } from '../mq/follow-broker-queue';
import { activeMqPayload, rabbitMqPayload } from '../mq/message-payload';
import { passOn } from './pass-on';
import { StoredPipe } from './state';

const DEFAULT_BATCH_SIZE = 100;

/** Feeds a pipe from a queue of an Amazon MQ broker until the signal aborts. */
export async function followBrokerUntilAborted(
  world: World,
  pipe: StoredPipe,
  signal: AbortSignal,
): Promise<void> {
  const { ActiveMQBrokerParameters, RabbitMQBrokerParameters } =
    pipe.definition.SourceParameters ?? {};
  const parameters = RabbitMQBrokerParameters ?? ActiveMQBrokerParameters;
  const address: BrokerQueueAddress = {
    brokerArn: pipe.definition.Source,
    queue: parameters?.QueueName ?? '',
    virtualHost: RabbitMQBrokerParameters?.VirtualHost,
  };
  const recordOf = (message: BrokerDelivery): object =>
    RabbitMQBrokerParameters
      ? rabbitMqPayload(message)
      : activeMqPayload(address.queue, message);
  await followBrokerQueue(
    world,
    {
      address,
      batchSize: parameters?.BatchSize ?? DEFAULT_BATCH_SIZE,
      async handle(messages) {
        await passOn(
          world,
          pipe,
          messages.map(message => ({
            eventSource: RabbitMQBrokerParameters ? 'aws:rmq' : 'aws:amq',
            eventSourceArn: address.brokerArn,
            ...recordOf(message),
          })),
        );
      },
      onProblem(error) {
        pipe.stateReason =
          error instanceof Error ? error.message : String(error);
      },
    },
    signal,
  );
}
