import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  InvalidParameterException,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';

describe('CloudWatch Logs', () => {
  let sandbox: Sandbox;
  let logs: CloudWatchLogsClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    logs = new CloudWatchLogsClient(clientConfig(sandbox));
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/orders' }));
  });

  afterEach(async () => {
    logs.destroy();
    await sandbox.close();
  });

  async function putMessages(logStreamName: string, ...messages: string[]) {
    const logGroupName = '/ecs/orders';
    await logs.send(
      new CreateLogStreamCommand({ logGroupName, logStreamName }),
    );
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: messages.map((message, index) => ({
          message,
          timestamp: 1_000 + index,
        })),
      }),
    );
  }

  it('keeps groups with their retention, and pages over them', async () => {
    for (const name of ['/ecs/carts', '/ecs/payments', '/other']) {
      await logs.send(new CreateLogGroupCommand({ logGroupName: name }));
    }
    await logs.send(
      new PutRetentionPolicyCommand({
        logGroupName: '/ecs/carts',
        retentionInDays: 14,
      }),
    );
    const list = (nextToken?: string) =>
      logs.send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: '/ecs/',
          limit: 2,
          nextToken,
        }),
      );
    const first = await list();
    const second = await list(first.nextToken);

    expect(first.logGroups).toMatchObject([
      {
        logGroupName: '/ecs/carts',
        retentionInDays: 14,
        arn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/ecs/carts:*',
      },
      { logGroupName: '/ecs/orders' },
    ]);
    expect(second.logGroups).toMatchObject([{ logGroupName: '/ecs/payments' }]);
    expect(second.nextToken).toBeUndefined();
  });

  it('refuses a group that is there, one that is not, and a retention that AWS has not', async () => {
    const logGroupName = '/ecs/orders';
    await expect(
      logs.send(new CreateLogGroupCommand({ logGroupName })),
    ).rejects.toBeInstanceOf(ResourceAlreadyExistsException);
    await expect(
      logs.send(
        new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 8 }),
      ),
    ).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(
      logs.send(new FilterLogEventsCommand({ logGroupName: '/no' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('gives the events of a stream, from its head and from its end', async () => {
    await putMessages('task-1', 'a', 'b', 'c');
    const get = async (input: {
      startFromHead?: boolean;
      nextToken?: string;
    }) => {
      const { events, nextForwardToken, nextBackwardToken } = await logs.send(
        new GetLogEventsCommand({
          logGroupName: '/ecs/orders',
          logStreamName: 'task-1',
          limit: 2,
          ...input,
        }),
      );
      return {
        messages: events?.map(({ message }) => message),
        forward: nextForwardToken,
        backward: nextBackwardToken,
      };
    };

    const head = await get({ startFromHead: true });
    expect(head.messages).toEqual(['a', 'b']);
    const rest = await get({ startFromHead: true, nextToken: head.forward });
    expect(rest.messages).toEqual(['c']);
    const end = await get({ startFromHead: true, nextToken: rest.forward });
    // The same token again is how AWS says that there is nothing more.
    expect(end).toMatchObject({ messages: [], forward: rest.forward });
    const newest = await get({});
    expect(newest.messages).toEqual(['b', 'c']);
    expect((await get({ nextToken: newest.backward })).messages).toEqual(['a']);
  });

  it.each([
    [undefined, ['order 1 created', 'order 1 failed', 'order 2 created']],
    ['created', ['order 1 created', 'order 2 created']],
    ['"order 1" -failed', ['order 1 created']],
    ['?failed ?"order 2"', ['order 1 failed', 'order 2 created']],
  ])('finds events over all streams by %s', async (filterPattern, expected) => {
    await putMessages('task-1', 'order 1 created', 'order 1 failed');
    await putMessages('task-2', 'order 2 created');
    const { events } = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: '/ecs/orders',
        filterPattern,
      }),
    );
    expect(events?.map(({ message }) => message).sort()).toEqual(expected);
  });

  it('says what it cannot filter by', async () => {
    await expect(
      logs.send(
        new FilterLogEventsCommand({
          logGroupName: '/ecs/orders',
          filterPattern: '{ $.level = 50 }',
        }),
      ),
    ).rejects.toThrow('does not support the filter pattern { $.level = 50 }');
  });

  it('takes what a rule sends to it', async () => {
    const events = new EventBridgeClient(clientConfig(sandbox));
    await events.send(
      new PutRuleCommand({
        Name: 'all',
        EventPattern: JSON.stringify({ source: [{ prefix: 'shop' }] }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'all',
        Targets: [
          {
            Id: 'log',
            Arn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/ecs/orders',
          },
        ],
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'shop', DetailType: 'Order', Detail: '{"id":7}' }],
      }),
    );
    events.destroy();

    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName: '/ecs/orders' }),
    );
    expect(logStreams).toHaveLength(1);
    const { events: logged } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/ecs/orders' }),
    );
    expect(JSON.parse(logged?.[0].message ?? '')).toMatchObject({
      'detail-type': 'Order',
      detail: { id: 7 },
    });
  });
});
