import {
  KafkaTopicAttributes,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { kafkaClusterName, kafkaTopicArn } from '../arns/kafka-arns';
import { withoutUndefined } from './make-edge';
import { ReadingPlace, makeNode } from './make-node';

/** Kafka's and MSK's own topics: `__consumer_offsets`, `__amazon_msk_canary`. */
export function isInternalTopic(name: string): boolean {
  return name.startsWith('__');
}

/**
 * The node of a topic of an MSK cluster. Topics have no tags in AWS; they
 * belong to whom their cluster belongs to.
 *
 * @param clusterTags - where they are known
 */
export function kafkaTopicNode(
  place: ReadingPlace,
  clusterArn: string,
  name: string,
  details: Pick<
    KafkaTopicAttributes,
    'partitionCount' | 'replicationFactor'
  > = {},
  clusterTags: Record<string, string> = {},
): TopologyNodeOf<'kafka-topic'> {
  return makeNode(
    place,
    'kafka-topic',
    kafkaTopicArn(clusterArn, name),
    name,
    withoutUndefined<KafkaTopicAttributes>({
      clusterArn,
      clusterName: kafkaClusterName(clusterArn) ?? clusterArn,
      ...details,
    }),
    clusterTags,
  );
}
