import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { FrontDoor, detailOf } from '../FrontDoor';
import {
  QUEUE_HANDLER,
  batchesOf,
  messagesIn,
  sendTwiceToQueue,
  visibilityTimeoutSeconds,
} from './queue-jobs';

/** A producer puts events on a bus, and a rule delivers them to the queue. */
export const ruleToQueue: FrontDoor = {
  goldenPaths: ['queue-worker'],
  handler: QUEUE_HANDLER,

  async send({ eventBridge }, _serviceName, jobs) {
    for (const batch of batchesOf(jobs)) {
      await eventBridge.send(
        new PutEventsCommand({
          Entries: batch.map(job => ({
            Source: 'shop.order',
            DetailType: 'OrderCreated',
            Detail: JSON.stringify(detailOf(job)),
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
