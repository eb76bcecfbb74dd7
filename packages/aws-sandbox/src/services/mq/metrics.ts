import { World } from '../../core';
import { QueueDepth } from './BrokerQueue';
import { MqState, StoredBroker } from './state';

const NAMESPACE = 'AWS/AmazonMQ';
const GAUGE_MILLISECONDS = 5_000;

/** Samples how full the queues of every broker are, every five seconds. */
export function startBrokerGauges(world: World): void {
  world.clock.every(GAUGE_MILLISECONDS, () => {
    for (const { state } of world.states<MqState>('mq')) {
      for (const broker of state.brokers.values()) {
        if (broker.engine === 'RABBITMQ') {
          sampleRabbit(world, broker);
        } else {
          sampleActive(world, broker);
        }
      }
    }
  });
}

function sampleRabbit(world: World, broker: StoredBroker): void {
  for (const queue of broker.queues.values()) {
    tell(
      world,
      broker,
      {
        Broker: broker.name,
        VirtualHost: queue.virtualHost ?? '',
        Queue: queue.name,
      },
      rabbitGauges(queue.depth),
    );
  }
  tell(
    world,
    broker,
    { Broker: broker.name },
    { ...rabbitGauges(totalDepth(broker)), QueueCount: broker.queues.size },
  );
}

function rabbitGauges({ ready, unacknowledged, consumers }: QueueDepth) {
  return {
    MessageCount: ready + unacknowledged,
    MessageReadyCount: ready,
    MessageUnacknowledgedCount: unacknowledged,
    ConsumerCount: consumers,
  };
}

/** ActiveMQ tells the instances of a broker apart; of a pair, the first is the active one here. */
function sampleActive(world: World, broker: StoredBroker): void {
  const Broker = `${broker.name}-1`;
  for (const { name, depth } of broker.queues.values()) {
    tell(
      world,
      broker,
      { Broker, Queue: name },
      {
        // ActiveMQ counts messages until they are acknowledged.
        QueueSize: depth.ready + depth.unacknowledged,
        InFlightCount: depth.unacknowledged,
        ConsumerCount: depth.consumers,
      },
    );
  }
  const total = totalDepth(broker);
  tell(
    world,
    broker,
    { Broker },
    {
      TotalMessageCount: total.ready + total.unacknowledged,
      TotalConsumerCount: total.consumers,
    },
  );
}

function totalDepth({ queues }: StoredBroker): QueueDepth {
  const total = { ready: 0, unacknowledged: 0, consumers: 0 };
  for (const { depth } of queues.values()) {
    total.ready += depth.ready;
    total.unacknowledged += depth.unacknowledged;
    total.consumers += depth.consumers;
  }
  return total;
}

function tell(
  world: World,
  broker: StoredBroker,
  dimensions: Record<string, string>,
  gauges: Record<string, number>,
): void {
  for (const [metricName, value] of Object.entries(gauges)) {
    world.metrics.add(
      broker.scope,
      { namespace: NAMESPACE, metricName, dimensions },
      value,
    );
  }
}
