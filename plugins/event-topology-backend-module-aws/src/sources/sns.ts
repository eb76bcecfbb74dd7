import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  SNSClient,
  Subscription,
} from '@aws-sdk/client-sns';
import {
  Evidence,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn } from '../arns/node-id';
import { endpointNode } from '../findings/external-node';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

/**
 * Topics and subscriptions. 1 call a 100 topics, 1 a 100 subscriptions, and 1 a
 * confirmed subscription for its filter and dead-letter queue. Topics are not
 * read one by one: their lists and subscriptions say what the map shows.
 */
export const snsSource: AwsSource = {
  service: 'sns',
  scope: 'region',
  createClient: config => new SNSClient(config),

  async read(context) {
    const subscriptions: Subscription[] = [];
    const readSubscriptions = context.resources.attempt(
      'subscriptions',
      async () => {
        const listed = context.pages(
          'subscriptions',
          token =>
            context.send(new ListSubscriptionsCommand({ NextToken: token })),
          page => page.NextToken,
        );
        for await (const page of listed) {
          subscriptions.push(...(page.Subscriptions ?? []));
          for (const subscription of page.Subscriptions ?? []) {
            addAttributes(subscription);
          }
        }
      },
    );
    const attributes = new Map<string, Record<string, string>>();
    function addAttributes({ SubscriptionArn }: Subscription) {
      if (!SubscriptionArn || !isConfirmed(SubscriptionArn)) {
        return;
      }
      context.resources.add('subscription', SubscriptionArn, async () => {
        const answer = await context.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn }),
        );
        attributes.set(SubscriptionArn, answer.Attributes ?? {});
      });
    }

    const topicArns: string[] = [];
    const listed = context.pages(
      'topics',
      token => context.send(new ListTopicsCommand({ NextToken: token })),
      page => page.NextToken,
    );
    const readTopics = (async () => {
      for await (const page of listed) {
        topicArns.push(
          ...(page.Topics ?? []).flatMap(topic => topic.TopicArn ?? []),
        );
      }
    })();
    await Promise.all([readTopics, readSubscriptions]);
    await context.resources.done();

    const byTopic = new Map<string, Subscription[]>();
    for (const subscription of subscriptions) {
      const own = byTopic.get(subscription.TopicArn ?? '') ?? [];
      own.push(subscription);
      byTopic.set(subscription.TopicArn ?? '', own);
    }
    const nodes: TopologyNode[] = topicArns.map(arn =>
      topicNode(context, arn, byTopic.get(arn) ?? []),
    );
    const edges: TopologyEdge[] = [];
    for (const subscription of subscriptions) {
      const found = subscriptionFindings(
        context,
        subscription,
        attributes.get(subscription.SubscriptionArn ?? ''),
      );
      nodes.push(...found.nodes);
      edges.push(...found.edges);
    }
    return { nodes, edges };
  },
};

/** @param subscriptions - the topic's own */
export function topicNode(
  place: ReadingPlace,
  topicArn: string,
  subscriptions: Subscription[],
): TopologyNodeOf<'topic'> {
  const confirmed = subscriptions.filter(one =>
    isConfirmed(one.SubscriptionArn),
  );
  const name = parseArn(topicArn)?.resource ?? topicArn;
  return makeNode(place, 'topic', topicArn, name, {
    fifo: name.endsWith('.fifo'),
    subscriptionsConfirmed: confirmed.length,
    subscriptionsPending: subscriptions.length - confirmed.length,
  });
}

/**
 * What a subscription says: the edge to its endpoint, the endpoint itself when
 * it is outside AWS, and the edge to its dead-letter queue.
 *
 * @param attributes - of `GetSubscriptionAttributes`; absent when pending or not readable
 */
export function subscriptionFindings(
  place: ReadingPlace,
  subscription: Subscription,
  attributes: Record<string, string> = {},
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const { TopicArn, Endpoint, Protocol = '', SubscriptionArn } = subscription;
  if (!TopicArn || !Endpoint) {
    return { nodes: [], edges: [] };
  }
  const inAws = parseArn(Endpoint) !== undefined;
  const external = inAws ? undefined : endpointNode(place, Protocol, Endpoint);
  const evidence: Evidence = {
    scope: place.scope,
    source: 'aws-api',
    operation: 'sns:ListSubscriptions',
    field: 'Subscriptions[].Endpoint',
    value: external ? external.name : Endpoint,
    ...(isConfirmed(SubscriptionArn) && { resourceArn: SubscriptionArn }),
  };
  const deadLetterArn = parseDeadLetterArn(attributes.RedrivePolicy);
  const edges = [
    makeEdge({
      from: TopicArn,
      kind: 'subscribes',
      to: external?.id ?? nodeIdOfArn(Endpoint),
      confidence: 'configured',
      evidence,
      details: withoutUndefined({
        protocol: Protocol || undefined,
        filterPolicy: attributes.FilterPolicy || undefined,
        filterPolicyScope: attributes.FilterPolicy
          ? attributes.FilterPolicyScope
          : undefined,
        rawMessageDelivery:
          attributes.RawMessageDelivery === 'true' ? true : undefined,
        deadLetterArn,
      }),
    }),
  ];
  if (deadLetterArn) {
    edges.push(
      makeEdge({
        from: TopicArn,
        kind: 'dead-letters',
        to: deadLetterArn,
        confidence: 'configured',
        evidence: {
          scope: place.scope,
          source: 'aws-api',
          operation: 'sns:GetSubscriptionAttributes',
          field: 'Attributes.RedrivePolicy',
          value: deadLetterArn,
          resourceArn: SubscriptionArn,
        },
        discriminator: external?.id ?? nodeIdOfArn(Endpoint),
      }),
    );
  }
  return { nodes: external ? [external] : [], edges };
}

/** A pending subscription has the text `PendingConfirmation` for an ARN. */
function isConfirmed(subscriptionArn?: string): boolean {
  return parseArn(subscriptionArn ?? '') !== undefined;
}

function parseDeadLetterArn(redrivePolicy?: string): string | undefined {
  if (!redrivePolicy) {
    return undefined;
  }
  const arn = JSON.parse(redrivePolicy).deadLetterTargetArn;
  return typeof arn === 'string' ? arn : undefined;
}
