import {
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { Place } from '../arns/place';
import {
  BrokerQueueFact,
  Findings,
  TopicMetricFact,
} from '../findings/findings';
import { isInternalTopic, kafkaTopicNode } from '../findings/kafka-topic-node';

type Measured = Pick<Findings, 'topicMetrics' | 'brokerQueues'>;

/**
 * Adds what CloudWatch alone knows of clusters and brokers: topics that MSK
 * does not list, the consumer groups of topics, the queues of brokers.
 */
export function withMeasuredParts(
  nodes: TopologyNode[],
  { topicMetrics, brokerQueues }: Measured,
): TopologyNode[] {
  if (topicMetrics.length === 0 && brokerQueues.length === 0) {
    return nodes;
  }
  const metricsOf = byKey(topicMetrics, fact => fact.clusterName);
  const queuesOf = byKey(brokerQueues, fact => fact.brokerName);
  const known = new Set(nodes.map(({ id }) => id));
  return nodes.flatMap((node): TopologyNode[] => {
    switch (node.kind) {
      case 'kafka-topic':
        return [
          withGroups(
            node,
            metricsOf
              .get(keyOf(node, node.attributes.clusterName))
              ?.filter(({ topicName }) => topicName === node.name) ?? [],
          ),
        ];
      case 'broker':
        return node.attributes.engine === 'KAFKA'
          ? [
              node,
              ...unlistedTopics(
                node,
                metricsOf.get(keyOf(node, node.name)) ?? [],
                known,
              ),
            ]
          : [withQueues(node, queuesOf.get(keyOf(node, node.name)) ?? [])];
      default:
        return [node];
    }
  });
}

function unlistedTopics(
  cluster: TopologyNodeOf<'broker'>,
  metrics: TopicMetricFact[],
  known: ReadonlySet<string>,
): TopologyNode[] {
  const byTopic = byName(metrics, fact => fact.topicName);
  return [...byTopic].flatMap(([topicName, ofTopic]) => {
    if (isInternalTopic(topicName)) {
      return [];
    }
    const { accountId, region, scope } = ofTopic[0];
    const node = kafkaTopicNode(
      { accountId, region, scope },
      cluster.id,
      topicName,
      {},
      cluster.tags,
    );
    return known.has(node.id) ? [] : [withGroups(node, ofTopic)];
  });
}

function withGroups(
  topic: TopologyNodeOf<'kafka-topic'>,
  metrics: TopicMetricFact[],
): TopologyNodeOf<'kafka-topic'> {
  const consumerGroups = sorted(
    metrics.flatMap(fact => fact.consumerGroup ?? []),
  );
  // Traffic of the topic as a whole needs no adding up over brokers.
  const brokerIds = metrics.some(
    fact => !fact.consumerGroup && fact.brokerId === undefined,
  )
    ? []
    : sorted(metrics.flatMap(fact => fact.brokerId ?? []));
  return {
    ...topic,
    attributes: {
      ...topic.attributes,
      ...(consumerGroups.length > 0 && { consumerGroups }),
      ...(brokerIds.length > 0 && { brokerIds }),
    },
  };
}

function withQueues(
  broker: TopologyNodeOf<'broker'>,
  facts: BrokerQueueFact[],
): TopologyNodeOf<'broker'> {
  if (facts.length === 0) {
    return broker;
  }
  const queues = new Map(
    facts.map(({ queue }) => [
      JSON.stringify([queue.virtualHost, queue.name]),
      queue,
    ]),
  );
  return {
    ...broker,
    attributes: {
      ...broker.attributes,
      queues: [...queues]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(one => one[1]),
    },
  };
}

function byKey<F extends Place>(
  facts: F[],
  nameOf: (fact: F) => string,
): Map<string, F[]> {
  return byName(facts, fact => keyOf(fact, nameOf(fact)));
}

function byName<F>(facts: F[], nameOf: (fact: F) => string): Map<string, F[]> {
  const grouped = new Map<string, F[]>();
  for (const fact of facts) {
    const name = nameOf(fact);
    const same = grouped.get(name);
    if (same) {
      same.push(fact);
    } else {
      grouped.set(name, [fact]);
    }
  }
  return grouped;
}

function keyOf({ accountId, region }: Place, name: string): string {
  return `${accountId}/${region}/${name}`;
}

function sorted(names: string[]): string[] {
  return [...new Set(names)].sort();
}
