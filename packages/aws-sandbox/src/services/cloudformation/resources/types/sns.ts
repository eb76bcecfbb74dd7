import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { defaultTopicPolicy } from '../../../sns/topic-attributes';
import { isRecord } from '../../template/template';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
  documentText,
  refuseOthers,
  requiredText,
  textsOf,
} from '../resource-type';

const TOPIC_ATTRIBUTES = [
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DisplayName',
  'FifoThroughputScope',
  'FifoTopic',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
];

const SUBSCRIPTION_ATTRIBUTES = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];

/** What a subscription has when the template takes an attribute back. */
const SUBSCRIPTION_DEFAULTS: Record<string, string> = {
  FilterPolicyScope: 'MessageAttributes',
  RawMessageDelivery: 'false',
};

const isFifo = (properties: Properties) =>
  String(properties.FifoTopic) === 'true';

const topic: ResourceType = {
  name: {
    property: 'TopicName',
    maximumLength: 256,
    suffix: properties => (isFifo(properties) ? '.fifo' : ''),
  },
  replacedBy: ['TopicName', 'FifoTopic'],
  takesTags: true,

  async create(properties, context) {
    const { TopicArn } = await context.call('sns', 'CreateTopic', {
      Name: properties.TopicName,
      Attributes: topicAttributes(properties),
      ...context.tagsFor('sns', 'CreateTopic'),
    });
    await subscribeAll(TopicArn, properties, [], context);
    return {
      physicalId: TopicArn,
      arn: TopicArn,
      attributes: {
        TopicArn,
        TopicName: parseArn(TopicArn)?.resource,
      },
    };
  },

  async update({ before, after, identity }, context) {
    const { FifoTopic: _, ...wanted } = topicAttributes(after);
    const removed = Object.keys(topicAttributes(before)).filter(
      name => !(name in topicAttributes(after)),
    );
    const changes = {
      ...Object.fromEntries(removed.map(name => [name, ''])),
      ...wanted,
    };
    for (const [AttributeName, AttributeValue] of Object.entries(changes)) {
      await context.call('sns', 'SetTopicAttributes', {
        TopicArn: identity.physicalId,
        AttributeName,
        AttributeValue,
      });
    }
    await subscribeAll(
      identity.physicalId,
      after,
      inlineSubscriptions(before),
      context,
    );
  },

  async delete({ physicalId }, _, context) {
    await context.call('sns', 'DeleteTopic', { TopicArn: physicalId });
  },
};

function topicAttributes(properties: Properties): Record<string, string> {
  refuseOthers(properties, ['TopicName', 'Subscription', ...TOPIC_ATTRIBUTES]);
  return texts(
    properties,
    TOPIC_ATTRIBUTES.filter(name => name !== 'FifoTopic' || isFifo(properties)),
  );
}

interface InlineSubscription {
  Protocol: string;
  Endpoint: string;
}

function inlineSubscriptions(properties: Properties): InlineSubscription[] {
  const list = properties.Subscription ?? [];
  if (!Array.isArray(list) || !list.every(isRecord)) {
    throw new InvalidPropertyError(
      '#/Subscription: expected a list of objects',
    );
  }
  return list.map(item => ({
    Protocol: requiredText(item, 'Protocol'),
    Endpoint: requiredText(item, 'Endpoint'),
  }));
}

/** Subscriptions that the topic itself lists; those that left the list are taken off. */
async function subscribeAll(
  TopicArn: string,
  properties: Properties,
  before: InlineSubscription[],
  context: ResourceContext,
): Promise<void> {
  const wanted = inlineSubscriptions(properties);
  const same = (a: InlineSubscription) => (b: InlineSubscription) =>
    a.Protocol === b.Protocol && a.Endpoint === b.Endpoint;
  for (const old of before.filter(one => !wanted.some(same(one)))) {
    // Subscribing anew is how the ARN of a subscription that is there is found.
    const { SubscriptionArn } = await context.call('sns', 'Subscribe', {
      TopicArn,
      ...old,
      ReturnSubscriptionArn: true,
    });
    await context.call('sns', 'Unsubscribe', { SubscriptionArn });
  }
  for (const one of wanted.filter(item => !before.some(same(item)))) {
    await context.call('sns', 'Subscribe', { TopicArn, ...one });
  }
}

const subscription: ResourceType = {
  replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
  takesTags: false,

  async create(properties, context) {
    const { SubscriptionArn } = await context.call('sns', 'Subscribe', {
      TopicArn: requiredText(properties, 'TopicArn'),
      Protocol: requiredText(properties, 'Protocol'),
      Endpoint: properties.Endpoint,
      Attributes: subscriptionAttributes(properties),
      ReturnSubscriptionArn: true,
    });
    return {
      physicalId: SubscriptionArn,
      attributes: { Arn: SubscriptionArn },
    };
  },

  async update({ before, after, identity }, context) {
    const old = subscriptionAttributes(before);
    const wanted = subscriptionAttributes(after);
    for (const AttributeName of new Set([
      ...Object.keys(old),
      ...Object.keys(wanted),
    ])) {
      if (old[AttributeName] !== wanted[AttributeName]) {
        await context.call('sns', 'SetSubscriptionAttributes', {
          SubscriptionArn: identity.physicalId,
          AttributeName,
          AttributeValue:
            wanted[AttributeName] ?? SUBSCRIPTION_DEFAULTS[AttributeName] ?? '',
        });
      }
    }
  },

  async delete({ physicalId }, _, context) {
    await context.call('sns', 'Unsubscribe', { SubscriptionArn: physicalId });
  },
};

function subscriptionAttributes(properties: Properties) {
  refuseOthers(properties, [
    'Endpoint',
    'Protocol',
    'Region',
    'TopicArn',
    ...SUBSCRIPTION_ATTRIBUTES,
  ]);
  return texts(properties, SUBSCRIPTION_ATTRIBUTES);
}

function texts(
  properties: Properties,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names
      .filter(name => properties[name] !== undefined)
      .map(name => [name, documentText(properties[name]) ?? '']),
  );
}

const topicPolicy: ResourceType = {
  replacedBy: [],
  takesTags: false,

  async create(properties, context) {
    await setPolicies(properties, context);
    const physicalId = `${context.stack.name}-${context.logicalId}`;
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ before, after }, context) {
    const topics = textsOf(after, 'Topics');
    await resetPolicies(
      textsOf(before, 'Topics').filter(arn => !topics.includes(arn)),
      context,
    );
    await setPolicies(after, context);
  },

  async delete(_, properties, context) {
    await resetPolicies(textsOf(properties, 'Topics'), context);
  },
};

async function setPolicies(
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  refuseOthers(properties, ['PolicyDocument', 'Topics']);
  for (const TopicArn of textsOf(properties, 'Topics')) {
    await context.call('sns', 'SetTopicAttributes', {
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: documentText(properties.PolicyDocument),
    });
  }
}

async function resetPolicies(
  topicArns: string[],
  context: ResourceContext,
): Promise<void> {
  for (const TopicArn of topicArns) {
    await context.call('sns', 'SetTopicAttributes', {
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: defaultTopicPolicy(TopicArn),
    });
  }
}

export const snsTypes: Record<string, ResourceType> = {
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SNS::TopicPolicy': topicPolicy,
};
