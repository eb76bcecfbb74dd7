import { DeployedService, FrontDoor } from '../FrontDoor';
import {
  QUEUE_HANDLER,
  messagesIn,
  sendToQueue,
  visibilityTimeoutSeconds,
} from './queue-jobs';

const queueOf = ({ name }: DeployedService) => `${name}.fifo`;

/** A producer sends to a FIFO queue itself. */
export const producerToFifoQueue: FrontDoor = {
  goldenPaths: ['queue-worker/fifo-producer'],
  handler: QUEUE_HANDLER,
  send: (service, jobs) => sendToQueue(service.account, queueOf(service), jobs),
  sendTwice: (service, jobs) =>
    sendToQueue(service.account, queueOf(service), [...jobs, ...jobs]),
  keepsOrder: true,
  inFlight: service => messagesIn(service.account, queueOf(service)),
  deadLetterQueue: ({ name }) => `${name}-dlq.fifo`,
  heartbeatAfterSeconds: service =>
    visibilityTimeoutSeconds(service, queueOf(service)),
};
