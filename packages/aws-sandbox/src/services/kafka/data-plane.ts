import { World } from '../../core';
import { StartingPosition, TopicBatch } from './TopicLog';
import { addTopic } from './add-topic';
import { findCluster, findTopicByArn } from './state';

export type { StartingPosition, TopicBatch, TopicRecord } from './TopicLog';

/**
 * Creates a topic, as a client would by Kafka's own protocol: the only way for
 * serverless clusters.
 *
 * @returns the topic's ARN
 * @throws AwsError when the cluster does not exist
 */
export function createTopic(
  world: World,
  clusterArn: string,
  topic: { name: string; partitionCount: number },
): string {
  return addTopic(findCluster(world, clusterArn), topic).arn;
}

/**
 * Appends records to a topic, as a producer would by Kafka's own protocol.
 *
 * @throws AwsError when the topic does not exist
 */
export function produceToTopic(
  world: World,
  topicArn: string,
  records: { key?: string; value: string }[],
): void {
  const { log } = findTopicByArn(world, topicArn);
  for (const record of records) {
    log.append(record, world.clock.now());
  }
}

/**
 * The next records for a member of a consumer group, of one partition; the
 * group goes on after them once they are committed.
 *
 * @returns undefined when nothing waits that is in nobody's hands
 * @throws AwsError when the topic does not exist
 */
export function pollTopic(
  world: World,
  topicArn: string,
  options: {
    groupId: string;
    maxRecords: number;
    startingPosition: StartingPosition;
  },
): TopicBatch | undefined {
  return findTopicByArn(world, topicArn).log.take(
    options.groupId,
    options,
    () => world.clock.now(),
  );
}
