import {
  BrokerFigures,
  KafkaTopicFigures,
  MAX_TIME_LAG_PREFIX,
  QUEUE_CONSUMERS_PREFIX,
  QUEUE_MESSAGES_PREFIX,
  SUM_OFFSET_LAG_PREFIX,
  TopologyNodeOf,
  brokerQueueName,
} from '@ecs-eda/plugin-event-topology-common';
import { MetricQuery, metrics } from './named-metrics';

/**
 * The most consumer groups of a topic and queues of a broker that figures are
 * read of, by name: CloudWatch charges for each.
 */
export const MOST_PARTS = 25;

type TopicNode = TopologyNodeOf<'kafka-topic'>;
type BrokerNode = TopologyNodeOf<'broker'>;

/** The newest value of a figure of `topicQueries` or `brokerQueries`. */
type Gauge = (figure: string) => number | undefined;

/** 1 metric a topic, of provisioned clusters 1 a broker and topic; 2 a consumer group. */
export function topicQueries(topic: TopicNode): MetricQuery[] {
  const ofTopic = {
    'Cluster Name': topic.attributes.clusterName,
    Topic: topic.name,
  };
  return [
    ...trafficParts(topic).flatMap(({ figure, brokerId }) =>
      metrics(
        'AWS/Kafka',
        { ...ofTopic, ...(brokerId && { 'Broker ID': brokerId }) },
        'Average',
        { [figure]: 'BytesInPerSec' },
      ),
    ),
    ...groupsOf(topic).flatMap(group =>
      metrics('AWS/Kafka', { ...ofTopic, 'Consumer Group': group }, 'Maximum', {
        [`${SUM_OFFSET_LAG_PREFIX}${group}`]: 'SumOffsetLag',
        [`${MAX_TIME_LAG_PREFIX}${group}`]: 'EstimatedMaxTimeLag',
      }),
    ),
  ];
}

/** Undefined when CloudWatch has nothing of the topic. */
export function topicFigures(
  topic: TopicNode,
  gauge: Gauge,
): KafkaTopicFigures | undefined {
  const traffic = trafficParts(topic).flatMap(
    ({ figure }) => gauge(figure) ?? [],
  );
  const figures: KafkaTopicFigures = {
    ...(traffic.length > 0 && {
      bytesInPerSecond: traffic.reduce((sum, one) => sum + one, 0),
    }),
  };
  for (const group of groupsOf(topic)) {
    const records = gauge(`${SUM_OFFSET_LAG_PREFIX}${group}`);
    const seconds = gauge(`${MAX_TIME_LAG_PREFIX}${group}`);
    if (records !== undefined) {
      figures[`${SUM_OFFSET_LAG_PREFIX}${group}`] = records;
      figures.sumOffsetLag = Math.max(figures.sumOffsetLag ?? 0, records);
    }
    if (seconds !== undefined) {
      figures[`${MAX_TIME_LAG_PREFIX}${group}`] = seconds;
      figures.estimatedMaxTimeLagSeconds = Math.max(
        figures.estimatedMaxTimeLagSeconds ?? 0,
        seconds,
      );
    }
  }
  return Object.keys(figures).length > 0 ? figures : undefined;
}

/** 3 metrics a RabbitMQ broker, 2 an instance of ActiveMQ; 2 a queue of each. None of an MSK cluster: see `cluster-traffic.ts`. */
export function brokerQueries(broker: BrokerNode): MetricQuery[] {
  switch (broker.attributes.engine) {
    case 'RABBITMQ':
      return [
        ...metrics('AWS/AmazonMQ', { Broker: broker.name }, 'Maximum', {
          messages: 'MessageCount',
          unacknowledged: 'MessageUnacknowledgedCount',
          consumers: 'ConsumerCount',
        }),
        ...queuesOf(broker).flatMap(({ queueName, name, virtualHost }) =>
          metrics(
            'AWS/AmazonMQ',
            {
              Broker: broker.name,
              Queue: name,
              ...(virtualHost && { VirtualHost: virtualHost }),
            },
            'Maximum',
            queueMetrics(queueName, 'MessageCount'),
          ),
        ),
      ];
    case 'ACTIVEMQ':
      return instancesOf(broker).flatMap(({ instance, suffix }) => [
        ...metrics('AWS/AmazonMQ', { Broker: instance }, 'Maximum', {
          [`messages${suffix}`]: 'TotalMessageCount',
          [`consumers${suffix}`]: 'TotalConsumerCount',
        }),
        ...queuesOf(broker).flatMap(({ queueName, name }) =>
          metrics(
            'AWS/AmazonMQ',
            { Broker: instance, Queue: name },
            'Maximum',
            queueMetrics(`${queueName}${suffix}`, 'QueueSize'),
          ),
        ),
      ]);
    default:
      return [];
  }
}

/** Undefined when CloudWatch has nothing of the broker, and for MSK clusters. */
export function brokerFigures(
  broker: BrokerNode,
  gauge: Gauge,
): BrokerFigures | undefined {
  const suffixes =
    broker.attributes.engine === 'ACTIVEMQ'
      ? instancesOf(broker).map(({ suffix }) => suffix)
      : [''];
  // Of a pair only the active instance has messages and consumers.
  const active = (figure: string): number | undefined => {
    const values = suffixes.flatMap(
      suffix => gauge(`${figure}${suffix}`) ?? [],
    );
    return values.length > 0 ? Math.max(...values) : undefined;
  };
  const messages = active('messages');
  const consumers = active('consumers');
  const unacknowledged = gauge('unacknowledged');
  const figures: BrokerFigures = {
    ...(messages !== undefined && { messages }),
    ...(unacknowledged !== undefined && { unacknowledged }),
    ...(consumers !== undefined && { consumers }),
  };
  for (const { queueName } of queuesOf(broker)) {
    const inQueue = active(`${QUEUE_MESSAGES_PREFIX}${queueName}`);
    const takers = active(`${QUEUE_CONSUMERS_PREFIX}${queueName}`);
    if (inQueue !== undefined) {
      figures[`${QUEUE_MESSAGES_PREFIX}${queueName}`] = inQueue;
    }
    if (takers !== undefined) {
      figures[`${QUEUE_CONSUMERS_PREFIX}${queueName}`] = takers;
    }
  }
  return Object.keys(figures).length > 0 ? figures : undefined;
}

function trafficParts({
  attributes: { brokerIds },
}: TopicNode): { figure: string; brokerId?: string }[] {
  return (
    brokerIds?.map(brokerId => ({
      figure: `bytesIn:${brokerId}`,
      brokerId,
    })) ?? [{ figure: 'bytesIn' }]
  );
}

function groupsOf({ attributes }: TopicNode): string[] {
  return (attributes.consumerGroups ?? []).slice(0, MOST_PARTS);
}

function queuesOf({ attributes }: BrokerNode) {
  return (attributes.queues ?? [])
    .slice(0, MOST_PARTS)
    .map(queue => ({ ...queue, queueName: brokerQueueName(queue) }));
}

function queueMetrics(
  queueName: string,
  messages: 'MessageCount' | 'QueueSize',
): Record<string, string> {
  return {
    [`${QUEUE_MESSAGES_PREFIX}${queueName}`]: messages,
    [`${QUEUE_CONSUMERS_PREFIX}${queueName}`]: 'ConsumerCount',
  };
}

/** ActiveMQ's instances, as CloudWatch calls them. */
function instancesOf({ name, attributes }: BrokerNode) {
  const numbers =
    attributes.deployment === 'ACTIVE_STANDBY_MULTI_AZ' ? [1, 2] : [1];
  return numbers.map(number => ({
    instance: `${name}-${number}`,
    suffix: `@${number}`,
  }));
}
