import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import {
  Reading,
  ReadingOf,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadFigures, ReadingScope, readParts } from './reading-scope';

/** The depth of queues as SQS itself knows it now, 1 call a queue. */
export async function readQueues(
  scope: ReadingScope,
  queues: TopologyNodeOf<'queue'>[],
  now: number,
): Promise<ReadFigures> {
  return readParts(
    scope,
    queues,
    queue => [queue],
    async (queue): Promise<Reading[]> => {
      const { Attributes } = await scope.send(
        new GetQueueAttributesCommand({
          QueueUrl: queue.attributes.queueUrl,
          AttributeNames: [
            'ApproximateNumberOfMessages',
            'ApproximateNumberOfMessagesNotVisible',
            'ApproximateNumberOfMessagesDelayed',
          ],
        }),
      );
      return [queueReading(queue.id, Attributes ?? {}, now)];
    },
  );
}

/** @param attributes - as `GetQueueAttributes` gives them: all text */
export function queueReading(
  nodeId: string,
  attributes: Record<string, string>,
  now: number,
): ReadingOf<'queue'> {
  const figures = {
    visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
  const empty = !figures.visible && !figures.inFlight && !figures.delayed;
  return {
    nodeId,
    kind: 'queue',
    at: new Date(now).toISOString(),
    source: 'sqs:GetQueueAttributes',
    // SQS does not tell the age; only of an empty queue it is known.
    figures: empty ? { ...figures, oldestAgeSeconds: 0 } : figures,
  };
}
