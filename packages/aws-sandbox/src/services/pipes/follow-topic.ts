import { World } from '../../core';
import { followTopic } from '../kafka/follow-topic';
import { recordPayload } from '../kafka/record-payload';
import { findCluster, topicArn } from '../kafka/state';
import { passOn } from './pass-on';
import { StoredPipe } from './state';

const DEFAULT_BATCH_SIZE = 100;

/** Feeds a pipe from a topic of an MSK cluster until the signal aborts. */
export async function followTopicUntilAborted(
  world: World,
  pipe: StoredPipe,
  signal: AbortSignal,
): Promise<void> {
  const {
    TopicName = '',
    BatchSize = DEFAULT_BATCH_SIZE,
    ConsumerGroupID = pipe.name,
    StartingPosition,
  } = pipe.definition.SourceParameters?.ManagedStreamingKafkaParameters ?? {};
  const eventSourceArn = pipe.definition.Source;
  await followTopic(
    world,
    {
      topicArn: () => topicArn(findCluster(world, eventSourceArn), TopicName),
      groupId: ConsumerGroupID,
      batchSize: BatchSize,
      startingPosition:
        StartingPosition === 'TRIM_HORIZON' ? 'earliest' : 'latest',
      async handle(records) {
        await passOn(
          world,
          pipe,
          records.map(record => ({
            eventSource: 'aws:kafka',
            eventSourceArn,
            ...recordPayload(TopicName, record),
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
