import * as sns from '@aws-sdk/client-sns';
import { ServiceDefinition } from '../../core';
import { deliverToTopic } from './data-plane';
import { publishingOperations } from './operations/publishing';
import { subscriptionOperations } from './operations/subscriptions';
import { topicOperations } from './operations/topics';
import { SnsState, createSnsState, snsState } from './state';

/** Amazon SNS: standard and FIFO topics, subscriptions, filters, redrive. */
export const snsService: ServiceDefinition<SnsState> = {
  id: 'sns',
  schemas: sns,
  stateScope: 'account-and-region',
  createState: createSnsState,
  operations: {
    ...topicOperations,
    ...subscriptionOperations,
    ...publishingOperations,
  },
  deliver: deliverToTopic,
  taggedResources(scope, world) {
    return [...snsState(world, scope).topics.values()]
      .filter(topic => Object.keys(topic.tags).length > 0)
      .map(({ arn, tags }) => ({ arn, tags }));
  },
};
