import { World } from '../../../core';
import { BrokerDelivery, BrokerQueueAddress } from '../../mq/data-plane';
import { followBrokerQueue } from '../../mq/follow-broker-queue';
import { activeMqPayload, rabbitMqPayload } from '../../mq/message-payload';
import { DEFAULT_VIRTUAL_HOST, findBrokerByArn } from '../../mq/state';
import { StoredEventSourceMapping } from '../state';
import { acceptsOf } from './accepts-of';
import { invokeMapped } from './invoke-mapped';

/** Feeds a function from a broker's queue until the signal aborts. */
export async function pollBrokerFor(
  world: World,
  mapping: StoredEventSourceMapping,
  signal: AbortSignal,
): Promise<void> {
  const { configuration } = mapping;
  const address = addressOf(mapping);
  const accepts = acceptsOf(mapping);
  await followBrokerQueue(
    world,
    {
      address,
      batchSize: configuration.BatchSize,
      async handle(messages) {
        const wanted = messages.filter(({ body }) => accepts({ data: body }));
        if (wanted.length > 0) {
          await invokeMapped(world, mapping, eventOf(world, address, wanted));
        }
        configuration.LastProcessingResult = 'OK';
      },
      onProblem(error) {
        configuration.LastProcessingResult = `PROBLEM: ${
          error instanceof Error ? error.message : error
        }`;
      },
    },
    signal,
  );
}

function addressOf({
  configuration,
}: StoredEventSourceMapping): BrokerQueueAddress {
  return {
    brokerArn: configuration.EventSourceArn,
    queue: configuration.Queues?.[0] ?? '',
    virtualHost: configuration.SourceAccessConfigurations?.find(
      ({ Type }) => Type === 'VIRTUAL_HOST',
    )?.URI,
  };
}

/** Messages as a function gets them; each engine has a form of its own. */
function eventOf(
  world: World,
  { brokerArn, queue, virtualHost = DEFAULT_VIRTUAL_HOST }: BrokerQueueAddress,
  messages: BrokerDelivery[],
): object {
  return findBrokerByArn(world, brokerArn).engine === 'RABBITMQ'
    ? {
        eventSource: 'aws:rmq',
        eventSourceArn: brokerArn,
        rmqMessagesByQueue: {
          [`${queue}::${virtualHost}`]: messages.map(rabbitMqPayload),
        },
      }
    : {
        eventSource: 'aws:mq',
        eventSourceArn: brokerArn,
        messages: messages.map(message => activeMqPayload(queue, message)),
      };
}
