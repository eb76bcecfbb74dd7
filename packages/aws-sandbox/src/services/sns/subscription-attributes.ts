import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { compileFilter } from './publishing/message-filter';
import {
  Protocol,
  Subscription,
  SubscriptionSettings,
  invalidParameter,
} from './state';

const RAW_PROTOCOLS: Protocol[] = ['firehose', 'http', 'https', 'sqs'];

/** What a subscription has until its owner sets something. */
export function defaultSubscriptionSettings(): SubscriptionSettings {
  return { filterPolicyScope: 'MessageAttributes', rawMessageDelivery: false };
}

/**
 * Settings with one attribute set; an empty value takes it away.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function changeSubscription(
  protocol: Protocol,
  settings: SubscriptionSettings,
  name: string,
  value: string,
): SubscriptionSettings {
  switch (name) {
    case 'FilterPolicy':
      return { ...settings, filterPolicy: value || undefined };
    case 'FilterPolicyScope':
      if (value !== 'MessageAttributes' && value !== 'MessageBody') {
        throw invalidParameter(`FilterPolicyScope: Invalid value [${value}]`);
      }
      return { ...settings, filterPolicyScope: value };
    case 'RawMessageDelivery':
      if (!/^(true|false)$/i.test(value)) {
        throw invalidParameter(
          `RawMessageDelivery: Invalid value [${value}]. Must be true or false.`,
        );
      }
      if (!RAW_PROTOCOLS.includes(protocol)) {
        throw invalidParameter(
          `RawMessageDelivery: the protocol ${protocol} does not support it`,
        );
      }
      return { ...settings, rawMessageDelivery: /^true$/i.test(value) };
    case 'RedrivePolicy':
      return { ...settings, redrivePolicy: redrivePolicy(value) };
    case 'DeliveryPolicy':
      return { ...settings, deliveryPolicy: json(name, value) };
    case 'ReplayPolicy':
      return { ...settings, replayPolicy: json(name, value) };
    case 'SubscriptionRoleArn':
      return { ...settings, subscriptionRoleArn: value || undefined };
    default:
      throw invalidParameter('AttributeName');
  }
}

/**
 * The filter that the settings ask for.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function filterOf(
  settings: SubscriptionSettings,
): Subscription['filter'] {
  return settings.filterPolicy === undefined
    ? undefined
    : compileFilter(settings.filterPolicy, settings.filterPolicyScope);
}

/** All attributes, as `GetSubscriptionAttributes` gives them. */
export function describeSubscription(
  subscription: Subscription,
): Record<string, string> {
  const { settings } = subscription;
  const attributes: Record<string, string | undefined> = {
    SubscriptionArn: subscription.arn,
    TopicArn: subscription.topicArn,
    Owner: subscription.owner,
    Protocol: subscription.protocol,
    Endpoint: subscription.endpoint,
    ConfirmationWasAuthenticated: String(subscription.confirmedByOwner),
    PendingConfirmation: String(subscription.pendingToken !== undefined),
    RawMessageDelivery: String(settings.rawMessageDelivery),
    SubscriptionPrincipal: subscription.principalArn,
    FilterPolicy: settings.filterPolicy,
    FilterPolicyScope:
      settings.filterPolicy === undefined
        ? undefined
        : settings.filterPolicyScope,
    RedrivePolicy: settings.redrivePolicy,
    DeliveryPolicy: settings.deliveryPolicy,
    ReplayPolicy: settings.replayPolicy,
    SubscriptionRoleArn: settings.subscriptionRoleArn,
  };
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      set[name] = value;
    }
  }
  return set;
}

function json(name: string, value: string): string | undefined {
  if (value === '') {
    return undefined;
  }
  try {
    JSON.parse(value);
    return value;
  } catch {
    throw invalidParameter(`${name}: failed to parse JSON`);
  }
}

function redrivePolicy(value: string): string | undefined {
  const policy = json('RedrivePolicy', value);
  if (policy === undefined) {
    return undefined;
  }
  const target = JSON.parse(policy).deadLetterTargetArn;
  if (typeof target !== 'string' || parseArn(target)?.service !== 'sqs') {
    throw invalidParameter(
      'RedrivePolicy: deadLetterTargetArn is an invalid arn',
    );
  }
  return policy;
}
