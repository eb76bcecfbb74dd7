import { Alias } from 'aws-cdk-lib/aws-kms';
import { ITopic, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { scaling } from './config/scaling';
import { topic as config } from './config/topic';
import { addQueueConsumer } from './lib/queue-consumer';
import type { ServiceStack } from './lib/service-stack';
import { addTopicSubscription } from './lib/topic-subscription';
import { addWorkQueue, visibilityTimeoutSeconds } from './lib/work-queue';

/** A topic, a queue that gets what passes the filter, and the service that works it off at its own pace. */
export function addPattern(stack: ServiceStack): void {
  const visibility = visibilityTimeoutSeconds(scaling.processingSeconds);
  const queue = addWorkQueue(stack, {
    fifo: config.fifo,
    visibilityTimeoutSeconds: visibility,
  });
  addTopicSubscription(stack, {
    topic: addTopic(stack),
    queue,
    fifo: config.fifo,
    filterPolicy: filterPolicy(),
  });
  addQueueConsumer(stack, { queue, visibilityTimeoutSeconds: visibility });
}

function addTopic(stack: ServiceStack): ITopic {
  if (config.mode === 'new') {
    const { name } = stack.service;
    return new Topic(stack, 'Topic', {
      topicName: config.fifo ? `${name}.fifo` : name,
      fifo: config.fifo || undefined,
      // Producers give a message its own ID where content isn't enough.
      contentBasedDeduplication: config.fifo || undefined,
      enforceSSL: true,
      masterKey: Alias.fromAliasName(stack, 'TopicKey', 'alias/aws/sns'),
    });
  }
  if (!config.arn) {
    throw new Error(
      "config/topic.ts: mode is 'existing', so arn must name the topic.",
    );
  }
  if (config.arn.endsWith('.fifo') !== config.fifo) {
    throw new Error(
      `config/topic.ts: ${config.arn} is ${
        config.fifo ? 'no' : 'a'
      } FIFO topic, so fifo must be ${!config.fifo}.`,
    );
  }
  return Topic.fromTopicArn(stack, 'Topic', config.arn);
}

/** Undefined lets every message through; an empty policy would, too, but says less. */
function filterPolicy(): Record<string, SubscriptionFilter> | undefined {
  if (config.filters.length === 0) {
    return undefined;
  }
  return Object.fromEntries(
    config.filters.map(({ attribute, values }) => [
      attribute,
      SubscriptionFilter.stringFilter({ allowlist: values }),
    ]),
  );
}
