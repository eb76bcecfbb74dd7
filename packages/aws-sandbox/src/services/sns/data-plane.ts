import { MessageAttributeValue } from '@aws-sdk/client-sns';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Delivery, Scope, World, policyAllows } from '../../core';
import { publish } from './publishing/publish';
import { OutboxEntry, findTopic, notFound, snsState } from './state';

/**
 * Publishes to a topic from inside the sandbox: no topic policy is asked.
 *
 * @throws AwsError `NotFoundException`, or what `Publish` throws
 */
export function publishToTopic(
  world: World,
  topicArn: string,
  message: {
    message: string;
    subject?: string;
    messageAttributes?: Record<string, MessageAttributeValue>;
    messageGroupId?: string;
    messageDeduplicationId?: string;
  },
): { messageId: string } {
  const topic = findTopic(world, topicArn);
  if (!topic) {
    throw notFound('Topic');
  }
  const { MessageId } = publish(world, topic, {
    Message: message.message,
    Subject: message.subject,
    MessageAttributes: message.messageAttributes,
    MessageGroupId: message.messageGroupId,
    MessageDeduplicationId: message.messageDeduplicationId,
  });
  return { messageId: MessageId };
}

/** What went out by SMS, e-mail and push lately, oldest first. */
export function snsOutbox(world: World, scope: Scope): OutboxEntry[] {
  return [...snsState(world, scope).outbox];
}

/**
 * Takes a delivery of another service. A rule needs the topic's policy to
 * allow it, unless it comes with a role.
 *
 * @throws AwsError `NotFoundException`, `AuthorizationErrorException`, or what `Publish` throws
 */
export function deliverToTopic(delivery: Delivery, world: World): void {
  const topic = findTopic(world, delivery.arn);
  if (!topic) {
    throw notFound('Topic');
  }
  if (
    delivery.sender === 'events.amazonaws.com' &&
    !delivery.parameters?.RoleArn &&
    !policyAllows(topic.attributes.Policy, {
      action: 'sns:Publish',
      resource: topic.arn,
      principal: { service: delivery.sender },
      conditions: delivery.sourceArn
        ? {
            'aws:SourceArn': delivery.sourceArn,
            'aws:SourceAccount': parseArn(delivery.sourceArn)?.accountId ?? '',
          }
        : {},
    })
  ) {
    throw new AwsError(
      'AuthorizationErrorException',
      `The policy of ${topic.arn} does not allow ${delivery.sender} to publish`,
      403,
    );
  }
  publishToTopic(world, delivery.arn, {
    message: delivery.body,
    messageAttributes: delivery.messageAttributes,
    messageGroupId: delivery.messageGroupId,
    messageDeduplicationId: delivery.messageDeduplicationId,
  });
}
