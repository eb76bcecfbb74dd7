import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import {
  AwsError,
  RequestContext,
  Scope,
  World,
  policyAllows,
} from '../../core';
import { FilterScope, MessageFilter } from './publishing/message-filter';

/** How a subscription is reached. */
export type Protocol =
  | 'application'
  | 'email'
  | 'email-json'
  | 'firehose'
  | 'http'
  | 'https'
  | 'lambda'
  | 'sms'
  | 'sqs';

/** The attributes of a subscription that its owner sets, in AWS's own form. */
export interface SubscriptionSettings {
  filterPolicy?: string;
  filterPolicyScope: FilterScope;
  rawMessageDelivery: boolean;
  redrivePolicy?: string;
  deliveryPolicy?: string;
  subscriptionRoleArn?: string;
  replayPolicy?: string;
}

/** A subscription, confirmed or waiting for it. */
export interface Subscription {
  arn: string;
  topicArn: string;
  /** Account of the subscriber. */
  owner: string;
  principalArn: string;
  protocol: Protocol;
  endpoint: string;
  /** What confirms it; absent once it is confirmed. */
  pendingToken?: string;
  confirmedByOwner: boolean;
  settings: SubscriptionSettings;
  /** Compiled from the filter policy; absent where everything is let through. */
  filter?: MessageFilter;
}

/** A topic with its subscriptions by ARN. */
export interface Topic {
  name: string;
  arn: string;
  fifo: boolean;
  /** The attributes that the owner set, by AWS's names. */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  dataProtectionPolicy?: string;
  subscriptions: Map<string, Subscription>;
  subscriptionsDeleted: number;
  /** Sequence of a FIFO topic. */
  sequence: bigint;
  /** FIFO deduplication: id → until when, and the first message's ids. Milliseconds. */
  deduplication: Map<
    string,
    { until: number; messageId: string; sequenceNumber?: string }
  >;
}

/** Something that left AWS by SMS, e-mail or push. */
export interface OutboxEntry {
  protocol: 'application' | 'email' | 'email-json' | 'sms';
  endpoint: string;
  topicArn?: string;
  subject?: string;
  message: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** SNS of one account and region. */
export interface SnsState {
  scope: Scope;
  topics: Map<string, Topic>;
  /** The subscriptions that this account made, to whosever topics. */
  subscriptions: Map<string, Subscription>;
  /** The newest messages to people and devices, oldest first. */
  outbox: OutboxEntry[];
}

export function createSnsState(scope: Scope): SnsState {
  return { scope, topics: new Map(), subscriptions: new Map(), outbox: [] };
}

export function snsState(world: World, scope: Scope): SnsState {
  return world.state<SnsState>('sns', scope);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter: ${message}`,
  );
}

export function notFound(what: string): AwsError {
  return new AwsError('NotFoundException', `${what} does not exist`, 404);
}

/** The topic that an ARN names, in whichever account and region. */
export function findTopic(
  world: World,
  arn: string | undefined,
): Topic | undefined {
  const parsed = parseArn(arn ?? '');
  return parsed?.service === 'sns'
    ? snsState(world, parsed).topics.get(parsed.resource)
    : undefined;
}

/**
 * The topic that a request names. A topic of another account must let the
 * caller in by its policy.
 *
 * @param action - the operation, such as `Publish`
 * @throws AwsError `InvalidParameterException`, `NotFoundException`, `AuthorizationErrorException`
 */
export function topicByArn(
  context: RequestContext,
  arn: string | undefined,
  action: string,
): Topic {
  const parsed = parseArn(arn ?? '');
  if (parsed?.service !== 'sns' || parsed.resource.includes(':')) {
    throw invalidParameter('TopicArn');
  }
  const topic = findTopic(context.world, arn);
  if (!topic) {
    throw notFound('Topic');
  }
  if (
    parsed.accountId !== context.accountId &&
    !policyAllows(topic.attributes.Policy, {
      action: `sns:${action}`,
      resource: topic.arn,
      principal: { accountId: context.accountId, arn: context.principalArn },
    })
  ) {
    throw new AwsError(
      'AuthorizationErrorException',
      `User: ${context.principalArn} is not authorized to perform: SNS:${action} on resource: ${topic.arn} because no resource-based policy allows the SNS:${action} action`,
      403,
    );
  }
  return topic;
}

/**
 * The subscription that a request names.
 *
 * @throws AwsError `InvalidParameterException`, `NotFoundException`
 */
export function subscriptionByArn(
  context: RequestContext,
  arn: string | undefined,
): Subscription {
  const parsed = parseArn(arn ?? '');
  const [topicName, id] = parsed?.resource.split(':') ?? [];
  if (!parsed || parsed.service !== 'sns' || !id) {
    throw invalidParameter('SubscriptionArn');
  }
  const subscription = snsState(context.world, parsed)
    .topics.get(topicName)
    ?.subscriptions.get(arn ?? '');
  if (!subscription) {
    throw notFound('Subscription');
  }
  return subscription;
}
