import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { deleteFromQueue, receiveFromQueue } from '../sqs/data-plane';
import { sqsService } from '../sqs';
import { logDeliveriesTo, publishEvents } from './data-plane';
import { HttpEndpointRequest, setHttpHandler } from './http-endpoints';
import { eventsService } from './index';

const { accountId, region } = TEST_SCOPE;
const OTHER_ACCOUNT = '222222222222';
const ROLE = `arn:aws:iam::${accountId}:role/events`;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const busArn = (name: string, account = accountId) =>
  `arn:aws:events:${region}:${account}:event-bus/${name}`;
const queueArn = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`;

/** Lets what was started in the background run. */
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('events', () => {
  let world: TestWorld;

  beforeEach(() => {
    world = new TestWorld([eventsService, sqsService], { started: false });
  });

  const events = (operation: string, input: object = {}, context = {}) =>
    world.call('events', operation, input, context);

  async function createQueue(name: string, open = true): Promise<string> {
    await world.call('sqs', 'CreateQueue', {
      QueueName: name,
      Attributes: open
        ? {
            Policy: JSON.stringify({
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'events.amazonaws.com' },
                  Action: 'sqs:SendMessage',
                  Resource: queueArn(name),
                },
              ],
            }),
          }
        : {},
    });
    return queueArn(name);
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

  const bodies = (name: string) =>
    drain(name).map(message => JSON.parse(message.body));

  async function putRule(
    Name: string,
    EventPattern: object,
    Targets: object[] = [],
    EventBusName?: string,
  ): Promise<string> {
    const { RuleArn } = await events('PutRule', {
      Name,
      EventPattern: JSON.stringify(EventPattern),
      EventBusName,
    });
    if (Targets.length > 0) {
      await events('PutTargets', { Rule: Name, EventBusName, Targets });
    }
    return RuleArn;
  }

  async function putOrder(detail: object = { id: 1 }, EventBusName?: string) {
    const result = await events('PutEvents', {
      Entries: [
        {
          Source: 'shop.order',
          DetailType: 'OrderCreated',
          Detail: JSON.stringify(detail),
          EventBusName,
        },
      ],
    });
    await settled();
    return result;
  }

  const metric = (name: string, dimensions: Record<string, string>) =>
    world.metricSum('AWS/Events', name, dimensions);

  describe('buses', () => {
    it('has a default bus, and lists by page', async () => {
      for (const Name of ['a', 'b', 'c']) {
        await events('CreateEventBus', { Name });
      }
      const first = await events('ListEventBuses', { Limit: 3 });
      expect(first.EventBuses.map((bus: any) => bus.Name)).toEqual([
        'a',
        'b',
        'c',
      ]);
      const second = await events('ListEventBuses', {
        Limit: 3,
        NextToken: first.NextToken,
      });
      expect(second).toMatchObject({
        EventBuses: [{ Name: 'default', Arn: busArn('default') }],
        NextToken: undefined,
      });
      await expect(
        events('ListEventBuses', { Limit: 101 }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
    });

    it('refuses what EventBridge refuses', async () => {
      await events('CreateEventBus', { Name: 'shop' });
      await expect(
        events('CreateEventBus', { Name: 'shop' }),
      ).rejects.toMatchObject({ code: 'ResourceAlreadyExistsException' });
      await expect(
        events('DescribeEventBus', { Name: 'none' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
      await expect(
        events('DeleteEventBus', { Name: 'default' }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
      await putRule('orders', { source: ['shop.order'] }, [], 'shop');
      await expect(
        events('DeleteEventBus', { Name: 'shop' }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
      await events('DeleteRule', { Name: 'orders', EventBusName: 'shop' });
      await events('DeleteEventBus', { Name: 'shop' });
      await events('DeleteEventBus', { Name: 'shop' });
    });

    it('keeps a policy, statement by statement', async () => {
      await events('PutPermission', {
        Action: 'events:PutEvents',
        Principal: OTHER_ACCOUNT,
        StatementId: 'partner',
      });
      const { Policy } = await events('DescribeEventBus');
      expect(JSON.parse(Policy).Statement).toEqual([
        {
          Sid: 'partner',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
          Action: 'events:PutEvents',
          Resource: busArn('default'),
        },
      ]);
      await expect(
        events('RemovePermission', { StatementId: 'nobody' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
      await events('RemovePermission', { StatementId: 'partner' });
      expect((await events('DescribeEventBus')).Policy).toBeUndefined();
    });
  });

  describe('rules and targets', () => {
    it('lists rules of one bus by page, and rules by target', async () => {
      await events('CreateEventBus', { Name: 'shop' });
      const target = await createQueue('loyalty');
      for (const name of ['a1', 'a2', 'b1']) {
        await putRule(name, { source: [name] }, [], 'shop');
      }
      await events('PutTargets', {
        Rule: 'a2',
        EventBusName: 'shop',
        Targets: [{ Id: '1', Arn: target }],
      });
      expect((await events('ListRules')).Rules).toEqual([]);
      const { Rules, NextToken } = await events('ListRules', {
        EventBusName: busArn('shop'),
        NamePrefix: 'a',
        Limit: 1,
      });
      expect(Rules).toMatchObject([
        {
          Name: 'a1',
          Arn: `arn:aws:events:${region}:${accountId}:rule/shop/a1`,
          EventBusName: 'shop',
          State: 'ENABLED',
        },
      ]);
      const rest = await events('ListRules', {
        EventBusName: 'shop',
        NamePrefix: 'a',
        Limit: 1,
        NextToken,
      });
      expect(rest.Rules.map((rule: any) => rule.Name)).toEqual(['a2']);
      expect(rest.NextToken).toBeUndefined();
      expect(
        await events('ListRuleNamesByTarget', {
          TargetArn: target,
          EventBusName: 'shop',
        }),
      ).toEqual({ RuleNames: ['a2'], NextToken: undefined });
    });

    it('refuses patterns, schedules and names that EventBridge refuses', async () => {
      await events('CreateEventBus', { Name: 'shop' });
      const refused = async (input: object, code: string) =>
        expect(
          events('PutRule', { Name: 'r', ...input }),
        ).rejects.toMatchObject({ code });
      await refused(
        { EventPattern: '{"source": "shop"}' },
        'InvalidEventPatternException',
      );
      await refused({ EventPattern: '{' }, 'InvalidEventPatternException');
      await refused({}, 'ValidationException');
      await refused(
        { ScheduleExpression: 'rate(5 minute)' },
        'ValidationException',
      );
      await refused(
        { ScheduleExpression: 'rate(5 minutes)', EventBusName: 'shop' },
        'ValidationException',
      );
      await refused(
        { Name: 'a b', EventPattern: '{"source":["a"]}' },
        'ValidationException',
      );
      await refused(
        { EventPattern: '{"source":["a"]}', EventBusName: 'none' },
        'ResourceNotFoundException',
      );
    });

    it('refuses to delete a rule that has targets', async () => {
      const Arn = await createQueue('loyalty');
      await putRule('orders', { source: ['shop.order'] }, [{ Id: '1', Arn }]);
      await expect(
        events('DeleteRule', { Name: 'orders' }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
      expect(
        await events('RemoveTargets', { Rule: 'orders', Ids: ['1', '2'] }),
      ).toMatchObject({
        FailedEntryCount: 1,
        FailedEntries: [
          { TargetId: '2', ErrorCode: 'ResourceNotFoundException' },
        ],
      });
      await events('DeleteRule', { Name: 'orders' });
      await expect(
        events('DescribeRule', { Name: 'orders' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    });

    it('takes five targets and no sixth', async () => {
      const Arn = await createQueue('loyalty');
      await putRule('orders', { source: ['shop.order'] });
      const put = (Ids: string[]) =>
        events('PutTargets', {
          Rule: 'orders',
          Targets: Ids.map(Id => ({ Id, Arn })),
        });
      await put(['1', '2', '3', '4', '5']);
      await put(['5']);
      await expect(put(['6'])).rejects.toMatchObject({
        code: 'LimitExceededException',
      });
      const { Targets } = await events('ListTargetsByRule', {
        Rule: 'orders',
      });
      expect(Targets).toHaveLength(5);
    });

    it.each<[string, object]>([
      ['two inputs', { Input: '{}', InputPath: '$.detail' }],
      ['an input that is not JSON', { Input: 'text' }],
      ['a FIFO queue without a group', { Arn: queueArn('orders.fifo') }],
      [
        'a cluster without a task definition',
        { Arn: `arn:aws:ecs:${region}:${accountId}:cluster/shop` },
      ],
      [
        'a state machine without a role',
        { Arn: `arn:aws:states:${region}:${accountId}:stateMachine:offers` },
      ],
      ['something that is not an ARN', { Arn: 'loyalty' }],
      [
        'a template with an unknown variable',
        { InputTransformer: { InputTemplate: '"<who>"' } },
      ],
      ['too many retries', { RetryPolicy: { MaximumRetryAttempts: 186 } }],
      [
        'a FIFO dead-letter queue',
        { DeadLetterConfig: { Arn: queueArn('dlq.fifo') } },
      ],
    ])('refuses a target with %s', async (_, target) => {
      await putRule('orders', { source: ['shop.order'] });
      await expect(
        events('PutTargets', {
          Rule: 'orders',
          Targets: [{ Id: '1', Arn: queueArn('loyalty'), ...target }],
        }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
    });

    it('tags rules and buses', async () => {
      await events('CreateEventBus', {
        Name: 'shop',
        Tags: [{ Key: 'team', Value: 'web' }],
      });
      const ResourceARN = await putRule('orders', { source: ['shop.order'] });
      await events('TagResource', {
        ResourceARN,
        Tags: [{ Key: 'stage', Value: 'prod' }],
      });
      expect(await events('ListTagsForResource', { ResourceARN })).toEqual({
        Tags: [{ Key: 'stage', Value: 'prod' }],
      });
      expect(eventsService.taggedResources?.(TEST_SCOPE, world.world)).toEqual([
        { arn: ResourceARN, tags: { stage: 'prod' } },
        { arn: busArn('shop'), tags: { team: 'web' } },
      ]);
      await events('UntagResource', { ResourceARN, TagKeys: ['stage'] });
      expect(await events('ListTagsForResource', { ResourceARN })).toEqual({
        Tags: [],
      });
    });
  });

  describe('PutEvents', () => {
    it('delivers what matches an enabled rule, and counts it', async () => {
      await events('CreateEventBus', { Name: 'shop' });
      const Arn = await createQueue('loyalty');
      await putRule(
        'orders',
        { source: ['shop.order'], detail: { total: [{ numeric: ['>', 10] }] } },
        [{ Id: '1', Arn }],
        'shop',
      );
      await putOrder({ total: 5 }, 'shop');
      const { Entries } = await putOrder({ total: 50 }, 'shop');
      await putOrder({ total: 50 });
      expect(bodies('loyalty')).toEqual([
        {
          version: '0',
          id: Entries[0].EventId,
          'detail-type': 'OrderCreated',
          source: 'shop.order',
          account: accountId,
          time: '2026-11-27T03:30:00Z',
          region,
          resources: [],
          detail: { total: 50 },
        },
      ]);
      const dimensions = { EventBusName: 'shop', RuleName: 'orders' };
      for (const name of ['MatchedEvents', 'TriggeredRules', 'Invocations']) {
        expect(metric(name, dimensions)).toBe(1);
      }
      expect(metric('FailedInvocations', dimensions)).toBe(0);
      await events('DisableRule', { Name: 'orders', EventBusName: 'shop' });
      await putOrder({ total: 50 }, 'shop');
      expect(drain('loyalty')).toEqual([]);
      await events('EnableRule', { Name: 'orders', EventBusName: 'shop' });
      await putOrder({ total: 50 }, 'shop');
      expect(drain('loyalty')).toHaveLength(1);
    });

    it('answers 200 with the failed entries among the good ones', async () => {
      const good = { Source: 'a', DetailType: 'b', Detail: '{}' };
      const result = await events('PutEvents', {
        Entries: [
          good,
          { ...good, Source: undefined },
          { ...good, Detail: '[]' },
          { ...good, Detail: '{' },
          { ...good, Source: 'aws.ec2' },
          { ...good, EventBusName: 'none' },
        ],
      });
      expect(result.FailedEntryCount).toBe(4);
      expect(
        result.Entries.map((entry: any) => entry.ErrorCode ?? 'taken'),
      ).toEqual([
        'taken',
        'InvalidArgument',
        'MalformedDetail',
        'MalformedDetail',
        'NotAuthorizedForSourceException',
        'taken',
      ]);
    });

    it('takes ten entries and 256 KB', async () => {
      const entry = { Source: 'a', DetailType: 'b', Detail: '{}' };
      await expect(
        events('PutEvents', { Entries: Array(11).fill(entry) }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
      await expect(
        events('PutEvents', {
          Entries: [
            {
              ...entry,
              Detail: JSON.stringify({ text: 'x'.repeat(256 * 1024) }),
            },
          ],
        }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
    });

    it('lets the services of the sandbox publish as aws.*', async () => {
      const Arn = await createQueue('tasks');
      await putRule('tasks', { source: ['aws.ecs'] }, [{ Id: '1', Arn }]);
      publishEvents(world.world, TEST_SCOPE, [
        {
          Source: 'aws.ecs',
          DetailType: 'ECS Task State Change',
          Detail: '{}',
        },
      ]);
      await settled();
      expect(bodies('tasks')).toMatchObject([{ source: 'aws.ecs' }]);
    });

    it('shapes the input of a target', async () => {
      const inputs: Record<string, object> = {
        constant: { Input: '{"fixed":true}' },
        part: { InputPath: '$.detail.items[1]' },
        json: {
          InputTransformer: {
            InputPathsMap: {
              id: '$.detail.id',
              name: '$.detail.name',
              items: '$.detail.items',
              type: "$['detail-type']",
              gone: '$.detail.gone',
            },
            InputTemplate:
              '{"id": <id>, "who": "<name> (<id>)", "items": <items>, "type": <type>, "gone": "<gone>", "rule": <aws.events.rule-name>}',
          },
        },
        text: {
          InputTransformer: {
            InputPathsMap: { name: '$.detail.name' },
            InputTemplate: '"Hello <name>"',
          },
        },
      };
      for (const [name, input] of Object.entries(inputs)) {
        const Arn = await createQueue(name);
        await putRule(name, { source: ['shop.order'] }, [
          { Id: '1', Arn, ...input },
        ]);
      }
      await putOrder({ id: 7, name: 'Ann "A"', items: ['x', { y: 1 }] });
      expect(bodies('constant')).toEqual([{ fixed: true }]);
      expect(bodies('part')).toEqual([{ y: 1 }]);
      expect(bodies('json')).toEqual([
        {
          id: 7,
          who: 'Ann "A" (7)',
          items: ['x', { y: 1 }],
          type: 'OrderCreated',
          gone: '',
          rule: 'json',
        },
      ]);
      expect(bodies('text')).toEqual(['Hello Ann "A"']);
    });

    it('keeps what goes to log groups', async () => {
      const Arn = `arn:aws:logs:${region}:${accountId}:log-group:/shop/events`;
      await putRule('all', { source: [{ prefix: '' }] }, [{ Id: '1', Arn }]);
      await putOrder({ id: 3 });
      const [delivery] = logDeliveriesTo(world.world, Arn);
      expect(JSON.parse(delivery.message).detail).toEqual({ id: 3 });
      expect(metric('Invocations', { RuleName: 'all' })).toBe(1);
    });

    it('tests patterns', async () => {
      const event = {
        id: '1',
        account: accountId,
        source: 'shop.order',
        time: '2026-11-27T00:00:00Z',
        region,
        resources: [],
        'detail-type': 'OrderCreated',
        detail: { total: 5 },
      };
      const test = (EventPattern: object, Event: object = event) =>
        events('TestEventPattern', {
          EventPattern: JSON.stringify(EventPattern),
          Event: JSON.stringify(Event),
        });
      expect(await test({ source: ['shop.order'] })).toEqual({ Result: true });
      expect(await test({ source: ['other'] })).toEqual({ Result: false });
      await expect(test({ source: 'x' })).rejects.toMatchObject({
        code: 'InvalidEventPatternException',
      });
      await expect(test({ source: ['x'] }, {})).rejects.toMatchObject({
        code: 'ValidationException',
      });
    });
  });

  describe('failures', () => {
    it('fails at once for a queue whose policy does not allow the rule, and says why in the dead letter', async () => {
      const target = await createQueue('closed', false);
      const deadLetters = await createQueue('dlq');
      const rule = await putRule('orders', { source: ['shop.order'] }, [
        { Id: '1', Arn: target, DeadLetterConfig: { Arn: deadLetters } },
      ]);
      await putOrder({ id: 9 });
      const [dead] = drain('dlq');
      expect(JSON.parse(dead.body)).toMatchObject({ detail: { id: 9 } });
      expect(dead.messageAttributes).toEqual({
        RULE_ARN: { DataType: 'String', StringValue: rule },
        TARGET_ARN: { DataType: 'String', StringValue: target },
        ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
        ERROR_MESSAGE: {
          DataType: 'String',
          StringValue: expect.stringContaining('events.amazonaws.com'),
        },
      });
      expect(metric('InvocationsSentToDlq', { RuleName: 'orders' })).toBe(1);
      expect(metric('FailedInvocations', { RuleName: 'orders' })).toBe(0);
    });

    it('drops what has no dead-letter queue, or one that refuses', async () => {
      const closed = await createQueue('closed', false);
      await putRule('orders', { source: ['shop.order'] }, [
        { Id: '1', Arn: queueArn('missing') },
        {
          Id: '2',
          Arn: queueArn('missing'),
          DeadLetterConfig: { Arn: closed },
        },
      ]);
      await putOrder();
      expect(metric('FailedInvocations', { RuleName: 'orders' })).toBe(2);
      expect(
        metric('InvocationsFailedToBeSentToDlq', { RuleName: 'orders' }),
      ).toBe(1);
    });
  });

  describe('buses of other accounts', () => {
    const OTHER = { accountId: OTHER_ACCOUNT };

    it('forwards once, to buses that let the account in', async () => {
      const target = busArn('default', OTHER_ACCOUNT);
      await putRule('forward', { source: ['shop.order'] }, [
        { Id: '1', Arn: target, RoleArn: ROLE },
      ]);
      await events(
        'PutRule',
        { Name: 'seen', EventPattern: '{"source":["shop.order"]}' },
        OTHER,
      );
      const logGroup = `arn:aws:logs:${region}:${OTHER_ACCOUNT}:log-group:seen`;
      await events(
        'PutTargets',
        {
          Rule: 'seen',
          Targets: [
            { Id: '1', Arn: logGroup },
            { Id: '2', Arn: busArn('default'), RoleArn: ROLE },
          ],
        },
        OTHER,
      );
      await putOrder();
      expect(logDeliveriesTo(world.world, logGroup)).toEqual([]);
      expect(metric('FailedInvocations', { RuleName: 'forward' })).toBe(1);

      await events(
        'PutPermission',
        {
          Action: 'events:PutEvents',
          Principal: accountId,
          StatementId: 'shop',
        },
        OTHER,
      );
      await putOrder({ id: 4 });
      await settled();
      const [delivery] = logDeliveriesTo(world.world, logGroup);
      expect(JSON.parse(delivery.message)).toMatchObject({
        account: accountId,
        detail: { id: 4 },
      });
      // The way back would be a second hop.
      expect(
        world.metricSum(
          'AWS/Events',
          'FailedInvocations',
          { RuleName: 'seen' },
          { accountId: OTHER_ACCOUNT, region },
        ),
      ).toBe(1);
    });

    it('refuses entries for a bus that does not', async () => {
      const put = () => putOrder({}, busArn('default', OTHER_ACCOUNT));
      expect(await put()).toMatchObject({
        FailedEntryCount: 1,
        Entries: [{ ErrorCode: 'AccessDeniedException' }],
      });
      await events(
        'PutPermission',
        { Action: 'events:PutEvents', Principal: '*', StatementId: 'all' },
        OTHER,
      );
      expect(await put()).toMatchObject({ FailedEntryCount: 0 });
    });
  });

  describe('schedules', () => {
    it('fires rates and crons on time, while enabled', async () => {
      const Arn = await createQueue('ticks');
      const { RuleArn } = await events('PutRule', {
        Name: 'tick',
        ScheduleExpression: 'rate(5 minutes)',
      });
      await events('PutTargets', { Rule: 'tick', Targets: [{ Id: '1', Arn }] });
      await world.clock.advance(11 * MINUTE);
      const ticks = bodies('ticks');
      expect(ticks).toMatchObject([
        {
          source: 'aws.events',
          'detail-type': 'Scheduled Event',
          time: '2026-11-27T03:35:00Z',
          resources: [RuleArn],
          detail: {},
        },
        { time: '2026-11-27T03:40:00Z' },
      ]);
      await events('DisableRule', { Name: 'tick' });
      await world.clock.advance(HOUR);
      expect(drain('ticks')).toEqual([]);
      await events('PutRule', {
        Name: 'tick',
        ScheduleExpression: 'cron(0 8 1 * ? *)',
      });
      await world.clock.advance(5 * DAY);
      expect(bodies('ticks')).toMatchObject([{ time: '2026-12-01T08:00:00Z' }]);
      expect(metric('TriggeredRules', { RuleName: 'tick' })).toBe(3);
      expect(metric('MatchedEvents', { RuleName: 'tick' })).toBe(0);
    });
  });

  describe('connections and API destinations', () => {
    const HOST = 'payments.shop.example';

    function answerWith(
      ...answers: (number | 'hang' | 'reset')[]
    ): HttpEndpointRequest[] {
      const requests: HttpEndpointRequest[] = [];
      setHttpHandler(world.world, HOST, async request => {
        requests.push(request);
        const answer = answers[Math.min(requests.length, answers.length) - 1];
        if (answer === 'reset') {
          throw new Error('connection reset');
        }
        return answer === 'hang' ? new Promise(() => {}) : { status: answer };
      });
      return requests;
    }

    async function createConnection(
      Name: string,
      AuthorizationType: string,
      AuthParameters: object,
      more: object = {},
    ): Promise<string> {
      const { ConnectionArn } = await events('CreateConnection', {
        Name,
        AuthorizationType,
        AuthParameters,
        ...more,
      });
      return ConnectionArn;
    }

    const API_KEY = {
      ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'secret' },
    };

    async function createDestination(more: object = {}): Promise<string> {
      const { ApiDestinationArn } = await events('CreateApiDestination', {
        Name: 'payment',
        ConnectionArn: await createConnection('payment', 'API_KEY', API_KEY),
        InvocationEndpoint: `https://${HOST}/orders`,
        HttpMethod: 'POST',
        ...more,
      });
      return ApiDestinationArn;
    }

    async function ruleTo(Arn: string, target: object = {}): Promise<void> {
      await createQueue('dlq');
      await putRule('pay', { source: ['shop.order'] }, [
        {
          Id: '1',
          Arn,
          RoleArn: ROLE,
          DeadLetterConfig: { Arn: queueArn('dlq') },
          ...target,
        },
      ]);
    }

    it('never gives a secret back', async () => {
      await createConnection('key', 'API_KEY', {
        ...API_KEY,
        InvocationHttpParameters: {
          HeaderParameters: [
            { Key: 'tenant', Value: 'shop', IsValueSecret: false },
            { Key: 'token', Value: 'hidden', IsValueSecret: true },
          ],
        },
      });
      await createConnection('basic', 'BASIC', {
        BasicAuthParameters: { Username: 'shop', Password: 'hidden' },
      });
      const key = await events('DescribeConnection', { Name: 'key' });
      const basic = await events('DescribeConnection', { Name: 'basic' });
      expect(key).toMatchObject({
        ConnectionState: 'AUTHORIZED',
        SecretArn: expect.stringContaining(':secret:events!connection/key/'),
        AuthParameters: {
          ApiKeyAuthParameters: { ApiKeyName: 'x-api-key' },
          InvocationHttpParameters: {
            HeaderParameters: [
              { Key: 'tenant', Value: 'shop' },
              { Key: 'token' },
            ],
          },
        },
      });
      expect(JSON.stringify([key, basic])).not.toMatch(/hidden|"secret"/);
      const { Connections } = await events('ListConnections', {});
      expect(Connections.map((one: any) => one.Name)).toEqual(['basic', 'key']);
    });

    it('describes the resource configuration of a private connection', async () => {
      const ResourceConfigurationArn = `arn:aws:vpc-lattice:${region}:${accountId}:resourceconfiguration/rcfg-1`;
      await createConnection('private', 'API_KEY', API_KEY, {
        InvocationConnectivityParameters: {
          ResourceParameters: { ResourceConfigurationArn },
        },
      });
      expect(
        await events('DescribeConnection', { Name: 'private' }),
      ).toMatchObject({
        ConnectionState: 'AUTHORIZED',
        InvocationConnectivityParameters: {
          ResourceParameters: {
            ResourceConfigurationArn,
            ResourceAssociationArn: expect.stringMatching(
              /^arn:aws:vpc-lattice:/,
            ),
          },
        },
      });
    });

    it('gets a token for OAuth connections, and is not authorised without', async () => {
      const oauth = {
        OAuthParameters: {
          ClientParameters: { ClientID: 'shop', ClientSecret: 'hidden' },
          AuthorizationEndpoint: 'https://login.example/token',
          HttpMethod: 'POST',
        },
      };
      await createConnection('early', 'OAUTH_CLIENT_CREDENTIALS', oauth);
      expect(
        await events('DescribeConnection', { Name: 'early' }),
      ).toMatchObject({ ConnectionState: 'DEAUTHORIZED' });
      setHttpHandler(world.world, 'login.example', async () => ({
        status: 200,
        body: '{"access_token":"t0ken","expires_in":60}',
      }));
      const ConnectionArn = await createConnection(
        'late',
        'OAUTH_CLIENT_CREDENTIALS',
        oauth,
      );
      const requests = answerWith(200);
      await ruleTo(await createDestination({ ConnectionArn }));
      await putOrder();
      expect(requests[0].headers.Authorization).toBe('Bearer t0ken');
    });

    it('calls the endpoint with key, path, query and headers', async () => {
      const requests = answerWith(202);
      const arn = await createDestination({
        InvocationEndpoint: `https://${HOST}/orders/*/pay`,
      });
      await ruleTo(arn, {
        InputPath: '$.detail',
        HttpParameters: {
          PathParameterValues: ['a/b'],
          QueryStringParameters: { dry: 'run' },
          HeaderParameters: { 'x-shop': 'main' },
        },
      });
      await putOrder({ id: 5 });
      expect(requests).toEqual([
        {
          method: 'POST',
          url: `https://${HOST}/orders/a%2Fb/pay?dry=run`,
          headers: expect.objectContaining({
            'x-api-key': 'secret',
            'x-shop': 'main',
            'content-type': 'application/json; charset=utf-8',
          }),
          body: '{"id":5}',
        },
      ]);
      expect(metric('Invocations', { RuleName: 'pay' })).toBe(1);
    });

    it('retries 429, 5xx, timeouts and lost connections, with back-off', async () => {
      const requests = answerWith(503, 429, 'reset', 'hang', 200);
      await ruleTo(await createDestination());
      await putOrder();
      expect(requests).toHaveLength(1);
      expect(metric('Invocations', { RuleName: 'pay' })).toBe(0);
      await world.clock.advance(MINUTE);
      expect(requests).toHaveLength(5);
      expect(metric('Invocations', { RuleName: 'pay' })).toBe(1);
      expect(metric('FailedInvocations', { RuleName: 'pay' })).toBe(0);
      expect(metric('RetryInvocationAttempts', { RuleName: 'pay' })).toBe(4);
      expect(drain('dlq')).toEqual([]);
    });

    it('does not retry 4xx', async () => {
      const requests = answerWith(400);
      await ruleTo(await createDestination());
      await putOrder();
      await world.clock.advance(HOUR);
      expect(requests).toHaveLength(1);
      const [dead] = drain('dlq');
      expect(dead.messageAttributes).toMatchObject({
        ERROR_CODE: { StringValue: 'SDK_CLIENT_ERROR' },
        ERROR_MESSAGE: { StringValue: expect.stringContaining('400') },
      });
      expect(dead.messageAttributes).not.toHaveProperty(
        'EXHAUSTED_RETRY_CONDITION',
      );
    });

    it('gives up after the attempts of the retry policy', async () => {
      const requests = answerWith(500);
      await ruleTo(await createDestination(), {
        RetryPolicy: { MaximumRetryAttempts: 3 },
      });
      await putOrder();
      await world.clock.advance(HOUR);
      expect(requests).toHaveLength(4);
      expect(drain('dlq')[0].messageAttributes).toMatchObject({
        ERROR_CODE: { StringValue: 'ERROR_FROM_TARGET' },
        EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
        RETRY_ATTEMPTS: { StringValue: '3' },
      });
    });

    it('gives up when the event is too old, for a host that is not there', async () => {
      await ruleTo(await createDestination(), {
        RetryPolicy: { MaximumEventAgeInSeconds: 60 },
      });
      await putOrder();
      await world.clock.advance(2 * MINUTE);
      expect(drain('dlq')[0].messageAttributes).toMatchObject({
        ERROR_CODE: { StringValue: 'CONNECTION_FAILURE' },
        EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumEventAgeInSeconds' },
      });
    });

    it('retries for a day and 185 times by default', async () => {
      const requests = answerWith(500);
      await ruleTo(await createDestination());
      await putOrder();
      await world.clock.advance(20 * HOUR);
      expect(drain('dlq')).toEqual([]);
      expect(requests.length).toBeGreaterThan(100);
      await world.clock.advance(5 * HOUR);
      expect(drain('dlq')).toHaveLength(1);
      expect(requests.length).toBeLessThanOrEqual(186);
    });

    it('keeps the rate of the destination, and loses what grows too old behind it', async () => {
      const requests = answerWith(200);
      await ruleTo(
        await createDestination({ InvocationRateLimitPerSecond: 2 }),
        { RetryPolicy: { MaximumEventAgeInSeconds: 60 } },
      );
      for (let index = 0; index < 150; index += 1) {
        await putOrder({ index });
      }
      expect(requests).toHaveLength(2);
      await world.clock.advance(1_000);
      expect(requests).toHaveLength(4);
      await world.clock.advance(10_000);
      expect(requests).toHaveLength(24);
      await world.clock.advance(2 * MINUTE);
      expect(requests).toHaveLength(122);
      expect(metric('InvocationsSentToDlq', { RuleName: 'pay' })).toBe(28);
      expect(metric('ThrottledRules', { RuleName: 'pay' })).toBeGreaterThan(0);
    });

    it('follows an update, and a destination is inactive without its connection', async () => {
      await createDestination();
      await events('UpdateApiDestination', {
        Name: 'payment',
        InvocationRateLimitPerSecond: 10,
      });
      expect(
        await events('DescribeApiDestination', { Name: 'payment' }),
      ).toMatchObject({
        ApiDestinationState: 'ACTIVE',
        InvocationRateLimitPerSecond: 10,
        HttpMethod: 'POST',
      });
      await events('DeauthorizeConnection', { Name: 'payment' });
      const { ApiDestinations } = await events('ListApiDestinations', {
        NamePrefix: 'pay',
      });
      expect(ApiDestinations).toMatchObject([
        { Name: 'payment', ApiDestinationState: 'INACTIVE' },
      ]);
      await events('DeleteApiDestination', { Name: 'payment' });
      await expect(
        events('DescribeApiDestination', { Name: 'payment' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
      await events('DeleteConnection', { Name: 'payment' });
      await expect(
        events('DescribeConnection', { Name: 'payment' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    });

    it('refuses an endpoint without TLS and a connection that is not there', async () => {
      await expect(
        createDestination({ InvocationEndpoint: `http://${HOST}/` }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
      await expect(
        events('CreateApiDestination', {
          Name: 'x',
          ConnectionArn: 'arn:aws:events:eu-west-1:1:connection/none/1',
          InvocationEndpoint: `https://${HOST}/`,
          HttpMethod: 'POST',
        }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
      await expect(
        createConnection('basic', 'BASIC', API_KEY),
      ).rejects.toMatchObject({ code: 'ValidationException' });
    });
  });

  describe('archives and replays', () => {
    it('feeds an archive by a managed rule, and replays for chosen rules', async () => {
      await events('CreateArchive', {
        ArchiveName: 'orders',
        EventSourceArn: busArn('default'),
        EventPattern: '{"source":["shop.order"]}',
        RetentionDays: 2,
      });
      expect((await events('ListRules')).Rules).toMatchObject([
        {
          Name: 'Events-Archive-orders',
          ManagedBy: 'prod.vhs.events.aws.internal',
        },
      ]);
      for (const [operation, input] of [
        ['DeleteRule', { Name: 'Events-Archive-orders' }],
        ['DisableRule', { Name: 'Events-Archive-orders' }],
        [
          'PutTargets',
          {
            Rule: 'Events-Archive-orders',
            Targets: [{ Id: '1', Arn: queueArn('q') }],
          },
        ],
      ] as const) {
        await expect(events(operation, input)).rejects.toMatchObject({
          code: 'ManagedRuleException',
        });
      }
      await putOrder({ id: 1 });
      await world.clock.advance(MINUTE);
      await putOrder({ id: 2 });
      expect(
        await events('DescribeArchive', { ArchiveName: 'orders' }),
      ).toMatchObject({ State: 'ENABLED', EventCount: 2, RetentionDays: 2 });

      const rules: Record<string, string> = {};
      for (const name of ['chosen', 'other']) {
        const Arn = await createQueue(name);
        rules[name] = await putRule(name, { source: ['shop.order'] }, [
          { Id: '1', Arn },
        ]);
      }
      await events('StartReplay', {
        ReplayName: 'again',
        EventSourceArn: `arn:aws:events:${region}:${accountId}:archive/orders`,
        EventStartTime: new Date('2026-11-27T03:30:30Z'),
        EventEndTime: new Date('2026-11-27T04:00:00Z'),
        Destination: { Arn: busArn('default'), FilterArns: [rules.chosen] },
      });
      expect(
        await events('DescribeReplay', { ReplayName: 'again' }),
      ).toMatchObject({ State: 'STARTING' });
      await world.clock.advance(2_000);
      expect(
        await events('DescribeReplay', { ReplayName: 'again' }),
      ).toMatchObject({
        State: 'COMPLETED',
        EventLastReplayedTime: new Date('2026-11-27T03:31:00Z'),
      });
      expect(bodies('chosen')).toMatchObject([
        { detail: { id: 2 }, 'replay-name': 'again' },
      ]);
      expect(drain('other')).toEqual([]);
      // What came out of the archive does not go in again.
      const { Archives } = await events('ListArchives', {});
      expect(Archives).toMatchObject([{ EventCount: 2 }]);
      await world.clock.advance(3 * DAY);
      expect(
        await events('DescribeArchive', { ArchiveName: 'orders' }),
      ).toMatchObject({ EventCount: 0, SizeBytes: 0 });
      await events('DeleteArchive', { ArchiveName: 'orders' });
      const { Rules } = await events('ListRules', { NamePrefix: 'Events-' });
      expect(Rules).toEqual([]);
    });
  });
});
