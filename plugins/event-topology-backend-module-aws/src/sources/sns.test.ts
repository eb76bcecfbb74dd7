import { arnOf, placeOf } from '../__testing__/place';
import { subscriptionFindings, topicNode } from './sns';

const place = placeOf('sns');
const TOPIC = arnOf('sns', 'notifications');
const QUEUE = arnOf('sqs', 'mails');

describe('topicNode', () => {
  it('counts its subscriptions, confirmed and pending', () => {
    expect(
      topicNode(place, TOPIC, [
        { TopicArn: TOPIC, SubscriptionArn: `${TOPIC}:1` },
        { TopicArn: TOPIC, SubscriptionArn: 'PendingConfirmation' },
      ]),
    ).toMatchObject({
      id: TOPIC,
      kind: 'topic',
      name: 'notifications',
      attributes: {
        fifo: false,
        subscriptionsConfirmed: 1,
        subscriptionsPending: 1,
      },
    });
  });

  it('knows a FIFO topic by its name', () => {
    expect(topicNode(place, `${TOPIC}.fifo`, []).attributes.fifo).toBe(true);
  });
});

describe('subscriptionFindings', () => {
  it('leads to a queue, with its filter and its dead-letter queue', () => {
    const { nodes, edges } = subscriptionFindings(
      place,
      {
        TopicArn: TOPIC,
        SubscriptionArn: `${TOPIC}:1`,
        Protocol: 'sqs',
        Endpoint: QUEUE,
      },
      {
        FilterPolicy: '{"channel":["mail"]}',
        FilterPolicyScope: 'MessageAttributes',
        RawMessageDelivery: 'true',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arnOf('sqs', 'mails-dlq'),
        }),
      },
    );

    expect(nodes).toEqual([]);
    expect(edges).toMatchObject([
      {
        from: TOPIC,
        kind: 'subscribes',
        to: QUEUE,
        details: {
          protocol: 'sqs',
          filterPolicy: '{"channel":["mail"]}',
          filterPolicyScope: 'MessageAttributes',
          rawMessageDelivery: true,
          deadLetterArn: arnOf('sqs', 'mails-dlq'),
        },
        evidence: [
          { operation: 'sns:ListSubscriptions', resourceArn: `${TOPIC}:1` },
        ],
      },
      {
        from: TOPIC,
        kind: 'dead-letters',
        to: arnOf('sqs', 'mails-dlq'),
        evidence: [{ operation: 'sns:GetSubscriptionAttributes' }],
      },
    ]);
  });

  it('leads to a function without its alias', () => {
    const { edges } = subscriptionFindings(place, {
      TopicArn: TOPIC,
      Protocol: 'lambda',
      Endpoint: arnOf('lambda', 'function:mailer:live'),
    });

    expect(edges[0].to).toBe(arnOf('lambda', 'function:mailer'));
  });

  it.each([
    ['email', 'ada@shop.example'],
    ['sms', '+4915112345678'],
  ])('hides whose %s it is', (protocol, endpoint) => {
    const found = subscriptionFindings(place, {
      TopicArn: TOPIC,
      SubscriptionArn: 'PendingConfirmation',
      Protocol: protocol,
      Endpoint: endpoint,
    });

    expect(found.nodes).toMatchObject([
      { kind: 'external', attributes: { protocol } },
    ]);
    expect(found.edges[0].to).toBe(found.nodes[0].id);
    expect(JSON.stringify(found)).not.toContain(endpoint);
  });

  it('passes over a subscription that was deleted', () => {
    expect(
      subscriptionFindings(place, {
        TopicArn: TOPIC,
        SubscriptionArn: 'Deleted',
      }),
    ).toEqual({ nodes: [], edges: [] });
  });
});
