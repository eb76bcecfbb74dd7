import { MessageAttributeValue } from '@aws-sdk/client-sns';
import { World } from '../../../core';
import { Subscription } from '../state';
import { PublishedMessage, textFor } from './published-message';

/** A message as SNS wraps it for queues and HTTP endpoints without raw delivery. */
export function notification(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): Record<string, unknown> {
  return {
    Type: 'Notification',
    MessageId: message.messageId,
    SequenceNumber: message.sequenceNumber,
    TopicArn: subscription.topicArn,
    Subject: message.subject,
    Message: textFor(message, subscription.protocol),
    Timestamp: new Date(message.publishedAt).toISOString(),
    SignatureVersion: '1',
    ...signature(),
    UnsubscribeURL: `${
      world.baseUrl ?? 'https://sns.amazonaws.com'
    }/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...wrappedAttributes(message.attributes, 'Type'),
  };
}

/** A message as SNS hands it to a function: one record. */
export function functionEvent(
  world: World,
  subscription: Subscription,
  message: PublishedMessage,
): Record<string, unknown> {
  const { UnsubscribeURL, SigningCertURL, ...rest } = notification(
    world,
    subscription,
    message,
  );
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscription.arn,
        Sns: {
          ...rest,
          Subject: message.subject ?? null,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
          MessageAttributes: rest.MessageAttributes ?? {},
        },
      },
    ],
  };
}

/** What asks an endpoint whether it wants the subscription. */
export function confirmationRequest(
  world: World,
  subscription: Subscription,
): Record<string, unknown> {
  return {
    Type: 'SubscriptionConfirmation',
    MessageId: subscription.arn.split(':').pop(),
    Token: subscription.pendingToken,
    TopicArn: subscription.topicArn,
    Message: `You have chosen to subscribe to the topic ${subscription.topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${
      world.baseUrl ?? 'https://sns.amazonaws.com'
    }/?Action=ConfirmSubscription&TopicArn=${subscription.topicArn}&Token=${
      subscription.pendingToken
    }`,
    Timestamp: new Date(world.clock.now()).toISOString(),
    SignatureVersion: '1',
    ...signature(),
  };
}

/** The sandbox has no certificate to sign with; consumers that verify signatures will say so. */
function signature(): Record<string, string> {
  return {
    Signature: Buffer.from('unsigned: AWS sandbox').toString('base64'),
    SigningCertURL:
      'https://sns.amazonaws.com/SimpleNotificationService-sandbox.pem',
  };
}

function wrappedAttributes(
  attributes: Record<string, MessageAttributeValue>,
  typeMember: string,
): { MessageAttributes?: Record<string, unknown> } {
  const entries = Object.entries(attributes);
  return entries.length === 0
    ? {}
    : {
        MessageAttributes: Object.fromEntries(
          entries.map(([name, value]) => [
            name,
            {
              [typeMember]: value.DataType,
              Value: value.BinaryValue
                ? Buffer.from(value.BinaryValue).toString('base64')
                : value.StringValue,
            },
          ]),
        ),
      };
}
