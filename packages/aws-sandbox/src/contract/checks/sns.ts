import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishCommand,
  SubscribeCommand,
  Subscription,
  Topic,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { createQueue, receiveOne } from './sqs';

async function createTopic(
  context: ContractContext,
  name = context.name('topic'),
  Tags?: { Key: string; Value: string }[],
): Promise<string> {
  const { aws } = context;
  const { TopicArn } = await aws.sns.send(
    new CreateTopicCommand({ Name: name, Tags }),
  );
  context.cleanUp(() => aws.sns.send(new DeleteTopicCommand({ TopicArn })));
  return TopicArn ?? '';
}

/** A queue that the topic may send to, subscribed to it. */
async function subscribedQueue(
  context: ContractContext,
  TopicArn: string,
  Attributes: Record<string, string>,
) {
  const { aws } = context;
  const queue = await createQueue(context);
  await aws.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: queue.url,
      Attributes: {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queue.arn,
              Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
            },
          ],
        }),
      },
    }),
  );
  const { SubscriptionArn } = await aws.sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: queue.arn,
      Attributes,
      ReturnSubscriptionArn: true,
    }),
  );
  context.cleanUp(() =>
    aws.sns.send(new UnsubscribeCommand({ SubscriptionArn })),
  );
  return { ...queue, subscriptionArn: SubscriptionArn ?? '' };
}

/** Topics: subscriptions, filters and fan-out. */
export const snsChecks: Check[] = [
  {
    behaviour: 'gives topic attributes and tags back, and creates a topic once',
    async run(context) {
      const { aws } = context;
      const name = context.name('topic');
      const TopicArn = await createTopic(context, name, [
        { Key: 'event-topology:component', Value: 'notifications' },
      ]);
      expect(TopicArn.split(':').pop()).toBe(name);
      const { Attributes } = await aws.sns.send(
        new GetTopicAttributesCommand({ TopicArn }),
      );
      expect(Attributes).toMatchObject({
        TopicArn,
        SubscriptionsConfirmed: '0',
      });
      const { Tags } = await aws.sns.send(
        new ListTagsForResourceCommand({ ResourceArn: TopicArn }),
      );
      expect(Tags).toEqual([
        { Key: 'event-topology:component', Value: 'notifications' },
      ]);
    },
  },
  {
    behaviour: 'lists topics and all subscriptions, page by page',
    async run(context) {
      const { aws } = context;
      const prefix = context.name('many');
      const arns = await Promise.all(
        Array.from({ length: 102 }, (_, i) =>
          createTopic(context, `${prefix}-${i}`),
        ),
      );
      const topics = await context.pages<Topic>(
        'sns:ListTopics',
        async NextToken => {
          const page = await aws.sns.send(new ListTopicsCommand({ NextToken }));
          return { items: page.Topics, next: page.NextToken };
        },
      );
      const listed = topics.map(topic => topic.TopicArn);
      expect(listed).toEqual(expect.arrayContaining(arns));
      expect(new Set(listed).size).toBe(listed.length);

      await Promise.all(
        arns.map(TopicArn =>
          aws.sns.send(
            new SubscribeCommand({
              TopicArn,
              Protocol: 'sms',
              Endpoint: '+4915112345678',
            }),
          ),
        ),
      );
      const subscriptions = await context.pages<Subscription>(
        'sns:ListSubscriptions',
        async NextToken => {
          const page = await aws.sns.send(
            new ListSubscriptionsCommand({ NextToken }),
          );
          return { items: page.Subscriptions, next: page.NextToken };
        },
      );
      const subscribed = subscriptions
        .filter(subscription => subscription.TopicArn?.includes(prefix))
        .map(subscription => subscription.TopicArn);
      expect(subscribed.sort()).toEqual([...arns].sort());
    },
  },
  {
    behaviour: 'delivers by filter policy on attributes, raw where asked',
    async run(context) {
      const { aws } = context;
      const TopicArn = await createTopic(context);
      const raw = await subscribedQueue(context, TopicArn, {
        RawMessageDelivery: 'true',
        FilterPolicy: JSON.stringify({ tier: ['gold'] }),
      });
      const wrapped = await subscribedQueue(context, TopicArn, {});
      await aws.sns.send(new PublishCommand({ TopicArn, Message: 'for all' }));
      await aws.sns.send(
        new PublishCommand({
          TopicArn,
          Message: 'for gold',
          MessageAttributes: {
            tier: { DataType: 'String', StringValue: 'gold' },
          },
        }),
      );
      expect((await receiveOne(context, raw.url)).Body).toBe('for gold');
      const envelope = JSON.parse(
        (await receiveOne(context, wrapped.url)).Body ?? '',
      );
      expect(envelope).toMatchObject({
        Type: 'Notification',
        TopicArn,
        Message: expect.stringMatching(/^for /),
      });
    },
  },
  {
    behaviour: 'delivers by filter policy on the body, and says so when asked',
    async run(context) {
      const { aws } = context;
      const TopicArn = await createTopic(context);
      const policy = { channel: [{ prefix: 'sm' }] };
      const queue = await subscribedQueue(context, TopicArn, {
        RawMessageDelivery: 'true',
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: JSON.stringify(policy),
      });
      for (const channel of ['email', 'sms']) {
        await aws.sns.send(
          new PublishCommand({
            TopicArn,
            Message: JSON.stringify({ channel }),
          }),
        );
      }
      expect((await receiveOne(context, queue.url)).Body).toBe(
        '{"channel":"sms"}',
      );
      const { Attributes } = await aws.sns.send(
        new GetSubscriptionAttributesCommand({
          SubscriptionArn: queue.subscriptionArn,
        }),
      );
      expect(Attributes).toMatchObject({
        FilterPolicyScope: 'MessageBody',
        RawMessageDelivery: 'true',
        Protocol: 'sqs',
        Endpoint: queue.arn,
      });
      expect(JSON.parse(Attributes?.FilterPolicy ?? '')).toEqual(policy);
      const { Subscriptions } = await aws.sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn }),
      );
      expect(Subscriptions?.map(one => one.SubscriptionArn)).toEqual([
        queue.subscriptionArn,
      ]);
    },
  },
  {
    behaviour: 'lets an address confirm first, and says that it has not',
    async run(context) {
      const { aws } = context;
      const TopicArn = await createTopic(context);
      await aws.sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'email',
          Endpoint: 'nobody@example.com',
        }),
      );
      const { Subscriptions } = await aws.sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn }),
      );
      expect(Subscriptions?.[0]).toMatchObject({
        Protocol: 'email',
        SubscriptionArn: 'PendingConfirmation',
      });
    },
  },
  {
    behaviour: 'does not find a topic that is not there',
    async run({ aws, accountId, region }) {
      await expectError(
        aws.sns.send(
          new GetTopicAttributesCommand({
            TopicArn: `arn:aws:sns:${region}:${accountId}:contract-absent`,
          }),
        ),
        'NotFoundException',
        'NotFound',
      );
    },
  },
];
