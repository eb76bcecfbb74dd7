import { FrontDoor } from '../FrontDoor';
import { putEvents } from './put-events';
import {
  QUEUE_HANDLER,
  messagesIn,
  sendTwiceToQueue,
  visibilityTimeoutSeconds,
} from './queue-jobs';

/** A producer puts events on a bus, and a rule delivers them to the queue. */
export const ruleToQueue: FrontDoor = {
  goldenPaths: ['queue-worker'],
  handler: QUEUE_HANDLER,
  send: ({ account }, jobs) => putEvents(account, jobs),
  sendTwice: sendTwiceToQueue,
  inFlight: ({ account, name }) => messagesIn(account, name),
  deadLetterQueue: ({ name }) => `${name}-dlq`,
  heartbeatAfterSeconds: visibilityTimeoutSeconds,
};
