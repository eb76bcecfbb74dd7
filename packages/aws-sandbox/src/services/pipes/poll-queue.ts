import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { IncomingMessage, deleteFromQueue, pollQueue } from '../sqs/data-plane';
import { passOn } from './pass-on';
import { StoredPipe } from './state';

const RETRY_MILLISECONDS = 5_000;
const POLL_SECONDS = 20;
const DEFAULT_BATCH_SIZE = 10;

/** Feeds a pipe from a queue until the signal aborts. */
export async function pollQueueUntilAborted(
  world: World,
  pipe: StoredPipe,
  signal: AbortSignal,
): Promise<void> {
  const { BatchSize, MaximumBatchingWindowInSeconds } =
    pipe.definition.SourceParameters?.SqsQueueParameters ?? {};
  while (!signal.aborted) {
    try {
      const messages = await pollQueue(world, pipe.definition.Source, {
        maxMessages: Math.min(BatchSize ?? DEFAULT_BATCH_SIZE, 10),
        waitSeconds: Math.min(
          MaximumBatchingWindowInSeconds || POLL_SECONDS,
          POLL_SECONDS,
        ),
        signal,
      });
      await passOn(
        world,
        pipe,
        messages.map(message => recordOf(pipe, message)),
      );
      // What the filter does not want is deleted too: SQS has no other way to be rid of it.
      for (const message of messages) {
        deleteFromQueue(world, pipe.definition.Source, message.receiptHandle);
      }
    } catch (error) {
      // The messages come back by their visibility timeout; the source's redrive policy bounds it.
      pipe.stateReason = error instanceof Error ? error.message : String(error);
      await world.clock.sleep(RETRY_MILLISECONDS, signal);
    }
  }
}

/** A message as pipes hands it on. */
function recordOf(pipe: StoredPipe, message: IncomingMessage): object {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ...(message.messageGroupId
        ? { MessageGroupId: message.messageGroupId }
        : {}),
    },
    messageAttributes: message.messageAttributes,
    eventSource: 'aws:sqs',
    eventSourceARN: pipe.definition.Source,
    awsRegion: parseArn(pipe.definition.Source)?.region,
  };
}
