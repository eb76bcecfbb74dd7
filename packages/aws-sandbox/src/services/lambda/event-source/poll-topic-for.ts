import { World } from '../../../core';
import { followTopic } from '../../kafka/follow-topic';
import { bootstrapBrokersOf } from '../../kafka/operations/clusters';
import { recordPayload } from '../../kafka/record-payload';
import { findCluster, topicArn } from '../../kafka/state';
import { StoredEventSourceMapping } from '../state';
import { acceptsOf } from './accepts-of';
import { invokeMapped } from './invoke-mapped';

/** Feeds a function from a topic until the signal aborts: batch after batch, and again what it failed on. */
export async function pollTopicFor(
  world: World,
  mapping: StoredEventSourceMapping,
  signal: AbortSignal,
): Promise<void> {
  const { configuration } = mapping;
  const [topic = ''] = configuration.Topics ?? [];
  const cluster = () => findCluster(world, configuration.EventSourceArn);
  const accepts = acceptsOf(mapping);
  await followTopic(
    world,
    {
      topicArn: () => topicArn(cluster(), topic),
      groupId:
        configuration.AmazonManagedKafkaEventSourceConfig?.ConsumerGroupId ??
        configuration.UUID,
      batchSize: configuration.BatchSize,
      startingPosition:
        configuration.StartingPosition === 'TRIM_HORIZON'
          ? 'earliest'
          : 'latest',
      async handle(records) {
        const wanted = records.filter(({ value }) => accepts({ value }));
        if (wanted.length > 0) {
          await invokeMapped(world, mapping, {
            eventSource: 'aws:kafka',
            eventSourceArn: configuration.EventSourceArn,
            bootstrapServers: bootstrapBrokersOf(cluster()),
            records: {
              [`${topic}-${records[0].partition}`]: wanted.map(record =>
                recordPayload(topic, record),
              ),
            },
          });
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
