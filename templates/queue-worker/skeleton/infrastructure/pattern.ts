import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { queue as config } from './config/queue';
import { rule } from './config/rule';
import { scaling } from './config/scaling';
import { addEventRule } from './lib/event-rule';
import { addQueueConsumer } from './lib/queue-consumer';
import type { ServiceStack } from './lib/service-stack';
import { addTopicSubscription } from './lib/topic-subscription';
import { addWorkQueue, visibilityTimeoutSeconds } from './lib/work-queue';

/** A queue, what fills it, and the service that works it off at its own pace. */
export function addPattern(stack: ServiceStack): void {
  const visibility = visibilityTimeoutSeconds(scaling.processingSeconds);
  const queue =
    config.mode === 'existing'
      ? existingQueue(stack)
      : filledQueue(stack, visibility);
  addQueueConsumer(stack, { queue, visibilityTimeoutSeconds: visibility });
}

function existingQueue(stack: ServiceStack): IQueue {
  if (!config.arn) {
    throw new Error(
      "config/queue.ts: mode is 'existing', so arn must name the queue.",
    );
  }
  return Queue.fromQueueAttributes(stack, 'Queue', {
    queueArn: config.arn,
    keyArn: config.kmsKeyArn ?? undefined,
  });
}

function filledQueue(stack: ServiceStack, visibility: number): IQueue {
  const queue = addWorkQueue(stack, {
    fifo: config.fifo,
    visibilityTimeoutSeconds: visibility,
  });
  switch (config.messageSource) {
    case 'rule':
      addEventRule(
        stack,
        rule,
        delivery =>
          new SqsQueue(queue, {
            ...delivery,
            // EventBridge gives all events of a rule one group: they are handled one by one.
            messageGroupId: config.fifo ? stack.service.name : undefined,
          }),
      );
      break;
    case 'topic':
      subscribe(stack, queue);
      break;
    case 'producer':
      break;
  }
  return queue;
}

function subscribe(stack: ServiceStack, queue: IQueue): void {
  const { topicArn, fifo } = config;
  if (!topicArn) {
    throw new Error(
      "config/queue.ts: messageSource is 'topic', so topicArn must name the topic.",
    );
  }
  if (topicArn.endsWith('.fifo') !== fifo) {
    throw new Error(
      `config/queue.ts: ${topicArn} and the queue must both be FIFO, or neither.`,
    );
  }
  addTopicSubscription(stack, {
    topic: Topic.fromTopicArn(stack, 'Topic', topicArn),
    queue,
    fifo,
  });
}
