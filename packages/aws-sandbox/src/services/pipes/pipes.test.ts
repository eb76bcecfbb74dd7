import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { ServiceDefinition } from '../../core';
import { eventsService } from '../events';
import { setHttpHandler } from '../events/http-endpoints';
import { kinesisService } from '../kinesis';
import { sqsService } from '../sqs';
import { queueDepth, receiveFromQueue, sendToQueue } from '../sqs/data-plane';
import { pipesService } from './index';

const queueArn = (name: string) =>
  `arn:aws:sqs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:${name}`;

describe('pipes', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = new TestWorld([sqsService, eventsService, pipesService]);
    for (const QueueName of ['in', 'out']) {
      await world.call('sqs', 'CreateQueue', { QueueName });
    }
  });

  const createPipe = (input: object = {}) =>
    world.call('pipes', 'CreatePipe', {
      Name: 'pipe',
      RoleArn: 'arn:aws:iam::111111111111:role/pipe',
      Source: queueArn('in'),
      Target: queueArn('out'),
      ...input,
    });

  const currentState = async () =>
    (await world.call('pipes', 'DescribePipe', { Name: 'pipe' })).CurrentState;

  const received = () =>
    receiveFromQueue(world.world, queueArn('out'), { maxMessages: 10 }).map(
      message => message.body,
    );

  it('is created, then runs, and moves what the queue holds', async () => {
    await createPipe({ TargetParameters: { InputTemplate: '<$.body>' } });
    expect(await currentState()).toBe('CREATING');
    sendToQueue(world.world, queueArn('in'), { body: '{"orderId":"o-1"}' });

    await world.clock.advance(2_000);

    expect(await currentState()).toBe('RUNNING');
    expect(received()).toEqual(['{"orderId":"o-1"}']);
    expect(queueDepth(world.world, queueArn('in'))).toMatchObject({
      visible: 0,
      inFlight: 0,
    });
  });

  it('passes on only what a filter wants, and drops the rest', async () => {
    await createPipe({
      SourceParameters: {
        FilterCriteria: {
          Filters: [{ Pattern: '{"body":{"orderId":[{"exists":true}]}}' }],
        },
      },
      TargetParameters: { InputTemplate: '{"id": "<$.body.orderId>"}' },
    });
    sendToQueue(world.world, queueArn('in'), { body: '{"heartbeat":true}' });
    sendToQueue(world.world, queueArn('in'), { body: '{"orderId":"o-\\"2"}' });

    await world.clock.advance(2_000);

    expect(received()).toEqual(['{"id": "o-\\"2"}']);
    expect(queueDepth(world.world, queueArn('in')).inFlight).toBe(0);
  });

  it('leaves messages in the source while the target refuses, and says why', async () => {
    await createPipe({ Target: queueArn('missing') });
    sendToQueue(world.world, queueArn('in'), { body: '{}' });

    await world.clock.advance(2_000);

    const { StateReason } = await world.call('pipes', 'DescribePipe', {
      Name: 'pipe',
    });
    expect(StateReason).toMatch(/does not exist/);
    expect(queueDepth(world.world, queueArn('in')).inFlight).toBe(1);
  });

  it('stops taking messages when it is stopped', async () => {
    await createPipe();
    await world.clock.advance(2_000);
    await world.call('pipes', 'StopPipe', { Name: 'pipe' });
    await world.clock.advance(2_000);
    sendToQueue(world.world, queueArn('in'), { body: '{}' });

    await world.clock.advance(60_000);

    expect(await currentState()).toBe('STOPPED');
    expect(queueDepth(world.world, queueArn('in')).visible).toBe(1);
  });

  it('makes events of messages for a bus', async () => {
    await world.call('events', 'PutRule', {
      Name: 'delivered',
      EventPattern: '{"source":["carrier"]}',
    });
    await world.call('sqs', 'SetQueueAttributes', {
      QueueUrl: `https://sqs/${TEST_SCOPE.accountId}/out`,
      Attributes: {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queueArn('out'),
            },
          ],
        }),
      },
    });
    await world.call('events', 'PutTargets', {
      Rule: 'delivered',
      Targets: [{ Id: 'out', Arn: queueArn('out'), InputPath: '$.detail' }],
    });
    await createPipe({
      Target: `arn:aws:events:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:event-bus/default`,
      TargetParameters: {
        InputTemplate: '<$.body>',
        EventBridgeEventBusParameters: {
          Source: 'carrier',
          DetailType: 'Delivered',
        },
      },
    });
    sendToQueue(world.world, queueArn('in'), { body: '{"orderId":"o-3"}' });

    await world.clock.advance(2_000);

    expect(received()).toEqual(['{"orderId":"o-3"}']);
  });

  it('hands on what an enrichment makes of the messages', async () => {
    setHttpHandler(world.world, 'customers.example', async ({ body }) => ({
      status: 200,
      body: JSON.stringify(
        JSON.parse(body).map((id: string) => ({ id, name: `Customer ${id}` })),
      ),
    }));
    const { ConnectionArn } = await world.call('events', 'CreateConnection', {
      Name: 'customers',
      AuthorizationType: 'API_KEY',
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: 'key', ApiKeyValue: 'value' },
      },
    });
    const { ApiDestinationArn } = await world.call(
      'events',
      'CreateApiDestination',
      {
        Name: 'customers',
        ConnectionArn,
        InvocationEndpoint: 'https://customers.example/names',
        HttpMethod: 'POST',
      },
    );
    await createPipe({
      Enrichment: ApiDestinationArn,
      EnrichmentParameters: { InputTemplate: '"<$.body.customer>"' },
      TargetParameters: { InputTemplate: '{"to": <$.name>}' },
    });
    for (const customer of ['7', '8']) {
      sendToQueue(world.world, queueArn('in'), {
        body: JSON.stringify({ customer }),
      });
    }

    await world.clock.advance(2_000);

    expect(received()).toEqual([
      '{"to": "Customer 7"}',
      '{"to": "Customer 8"}',
    ]);
  });

  it('enriches by a function', async () => {
    const payloads: string[] = [];
    const lambda: ServiceDefinition = {
      id: 'lambda',
      schemas: {},
      stateScope: 'account-and-region',
      createState: () => ({}),
      operations: {
        Invoke: ({ Payload }) => {
          payloads.push(Buffer.from(Payload).toString('utf8'));
          return { Payload: Buffer.from('{"answer":42}') };
        },
      },
    };
    world = new TestWorld([sqsService, pipesService, lambda]);
    for (const QueueName of ['in', 'out']) {
      await world.call('sqs', 'CreateQueue', { QueueName });
    }
    await createPipe({
      Enrichment: 'arn:aws:lambda:eu-west-1:111111111111:function:answer',
      EnrichmentParameters: { InputTemplate: '{"asked":<$.body>}' },
    });
    sendToQueue(world.world, queueArn('in'), { body: '"why"' });

    await world.clock.advance(2_000);

    expect(payloads).toEqual(['[{"asked":"why"}]']);
    expect(received()).toEqual(['{"answer":42}']);
  });

  it('takes the group of a FIFO queue from the message', async () => {
    await world.call('sqs', 'CreateQueue', {
      QueueName: 'out.fifo',
      Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
    });
    await createPipe({
      Target: queueArn('out.fifo'),
      TargetParameters: {
        SqsQueueParameters: { MessageGroupId: '$.body.customer' },
      },
    });
    sendToQueue(world.world, queueArn('in'), { body: '{"customer":"c-1"}' });

    await world.clock.advance(2_000);

    expect(
      receiveFromQueue(world.world, queueArn('out.fifo'), { maxMessages: 10 }),
    ).toMatchObject([{ messageGroupId: 'c-1' }]);
  });

  it('moves what a stream holds, by its filter, and tries again what the target refuses', async () => {
    world = new TestWorld([sqsService, kinesisService, pipesService]);
    await world.call('kinesis', 'CreateStream', {
      StreamName: 'clicks',
      ShardCount: 1,
    });
    await world.clock.advance(1_000);
    for (const text of ['{"type":"view"}', '{"type":"buy","id":7}']) {
      await world.call('kinesis', 'PutRecord', {
        StreamName: 'clicks',
        PartitionKey: 'k',
        Data: Buffer.from(text),
      });
    }
    await createPipe({
      Source: `arn:aws:kinesis:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:stream/clicks`,
      SourceParameters: {
        KinesisStreamParameters: { StartingPosition: 'TRIM_HORIZON' },
        FilterCriteria: { Filters: [{ Pattern: '{"data":{"type":["buy"]}}' }] },
      },
      TargetParameters: { InputTemplate: '{"id": <$.data.id>}' },
    });
    await world.clock.advance(3_000);
    const { StateReason } = await world.call('pipes', 'DescribePipe', {
      Name: 'pipe',
    });
    expect(StateReason).toMatch(/does not exist/);

    await world.call('sqs', 'CreateQueue', { QueueName: 'out' });
    await world.clock.advance(3_000);

    expect(received()).toEqual(['{"id": 7}']);
    expect(
      await world.call('pipes', 'DescribePipe', { Name: 'pipe' }),
    ).toMatchObject({ CurrentState: 'RUNNING', StateReason: undefined });
    await expect(
      createPipe({
        Name: 'without-start',
        Source: `arn:aws:kinesis:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:stream/clicks`,
      }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('refuses by name what it does not have', async () => {
    await expect(
      createPipe({
        Source: 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/1',
      }),
    ).rejects.toMatchObject({ code: 'UnsupportedOperation' });
    await expect(
      createPipe({ Enrichment: 'arn:aws:states:eu-west-1:1:stateMachine:s' }),
    ).rejects.toMatchObject({ code: 'UnsupportedOperation' });
    await expect(
      createPipe({
        SourceParameters: {
          FilterCriteria: { Filters: [{ Pattern: '{"body":5}' }] },
        },
      }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('lists by state in pages', async () => {
    for (const Name of ['a', 'b', 'c']) {
      await createPipe({
        Name,
        DesiredState: Name === 'b' ? 'STOPPED' : 'RUNNING',
      });
    }
    const first = await world.call('pipes', 'ListPipes', {
      DesiredState: 'RUNNING',
      Limit: 1,
    });
    const second = await world.call('pipes', 'ListPipes', {
      DesiredState: 'RUNNING',
      Limit: 1,
      NextToken: first.NextToken,
    });

    expect(first.Pipes[0].Name).toBe('a');
    expect(second.Pipes[0].Name).toBe('c');
    expect(second.NextToken).toBeUndefined();
  });
});
