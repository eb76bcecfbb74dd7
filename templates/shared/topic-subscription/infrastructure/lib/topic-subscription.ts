import { ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { ServiceStack } from './service-stack';

/** Which messages of a topic go where. */
export interface TopicSubscriptionSpec {
  topic: ITopic;
  /** Made in this stack: what SNS may do is said in its policy. */
  queue: IQueue;
  fifo: boolean;
  /** By attributes; without one, every message. */
  filterPolicy?: Record<string, SubscriptionFilter>;
}

/** Subscribes the queue to the topic. What SNS gives up on is kept in a dead-letter queue. */
export function addTopicSubscription(
  stack: ServiceStack,
  { topic, queue, fifo, filterPolicy }: TopicSubscriptionSpec,
): void {
  topic.addSubscription(
    new SqsSubscription(queue, {
      filterPolicy,
      // The message as it was published, without SNS's envelope.
      rawMessageDelivery: true,
      deadLetterQueue: addDeadLetterQueue(stack, {
        suffix: 'subscription-dlq',
        fifo,
        says: 'SNS gave up on delivering messages to the queue.',
        runbook: 'notifications-not-delivered',
      }),
    }),
  );
}
