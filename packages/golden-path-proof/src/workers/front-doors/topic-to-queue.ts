import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { FrontDoor } from '../FrontDoor';
import {
  QUEUE_HANDLER,
  batchesOf,
  envelopeOf,
  messagesIn,
  sendTwiceToQueue,
  visibilityTimeoutSeconds,
} from './queue-jobs';

/** A producer publishes to the topic, whose subscription leads to the queue. */
export const topicToQueue: FrontDoor = {
  goldenPaths: ['topic-fanout'],
  handler: QUEUE_HANDLER,

  async send({ account, name }, jobs) {
    for (const batch of batchesOf(jobs)) {
      await account.sns.send(
        new PublishBatchCommand({
          TopicArn: account.arn('sns', name),
          PublishBatchRequestEntries: batch.map((job, index) => ({
            Id: String(index),
            Message: envelopeOf(job),
          })),
        }),
      );
    }
  },

  sendTwice: sendTwiceToQueue,
  inFlight: ({ account, name }) => messagesIn(account, name),
  deadLetterQueue: ({ name }) => `${name}-dlq`,
  heartbeatAfterSeconds: visibilityTimeoutSeconds,
};
