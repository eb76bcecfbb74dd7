import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { HttpEndpointRequest, setHttpHandler } from '../events/http-endpoints';
import { sqsService } from '../sqs';
import { deleteFromQueue, receiveFromQueue } from '../sqs/data-plane';
import { publishToTopic, snsOutbox } from './data-plane';
import { snsService } from './index';

const { accountId, region } = TEST_SCOPE;
const OTHER_ACCOUNT = '222222222222';
const MINUTE = 60_000;

const topicArn = (name: string) => `arn:aws:sns:${region}:${accountId}:${name}`;
const queueArn = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`;

/** Lets what was started in the background run. */
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('sns', () => {
  let world: TestWorld;

  beforeEach(() => {
    world = new TestWorld([snsService, sqsService], { started: false });
  });

  const sns = (operation: string, input: object = {}, context = {}) =>
    world.call('sns', operation, input, context);

  async function createTopic(Name: string, Attributes = {}): Promise<string> {
    return (await sns('CreateTopic', { Name, Attributes })).TopicArn;
  }

  async function createQueue(
    name: string,
    Attributes: Record<string, string> = {},
    open = true,
  ): Promise<string> {
    await world.call('sqs', 'CreateQueue', {
      QueueName: name,
      Attributes: {
        ...Attributes,
        ...(open && {
          Policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'sns.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: queueArn(name),
              },
            ],
          }),
        }),
      },
    });
    return queueArn(name);
  }

  async function subscribe(
    topic: string,
    Protocol: string,
    Endpoint: string,
    Attributes?: Record<string, string>,
  ): Promise<string> {
    const { SubscriptionArn } = await sns('Subscribe', {
      TopicArn: topic,
      Protocol,
      Endpoint,
      Attributes,
      ReturnSubscriptionArn: true,
    });
    return SubscriptionArn;
  }

  async function publish(input: object) {
    const result = await sns('Publish', {
      TopicArn: topicArn('news'),
      Message: 'hello',
      ...input,
    });
    await settled();
    return result;
  }

  function drain(name: string) {
    const messages = receiveFromQueue(world.world, queueArn(name), {
      maxMessages: 10,
    });
    for (const { receiptHandle } of messages) {
      deleteFromQueue(world.world, queueArn(name), receiptHandle);
    }
    return messages;
  }

  const metric = (name: string, TopicName = 'news') =>
    world.metricSum('AWS/SNS', name, { TopicName });

  describe('topics', () => {
    it('creates idempotently, but for other attributes or tags', async () => {
      const create = (input: object) =>
        sns('CreateTopic', {
          Name: 'news',
          Attributes: { DisplayName: 'News' },
          Tags: [{ Key: 'team', Value: 'web' }],
          ...input,
        });
      expect(await create({})).toEqual({ TopicArn: topicArn('news') });
      expect(await create({})).toEqual({ TopicArn: topicArn('news') });
      for (const other of [
        { Attributes: { DisplayName: 'Other' } },
        { Tags: [{ Key: 'team', Value: 'crm' }] },
      ]) {
        await expect(create(other)).rejects.toMatchObject({
          code: 'InvalidParameterException',
        });
      }
    });

    it.each([
      ['a b', {}],
      ['news.fifo', {}],
      ['news', { FifoTopic: 'true' }],
      ['news', { Colour: 'blue' }],
      ['news', { ContentBasedDeduplication: 'true' }],
    ])('refuses %s with %j', async (Name, Attributes) => {
      await expect(
        sns('CreateTopic', { Name, Attributes }),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    });

    it('lists 100 a page', async () => {
      for (let index = 0; index < 101; index += 1) {
        await createTopic(`topic-${String(index).padStart(3, '0')}`);
      }
      const first = await sns('ListTopics');
      expect(first.Topics).toHaveLength(100);
      const second = await sns('ListTopics', { NextToken: first.NextToken });
      expect(second).toEqual({
        Topics: [{ TopicArn: topicArn('topic-100') }],
        NextToken: undefined,
      });
    });

    it('describes a topic with the numbers of its subscriptions', async () => {
      const topic = await createTopic('news', { KmsMasterKeyId: 'alias/sns' });
      await subscribe(topic, 'sqs', await createQueue('inbox'));
      await subscribe(topic, 'email', 'ann@shop.example');
      await sns('SetTopicAttributes', {
        TopicArn: topic,
        AttributeName: 'DisplayName',
        AttributeValue: 'News',
      });
      const { Attributes } = await sns('GetTopicAttributes', {
        TopicArn: topic,
      });
      expect(Attributes).toMatchObject({
        TopicArn: topic,
        Owner: accountId,
        DisplayName: 'News',
        KmsMasterKeyId: 'alias/sns',
        SubscriptionsConfirmed: '1',
        SubscriptionsPending: '1',
        SubscriptionsDeleted: '0',
      });
      expect(JSON.parse(Attributes.Policy).Statement).toHaveLength(1);
    });

    it('does not know a topic that is gone, and deletes twice', async () => {
      const TopicArn = await createTopic('news');
      await subscribe(TopicArn, 'sms', '+4915112345678');
      await sns('DeleteTopic', { TopicArn });
      await sns('DeleteTopic', { TopicArn });
      expect((await sns('ListSubscriptions')).Subscriptions).toEqual([]);
      await expect(
        sns('GetTopicAttributes', { TopicArn }),
      ).rejects.toMatchObject({ code: 'NotFoundException' });
      await expect(
        sns('GetTopicAttributes', { TopicArn: 'news' }),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    });

    it('lets other accounts publish by its policy alone', async () => {
      const TopicArn = await createTopic('news');
      const other = { accountId: OTHER_ACCOUNT };
      const attempt = () => sns('Publish', { TopicArn, Message: 'hi' }, other);
      await expect(attempt()).rejects.toMatchObject({
        code: 'AuthorizationErrorException',
      });
      await sns('AddPermission', {
        TopicArn,
        Label: 'partner',
        AWSAccountId: [OTHER_ACCOUNT],
        ActionName: ['Publish'],
      });
      await attempt();
      await sns('RemovePermission', { TopicArn, Label: 'partner' });
      await expect(attempt()).rejects.toMatchObject({
        code: 'AuthorizationErrorException',
      });
    });

    it('tags topics', async () => {
      const ResourceArn = await createTopic('news');
      await sns('TagResource', {
        ResourceArn,
        Tags: [
          { Key: 'team', Value: 'web' },
          { Key: 'stage', Value: 'prod' },
        ],
      });
      await sns('UntagResource', { ResourceArn, TagKeys: ['team'] });
      expect(await sns('ListTagsForResource', { ResourceArn })).toEqual({
        Tags: [{ Key: 'stage', Value: 'prod' }],
      });
      expect(snsService.taggedResources?.(TEST_SCOPE, world.world)).toEqual([
        { arn: ResourceArn, tags: { stage: 'prod' } },
      ]);
    });
  });

  describe('subscriptions', () => {
    it('is the same for the same endpoint, unless its attributes differ', async () => {
      const topic = await createTopic('news');
      const queue = await createQueue('inbox');
      const first = await subscribe(topic, 'sqs', queue);
      expect(await subscribe(topic, 'sqs', queue)).toBe(first);
      await expect(
        subscribe(topic, 'sqs', queue, { RawMessageDelivery: 'true' }),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    });

    it('lists 100 a page, of the account and of a topic', async () => {
      const news = await createTopic('news');
      const other = await createTopic('other');
      for (let index = 0; index < 101; index += 1) {
        await subscribe(news, 'sms', `+49151000${1000 + index}`);
      }
      await subscribe(other, 'sms', '+491510009999');
      const first = await sns('ListSubscriptions');
      const second = await sns('ListSubscriptions', {
        NextToken: first.NextToken,
      });
      expect(first.Subscriptions).toHaveLength(100);
      expect(second.Subscriptions).toHaveLength(2);
      expect(second.NextToken).toBeUndefined();
      const ofOther = await sns('ListSubscriptionsByTopic', {
        TopicArn: other,
      });
      expect(ofOther.Subscriptions).toEqual([
        {
          SubscriptionArn: expect.stringMatching(`^${other}:`),
          Owner: accountId,
          Protocol: 'sms',
          Endpoint: '+491510009999',
          TopicArn: other,
        },
      ]);
    });

    it('waits for an e-mail address to confirm', async () => {
      const TopicArn = await createTopic('news');
      const { SubscriptionArn } = await sns('Subscribe', {
        TopicArn,
        Protocol: 'email',
        Endpoint: 'ann@shop.example',
      });
      expect(SubscriptionArn).toBe('pending confirmation');
      const listed = async () =>
        (await sns('ListSubscriptions')).Subscriptions[0].SubscriptionArn;
      expect(await listed()).toBe('PendingConfirmation');
      await publish({ Message: 'unread' });
      const [mail, ...others] = snsOutbox(world.world, TEST_SCOPE);
      expect(others).toEqual([]);
      const { Token } = JSON.parse(mail.message);
      await expect(
        sns('ConfirmSubscription', { TopicArn, Token: 'guessed' }),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
      const confirmed = await sns('ConfirmSubscription', { TopicArn, Token });
      expect(await listed()).toBe(confirmed.SubscriptionArn);
      await publish({ Message: 'read', Subject: 'News' });
      expect(snsOutbox(world.world, TEST_SCOPE)[1]).toMatchObject({
        protocol: 'email',
        endpoint: 'ann@shop.example',
        subject: 'News',
        message: 'read',
      });
    });

    it('describes and changes a subscription', async () => {
      const topic = await createTopic('news');
      const SubscriptionArn = await subscribe(
        topic,
        'sqs',
        await createQueue('inbox'),
        { FilterPolicy: '{"kind":["gold"]}' },
      );
      const read = async () =>
        (await sns('GetSubscriptionAttributes', { SubscriptionArn }))
          .Attributes;
      expect(await read()).toEqual({
        SubscriptionArn,
        TopicArn: topic,
        Owner: accountId,
        Protocol: 'sqs',
        Endpoint: queueArn('inbox'),
        ConfirmationWasAuthenticated: 'true',
        PendingConfirmation: 'false',
        RawMessageDelivery: 'false',
        SubscriptionPrincipal: `arn:aws:iam::${accountId}:root`,
        FilterPolicy: '{"kind":["gold"]}',
        FilterPolicyScope: 'MessageAttributes',
      });
      const set = (AttributeName: string, AttributeValue: string) =>
        sns('SetSubscriptionAttributes', {
          SubscriptionArn,
          AttributeName,
          AttributeValue,
        });
      await set('FilterPolicy', '');
      await set('RawMessageDelivery', 'true');
      const changed = await read();
      expect(changed).not.toHaveProperty('FilterPolicy');
      expect(changed.RawMessageDelivery).toBe('true');
      for (const [name, value] of [
        ['FilterPolicy', '{"kind":"gold"}'],
        ['FilterPolicy', '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}'],
        ['FilterPolicy', 'gold'],
        ['FilterPolicyScope', 'Headers'],
        ['RedrivePolicy', '{}'],
        ['Colour', 'blue'],
      ]) {
        await expect(set(name, value)).rejects.toMatchObject({
          code: 'InvalidParameterException',
        });
      }
      await sns('Unsubscribe', { SubscriptionArn });
      await sns('Unsubscribe', { SubscriptionArn });
      await expect(read()).rejects.toMatchObject({ code: 'NotFoundException' });
    });

    it.each([
      ['pigeon', 'loft'],
      ['sqs', 'https://sqs/queue'],
      ['sqs', queueArn('orders.fifo')],
      ['email', 'ann'],
      ['sms', 'ann'],
      ['https', 'http://shop.example'],
    ])('refuses the protocol %s with %s', async (protocol, endpoint) => {
      const topic = await createTopic('news');
      await expect(subscribe(topic, protocol, endpoint)).rejects.toMatchObject({
        code: 'InvalidParameterException',
      });
    });
  });

  describe('publishing', () => {
    it('wraps for a queue, or delivers raw with the attributes', async () => {
      const topic = await createTopic('news');
      await subscribe(topic, 'sqs', await createQueue('wrapped'));
      await subscribe(topic, 'sqs', await createQueue('raw'), {
        RawMessageDelivery: 'true',
      });
      const MessageAttributes = {
        kind: { DataType: 'String', StringValue: 'gold' },
      };
      const { MessageId } = await publish({
        Message: '{"a":1}',
        Subject: 'News',
        MessageAttributes,
      });
      const [wrapped] = drain('wrapped');
      expect(JSON.parse(wrapped.body)).toMatchObject({
        Type: 'Notification',
        MessageId,
        TopicArn: topic,
        Subject: 'News',
        Message: '{"a":1}',
        Timestamp: '2026-11-27T03:30:00.000Z',
        MessageAttributes: { kind: { Type: 'String', Value: 'gold' } },
      });
      expect(drain('raw')).toMatchObject([
        { body: '{"a":1}', messageAttributes: MessageAttributes },
      ]);
      expect(metric('NumberOfMessagesPublished')).toBe(1);
      expect(metric('NumberOfNotificationsDelivered')).toBe(2);
    });

    it('filters by attributes', async () => {
      const topic = await createTopic('news');
      const policies: Record<string, object> = {
        exact: { kind: ['gold'] },
        not: { kind: [{ 'anything-but': ['gold'] }] },
        number: { price: [{ numeric: ['>', 100] }] },
        array: { sizes: ['L'] },
        absent: { kind: [{ exists: false }] },
        either: { $or: [{ kind: ['gold'] }, { price: [7] }] },
      };
      for (const [name, policy] of Object.entries(policies)) {
        await subscribe(topic, 'sqs', await createQueue(name), {
          FilterPolicy: JSON.stringify(policy),
        });
      }
      const reached = async (MessageAttributes: object) => {
        await publish({ MessageAttributes });
        return Object.keys(policies).filter(name => drain(name).length > 0);
      };
      const text = (StringValue: string) => ({
        DataType: 'String',
        StringValue,
      });
      expect(await reached({ kind: text('gold') })).toEqual([
        'exact',
        'either',
      ]);
      expect(
        await reached({
          kind: text('tin'),
          price: { DataType: 'Number', StringValue: '100.5' },
        }),
      ).toEqual(['not', 'number']);
      expect(
        await reached({
          sizes: { DataType: 'String.Array', StringValue: '["M","L"]' },
        }),
      ).toEqual(['array', 'absent']);
      expect(
        await reached({ price: { DataType: 'Number', StringValue: '7' } }),
      ).toEqual(['absent', 'either']);
      expect(metric('NumberOfNotificationsFilteredOut')).toBe(16);
    });

    it('filters by body', async () => {
      const topic = await createTopic('news');
      await subscribe(topic, 'sqs', await createQueue('inbox'), {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: '{"order":{"channel":["sms"]}}',
      });
      await publish({ Message: '{"order":{"channel":"email"}}' });
      await publish({ Message: 'sms' });
      expect(drain('inbox')).toEqual([]);
      await publish({ Message: '{"order":{"channel":"sms"}}' });
      expect(drain('inbox')).toHaveLength(1);
    });

    it('sends other texts to other protocols', async () => {
      const topic = await createTopic('news');
      await subscribe(topic, 'sms', '+4915112345678');
      await subscribe(topic, 'sqs', await createQueue('inbox'), {
        RawMessageDelivery: 'true',
      });
      await publish({
        MessageStructure: 'json',
        Message: '{"default":"long text","sms":"short"}',
      });
      expect(drain('inbox')[0].body).toBe('long text');
      expect(snsOutbox(world.world, TEST_SCOPE)).toMatchObject([
        { protocol: 'sms', endpoint: '+4915112345678', message: 'short' },
      ]);
      await expect(
        publish({ MessageStructure: 'json', Message: '{"sms":"short"}' }),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    });

    it('refuses empty, long and mistyped messages', async () => {
      await createTopic('news');
      for (const input of [
        { Message: '' },
        { Message: 'x'.repeat(262_145) },
        { MessageDeduplicationId: '1' },
        { Subject: 'two\nlines' },
      ]) {
        await expect(publish(input)).rejects.toMatchObject({
          code: 'InvalidParameterException',
        });
      }
      await expect(
        publish({ MessageAttributes: { a: { DataType: 'Text' } } }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });

    it('publishes batches entry by entry', async () => {
      const TopicArn = await createTopic('news');
      const batch = (PublishBatchRequestEntries: object[]) =>
        sns('PublishBatch', { TopicArn, PublishBatchRequestEntries });
      expect(
        await batch([
          { Id: 'good', Message: 'a' },
          { Id: 'bad', Message: '' },
        ]),
      ).toMatchObject({
        Successful: [{ Id: 'good' }],
        Failed: [{ Id: 'bad', Code: 'InvalidParameter', SenderFault: true }],
      });
      const entries = (count: number) =>
        Array.from({ length: count }, (_, index) => ({
          Id: `${index}`,
          Message: 'a',
        }));
      for (const [list, code] of [
        [[], 'EmptyBatchRequestException'],
        [entries(11), 'TooManyEntriesInBatchRequestException'],
        [[...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinctException'],
      ] as const) {
        await expect(batch([...list])).rejects.toMatchObject({ code });
      }
    });

    it('dead-letters what a queue refuses, at once', async () => {
      const topic = await createTopic('news');
      await createQueue('dlq');
      await subscribe(topic, 'sqs', await createQueue('closed', {}, false), {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('dlq') }),
      });
      await publish({ Message: 'lost' });
      const [dead] = drain('dlq');
      expect(JSON.parse(dead.body).Message).toBe('lost');
      expect(dead.messageAttributes.ErrorCode.StringValue).toBe(
        'NO_PERMISSIONS',
      );
      expect(metric('NumberOfNotificationsFailed')).toBe(1);
      expect(metric('NumberOfNotificationsRedrivenToDlq')).toBe(1);
    });

    it('asks an HTTPS endpoint first, then posts and retries', async () => {
      const TopicArn = await createTopic('news');
      const requests: HttpEndpointRequest[] = [];
      let status = 200;
      setHttpHandler(world.world, 'hook.example', async request => {
        requests.push(request);
        return { status };
      });
      await subscribe(TopicArn, 'https', 'https://hook.example/sns');
      await settled();
      expect(requests[0].headers['x-amz-sns-message-type']).toBe(
        'SubscriptionConfirmation',
      );
      const { Token } = JSON.parse(requests[0].body);
      await sns('ConfirmSubscription', { TopicArn, Token });
      status = 500;
      await publish({ Message: 'x' });
      expect(requests).toHaveLength(2);
      await world.clock.advance(20_000);
      expect(requests).toHaveLength(3);
      status = 200;
      await world.clock.advance(20_000);
      expect(requests).toHaveLength(4);
      expect(metric('NumberOfNotificationsDelivered')).toBe(1);
      status = 404;
      await publish({ Message: 'y' });
      await world.clock.advance(10 * MINUTE);
      expect(requests).toHaveLength(5);
      expect(metric('NumberOfNotificationsFailed')).toBe(1);
    });

    it('sends to a phone number without a topic', async () => {
      await sns('Publish', { PhoneNumber: '+4915112345678', Message: 'hi' });
      expect(snsOutbox(world.world, TEST_SCOPE)).toMatchObject([
        { protocol: 'sms', endpoint: '+4915112345678', message: 'hi' },
      ]);
    });
  });

  describe('FIFO topics', () => {
    it('keeps order and group, and delivers a duplicate once', async () => {
      const TopicArn = await createTopic('orders.fifo', {
        FifoTopic: 'true',
        ContentBasedDeduplication: 'true',
      });
      await subscribe(
        TopicArn,
        'sqs',
        await createQueue('inbox.fifo', { FifoQueue: 'true' }),
        { RawMessageDelivery: 'true' },
      );
      await expect(publish({ TopicArn })).rejects.toMatchObject({
        code: 'InvalidParameterException',
      });
      const send = (Message: string) =>
        publish({ TopicArn, Message, MessageGroupId: 'a' });
      const first = await send('1');
      const again = await send('1');
      await send('2');
      expect(again.MessageId).toBe(first.MessageId);
      expect(
        drain('inbox.fifo').map(({ body, messageGroupId }) => [
          messageGroupId,
          body,
        ]),
      ).toEqual([
        ['a', '1'],
        ['a', '2'],
      ]);
      await world.clock.advance(5 * MINUTE);
      const later = await send('1');
      expect(BigInt(later.SequenceNumber)).toBeGreaterThan(
        BigInt(first.SequenceNumber),
      );
    });

    it('takes queues only', async () => {
      const topic = await createTopic('orders.fifo', { FifoTopic: 'true' });
      await expect(
        subscribe(topic, 'sms', '+4915112345678'),
      ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    });
  });

  describe('deliveries of other services', () => {
    it('needs the policy of the topic for a rule', async () => {
      const TopicArn = await createTopic('news');
      await subscribe(TopicArn, 'sms', '+4915112345678');
      const deliver = () =>
        world.world.deliver({
          arn: TopicArn,
          body: 'from a rule',
          sender: 'events.amazonaws.com',
          sourceArn: `arn:aws:events:${region}:${accountId}:rule/orders`,
        });
      await expect(deliver()).rejects.toMatchObject({
        code: 'AuthorizationErrorException',
      });
      await sns('SetTopicAttributes', {
        TopicArn,
        AttributeName: 'Policy',
        AttributeValue: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sns:Publish',
              Resource: TopicArn,
            },
          ],
        }),
      });
      await deliver();
      publishToTopic(world.world, TopicArn, { message: 'in process' });
      await settled();
      expect(
        snsOutbox(world.world, TEST_SCOPE).map(entry => entry.message),
      ).toEqual(['from a rule', 'in process']);
    });
  });
});
