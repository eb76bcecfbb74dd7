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

  async send(account, serviceName, jobs) {
    for (const batch of batchesOf(jobs)) {
      await account.sns.send(
        new PublishBatchCommand({
          TopicArn: account.arn('sns', serviceName),
          PublishBatchRequestEntries: batch.map((job, index) => ({
            Id: String(index),
            Message: envelopeOf(job),
          })),
        }),
      );
    }
  },

  sendTwice: sendTwiceToQueue,
  inFlight: messagesIn,
  deadLetterQueue: serviceName => `${serviceName}-dlq`,
  heartbeatAfterSeconds: visibilityTimeoutSeconds,
};
