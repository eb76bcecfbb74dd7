import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Topic, invalidParameter } from './state';

const SETTABLE = new Set([
  'ApplicationFailureFeedbackRoleArn',
  'ApplicationSuccessFeedbackRoleArn',
  'ApplicationSuccessFeedbackSampleRate',
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DeliveryPolicy',
  'DisplayName',
  'FifoThroughputScope',
  'FirehoseFailureFeedbackRoleArn',
  'FirehoseSuccessFeedbackRoleArn',
  'FirehoseSuccessFeedbackSampleRate',
  'HTTPFailureFeedbackRoleArn',
  'HTTPSuccessFeedbackRoleArn',
  'HTTPSuccessFeedbackSampleRate',
  'KmsMasterKeyId',
  'LambdaFailureFeedbackRoleArn',
  'LambdaSuccessFeedbackRoleArn',
  'LambdaSuccessFeedbackSampleRate',
  'Policy',
  'SQSFailureFeedbackRoleArn',
  'SQSSuccessFeedbackRoleArn',
  'SQSSuccessFeedbackSampleRate',
  'SignatureVersion',
  'TracingConfig',
]);
const JSON_ATTRIBUTES = new Set(['ArchivePolicy', 'DeliveryPolicy', 'Policy']);
const FIFO_ONLY = new Set([
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'FifoThroughputScope',
]);

const EFFECTIVE_DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});

/**
 * Checks an attribute that is set on a topic.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function checkTopicAttribute(
  fifo: boolean,
  name: string,
  value: string,
): void {
  if (!SETTABLE.has(name) || (FIFO_ONLY.has(name) && !fifo)) {
    throw invalidParameter('AttributeName');
  }
  if (JSON_ATTRIBUTES.has(name) && value !== '') {
    try {
      JSON.parse(value);
    } catch {
      throw invalidParameter(`${name}: failed to parse JSON`);
    }
  }
}

/** Sets an attribute; an empty value takes it away. */
export function setTopicAttribute(
  topic: Topic,
  name: string,
  value: string,
): void {
  checkTopicAttribute(topic.fifo, name, value);
  if (value === '') {
    delete topic.attributes[name];
  } else {
    topic.attributes[name] = value;
  }
}

/** The policy that a topic has until its owner sets one: its own account may do all. */
export function defaultTopicPolicy(topicArn: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: topicArn,
        Condition: {
          StringEquals: { 'AWS:SourceOwner': parseArn(topicArn)?.accountId },
        },
      },
    ],
  });
}

/** All attributes, as `GetTopicAttributes` gives them. */
export function describeTopic(topic: Topic): Record<string, string> {
  const subscriptions = [...topic.subscriptions.values()];
  const pending = subscriptions.filter(
    one => one.pendingToken !== undefined,
  ).length;
  return {
    TopicArn: topic.arn,
    Owner: parseArn(topic.arn)?.accountId ?? '',
    DisplayName: '',
    SubscriptionsConfirmed: String(subscriptions.length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: String(topic.subscriptionsDeleted),
    EffectiveDeliveryPolicy: EFFECTIVE_DELIVERY_POLICY,
    ...(topic.fifo && {
      FifoTopic: 'true',
      ContentBasedDeduplication: 'false',
      FifoThroughputScope: 'Topic',
    }),
    ...topic.attributes,
  };
}
