import {
  EdgeDetails,
  TopologyNode,
  brokerQueueName,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { kafkaClusterName, kafkaTopicArn } from '../arns/kafka-arns';
import { nodeIdOfArn } from '../arns/node-id';
import { endpointNode } from './external-node';
import { isInternalTopic, kafkaTopicNode } from './kafka-topic-node';
import { withoutUndefined } from './make-edge';
import { ReadingPlace } from './make-node';

/** What a function or a pipe is configured to read from. */
export interface ConfiguredSource {
  /** Or the address of a Kafka cluster that AWS does not run. */
  arn: string;
  /** Kafka */
  topics?: string[];
  consumerGroup?: string;
  /** Amazon MQ */
  queues?: string[];
  virtualHost?: string;
}

/** One resource that is read. */
export interface PolledSource {
  id: string;
  /** The node, where the configuration alone is enough to know it. */
  node?: TopologyNode;
  details: Pick<EdgeDetails, 'consumerGroup' | 'queueName'>;
  /** The topic or queue, which a cluster or broker alone does not tell. */
  part?: string;
  /** Tells apart what is read of one broker. */
  discriminator?: string;
}

/**
 * The resources that a configured source stands for: the topics of an MSK
 * cluster, the queues of a broker, or what the ARN names.
 */
export function polledSources(
  place: ReadingPlace,
  source: ConfiguredSource,
): PolledSource[] {
  const { arn, topics = [], queues = [], virtualHost, consumerGroup } = source;
  if (!parseArn(arn)) {
    const node = endpointNode(place, 'kafka', arn);
    return [
      { id: node.id, node, details: withoutUndefined({ consumerGroup }) },
    ];
  }
  const ofInterest = topics.filter(topic => !isInternalTopic(topic));
  if (kafkaClusterName(arn) && ofInterest.length > 0) {
    return ofInterest.map(topic => ({
      id: kafkaTopicArn(arn, topic),
      node: kafkaTopicNode(place, arn, topic),
      details: withoutUndefined({ consumerGroup }),
      part: topic,
    }));
  }
  if (queues.length > 0) {
    return queues.map(queue => {
      const queueName = brokerQueueName({ name: queue, virtualHost });
      return {
        id: nodeIdOfArn(arn),
        details: { queueName },
        part: queue,
        discriminator: queueName,
      };
    });
  }
  return [{ id: nodeIdOfArn(arn), details: {} }];
}
