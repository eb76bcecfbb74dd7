import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Delivery, World } from '../../../core';
import {
  DeliveryFailure,
  asDeliveryFailure,
} from '../../../delivery/DeliveryFailure';
import {
  HttpEndpointError,
  callHttpEndpoint,
} from '../../events/http-endpoints';
import { Subscription } from '../state';
import { functionEvent, notification } from './notification';
import { putInOutbox } from './outbox';
import { PublishedMessage, textFor } from './published-message';
import { retryDelayOf } from './retry-schedule';
import { countOfTopic } from './topic-metrics';

const HTTP_MILLISECONDS = 15_000;

/** Delivers in the background, with the retries of SNS; what fails for good goes to the subscription's dead-letter queue. */
export function deliverNotification(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): void {
  // After the caller's own work: a publisher never waits for its subscribers.
  void Promise.resolve().then(() =>
    tryToDeliver(world, subscription, message, 0),
  );
}

async function tryToDeliver(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
  retries: number,
): Promise<void> {
  try {
    await deliverOnce(world, subscription, message);
    countOfTopic(
      world,
      subscription.topicArn,
      'NumberOfNotificationsDelivered',
    );
  } catch (error) {
    const failure = asDeliveryFailure(error);
    const delay = failure.retryable
      ? retryDelayOf(subscription, retries + 1)
      : undefined;
    if (delay === undefined) {
      await giveUp(world, subscription, message, failure);
      return;
    }
    world.clock.after(delay, () => {
      // Not awaited: a slow endpoint must not hold up the clock's other timers.
      void tryToDeliver(world, subscription, message, retries + 1);
    });
  }
}

async function deliverOnce(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): Promise<void> {
  const { protocol, endpoint } = subscription;
  switch (protocol) {
    case 'sqs':
      await world.deliver({
        arn: endpoint,
        sender: 'sns.amazonaws.com',
        sourceArn: subscription.topicArn,
        ...queueMessage(world, subscription, message),
      });
      return;
    case 'lambda':
    case 'firehose':
      await world.deliver({
        arn: endpoint,
        sender: 'sns.amazonaws.com',
        sourceArn: subscription.topicArn,
        body: JSON.stringify(functionEvent(world, subscription, message)),
      });
      return;
    case 'http':
    case 'https':
      await postNotification(world, subscription, message);
      return;
    default: {
      const scope = parseArn(subscription.arn);
      if (scope) {
        putInOutbox(world, scope, {
          protocol,
          endpoint,
          topicArn: subscription.topicArn,
          subject: message.subject,
          message:
            protocol === 'email-json'
              ? JSON.stringify(notification(world, subscription, message))
              : textFor(message, protocol),
        });
      }
    }
  }
}

/** What a queue gets: the message itself with its attributes, or wrapped. */
function queueMessage(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): Pick<
  Delivery,
  'body' | 'messageAttributes' | 'messageGroupId' | 'messageDeduplicationId'
> {
  const { messageGroupId, messageDeduplicationId } = fifoMembers(
    subscription,
    message,
  );
  if (!subscription.settings.rawMessageDelivery) {
    return {
      body: JSON.stringify(notification(world, subscription, message)),
      messageGroupId,
      messageDeduplicationId,
    };
  }
  return {
    body: textFor(message, 'sqs'),
    messageGroupId,
    messageDeduplicationId,
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, value]) => [
        name,
        { ...value, DataType: value.DataType ?? 'String' },
      ]),
    ),
  };
}

/** Only a FIFO queue takes group and deduplication id; a FIFO topic may have standard queues too. */
function fifoMembers(
  subscription: Subscription,
  message: PublishedMessage,
): Pick<Delivery, 'messageGroupId' | 'messageDeduplicationId'> {
  return subscription.endpoint.endsWith('.fifo')
    ? {
        messageGroupId: message.groupId,
        messageDeduplicationId: message.deduplicationId,
      }
    : { messageGroupId: message.groupId };
}

async function postNotification(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): Promise<void> {
  const raw = subscription.settings.rawMessageDelivery;
  try {
    const { status } = await callHttpEndpoint(
      world,
      {
        method: 'POST',
        url: subscription.endpoint,
        headers: {
          'content-type': 'text/plain; charset=UTF-8',
          'user-agent': 'Amazon Simple Notification Service Agent',
          'x-amz-sns-message-type': 'Notification',
          'x-amz-sns-message-id': message.messageId,
          'x-amz-sns-topic-arn': subscription.topicArn,
          'x-amz-sns-subscription-arn': subscription.arn,
          ...(raw && { 'x-amz-sns-rawdelivery': 'true' }),
        },
        body: raw
          ? textFor(message, subscription.protocol)
          : JSON.stringify(notification(world, subscription, message)),
      },
      HTTP_MILLISECONDS,
    );
    if (status < 200 || status > 299) {
      throw new DeliveryFailure(
        'ERROR_FROM_TARGET',
        `The endpoint ${subscription.endpoint} answered ${status}`,
        // SNS takes the caller's faults for final, but for 429.
        status >= 500 || status === 429,
      );
    }
  } catch (error) {
    if (!(error instanceof HttpEndpointError)) {
      throw error;
    }
    throw new DeliveryFailure(
      error.reason === 'timeout' ? 'TIMEOUT' : 'CONNECTION_FAILURE',
      error.message,
      true,
    );
  }
}

async function giveUp(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
  failure: DeliveryFailure,
): Promise<void> {
  const { topicArn, settings } = subscription;
  countOfTopic(world, topicArn, 'NumberOfNotificationsFailed');
  if (!settings.redrivePolicy) {
    return;
  }
  const { deadLetterTargetArn } = JSON.parse(settings.redrivePolicy);
  try {
    const { body } = queueMessage(world, subscription, message);
    await world.deliver({
      arn: deadLetterTargetArn,
      body,
      sender: 'sns.amazonaws.com',
      sourceArn: topicArn,
      messageGroupId: message.groupId,
      messageDeduplicationId: message.deduplicationId,
      messageAttributes: {
        RequestID: { DataType: 'String', StringValue: message.messageId },
        ErrorCode: { DataType: 'String', StringValue: failure.errorCode },
        ErrorMessage: { DataType: 'String', StringValue: failure.message },
      },
    });
    countOfTopic(world, topicArn, 'NumberOfNotificationsRedrivenToDlq');
  } catch {
    countOfTopic(world, topicArn, 'NumberOfNotificationsFailedToRedriveToDlq');
  }
}
