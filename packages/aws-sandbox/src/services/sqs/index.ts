import * as sqs from '@aws-sdk/client-sqs';
import { ServiceDefinition } from '../../core';
import { deliverToQueue } from './data-plane';
import { startQueueGauges } from './metrics';
import { attributeOperations } from './operations/attributes';
import { deadLetterOperations } from './operations/dead-letters';
import { messageOperations } from './operations/messages';
import { queueOperations } from './operations/queues';
import { SqsState, createSqsState, sqsState } from './state';

/** Amazon SQS: standard and FIFO queues, redrive, long polling. */
export const sqsService: ServiceDefinition<SqsState> = {
  id: 'sqs',
  schemas: sqs,
  stateScope: 'account-and-region',
  createState: createSqsState,
  operations: {
    ...queueOperations,
    ...attributeOperations,
    ...messageOperations,
    ...deadLetterOperations,
  },
  deliver: deliverToQueue,
  taggedResources(scope, world) {
    return [...sqsState(world, scope).queues.values()]
      .filter(queue => Object.keys(queue.tags).length > 0)
      .map(queue => ({ arn: queue.arn, tags: queue.tags }));
  },
  start: startQueueGauges,
};
