import { randomBytes, randomUUID } from 'node:crypto';
import {
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse,
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput,
  ListSubscriptionsResponse,
  SetSubscriptionAttributesInput,
  SubscribeInput,
  SubscribeResponse,
  Subscription as ListedSubscription,
  UnsubscribeInput,
} from '@aws-sdk/client-sns';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { askForConfirmation } from '../publishing/ask-for-confirmation';
import {
  Protocol,
  Subscription,
  Topic,
  findTopic,
  invalidParameter,
  snsState,
  subscriptionByArn,
  topicByArn,
} from '../state';
import {
  changeSubscription,
  defaultSubscriptionSettings,
  describeSubscription,
  filterOf,
} from '../subscription-attributes';
import { checkEndpoint } from './check-endpoint';

const PAGE_MAXIMUM = 100;

export const subscriptionOperations: Record<string, Operation> = {
  Subscribe(input: SubscribeInput, context): SubscribeResponse {
    const topic = topicByArn(context, input.TopicArn, 'Subscribe');
    const protocol = checkEndpoint(topic, input);
    const endpoint = input.Endpoint ?? '';
    let settings = defaultSubscriptionSettings();
    for (const [name, value] of Object.entries(input.Attributes ?? {})) {
      settings = changeSubscription(protocol, settings, name, value);
    }
    const filter = filterOf(settings);
    const existing = [...topic.subscriptions.values()].find(
      one => one.protocol === protocol && one.endpoint === endpoint,
    );
    if (existing) {
      if (
        input.Attributes &&
        JSON.stringify(settings) !== JSON.stringify(existing.settings)
      ) {
        throw invalidParameter(
          'Attributes Reason: Subscription already exists with different attributes',
        );
      }
      return { SubscriptionArn: shownArn(existing, input) };
    }
    const subscription: Subscription = {
      arn: `${topic.arn}:${randomUUID()}`,
      topicArn: topic.arn,
      owner: context.accountId,
      principalArn: context.principalArn,
      protocol,
      endpoint,
      pendingToken: needsConfirmation(topic, protocol, endpoint, context)
        ? randomBytes(64).toString('hex')
        : undefined,
      confirmedByOwner: true,
      settings,
      filter,
    };
    topic.subscriptions.set(subscription.arn, subscription);
    snsState(context.world, context).subscriptions.set(
      subscription.arn,
      subscription,
    );
    if (subscription.pendingToken !== undefined) {
      subscription.confirmedByOwner = false;
      askForConfirmation(context.world, subscription);
    }
    return { SubscriptionArn: shownArn(subscription, input) };
  },

  ConfirmSubscription(
    input: ConfirmSubscriptionInput,
    context,
  ): ConfirmSubscriptionResponse {
    const topic = findTopic(context.world, input.TopicArn);
    const subscription = [...(topic?.subscriptions.values() ?? [])].find(
      one => one.pendingToken !== undefined && one.pendingToken === input.Token,
    );
    if (!subscription) {
      throw invalidParameter('Token');
    }
    subscription.pendingToken = undefined;
    subscription.confirmedByOwner = input.AuthenticateOnUnsubscribe === 'true';
    return { SubscriptionArn: subscription.arn };
  },

  Unsubscribe(input: UnsubscribeInput, context): object {
    const arn = input.SubscriptionArn ?? '';
    const parsed = parseArn(arn);
    if (parsed?.service !== 'sns' || !parsed.resource.includes(':')) {
      throw invalidParameter(
        'SubscriptionArn Reason: An ARN must have at least 6 elements',
      );
    }
    const [topicName] = parsed.resource.split(':');
    const topic = snsState(context.world, parsed).topics.get(topicName);
    const subscription = topic?.subscriptions.get(arn);
    // Unsubscribing what is not there succeeds, as on AWS.
    if (topic && subscription) {
      topic.subscriptions.delete(arn);
      topic.subscriptionsDeleted += 1;
      snsState(context.world, {
        accountId: subscription.owner,
        region: parsed.region,
      }).subscriptions.delete(arn);
    }
    return {};
  },

  ListSubscriptions(
    input: ListSubscriptionsInput,
    context,
  ): ListSubscriptionsResponse {
    const { subscriptions } = snsState(context.world, context);
    return pageOf(subscriptions.values(), input.NextToken);
  },

  ListSubscriptionsByTopic(
    input: ListSubscriptionsByTopicInput,
    context,
  ): ListSubscriptionsByTopicResponse {
    const topic = topicByArn(
      context,
      input.TopicArn,
      'ListSubscriptionsByTopic',
    );
    return pageOf(topic.subscriptions.values(), input.NextToken);
  },

  GetSubscriptionAttributes(
    input: GetSubscriptionAttributesInput,
    context,
  ): GetSubscriptionAttributesResponse {
    const subscription = subscriptionByArn(context, input.SubscriptionArn);
    return { Attributes: describeSubscription(subscription) };
  },

  SetSubscriptionAttributes(
    input: SetSubscriptionAttributesInput,
    context,
  ): object {
    const subscription = subscriptionByArn(context, input.SubscriptionArn);
    if (
      subscription.owner !== context.accountId &&
      parseArn(subscription.topicArn)?.accountId !== context.accountId
    ) {
      throw new AwsError(
        'AuthorizationErrorException',
        `User: ${context.principalArn} is not authorized to perform: SNS:SetSubscriptionAttributes on resource: ${subscription.arn}`,
        403,
      );
    }
    const settings = changeSubscription(
      subscription.protocol,
      subscription.settings,
      input.AttributeName ?? '',
      input.AttributeValue ?? '',
    );
    subscription.filter = filterOf(settings);
    subscription.settings = settings;
    return {};
  },
};

function pageOf(
  subscriptions: Iterable<Subscription>,
  token: string | undefined,
): { Subscriptions: ListedSubscription[]; NextToken?: string } {
  const page = paginate(
    [...subscriptions].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    subscription => subscription.arn,
    { maximum: PAGE_MAXIMUM, token },
    () => invalidParameter('NextToken'),
  );
  return {
    Subscriptions: page.items.map(subscription => ({
      SubscriptionArn:
        subscription.pendingToken === undefined
          ? subscription.arn
          : 'PendingConfirmation',
      Owner: subscription.owner,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      TopicArn: subscription.topicArn,
    })),
    NextToken: page.nextToken,
  };
}

function shownArn(subscription: Subscription, input: SubscribeInput): string {
  return subscription.pendingToken === undefined || input.ReturnSubscriptionArn
    ? subscription.arn
    : 'pending confirmation';
}

/** People and web servers are asked first, and so is a queue or function of a third account. */
function needsConfirmation(
  topic: Topic,
  protocol: Protocol,
  endpoint: string,
  context: RequestContext,
): boolean {
  if (['email', 'email-json', 'http', 'https'].includes(protocol)) {
    return true;
  }
  const owner = parseArn(endpoint)?.accountId;
  return (
    owner !== undefined &&
    owner !== context.accountId &&
    owner !== parseArn(topic.arn)?.accountId
  );
}
