import {
  CreateBrokerCommand,
  DescribeBrokerCommand,
  ListBrokersCommand,
  MqClient,
} from '@aws-sdk/client-mq';
import { startSandbox } from '../../server';
import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { clientConfig } from '../../testing/client-config';
import { lambdaService } from '../lambda';
import { setFunctionHandler } from '../lambda/function-handlers';
import { pipesService } from '../pipes';
import { sqsService } from '../sqs';
import { tagService } from '../tag';
import { mqService } from '.';
import {
  receiveFromBroker,
  sendToBroker,
  subscribeToBroker,
} from './data-plane';

const ACTIVEMQ = {
  BrokerName: 'erp',
  EngineType: 'ACTIVEMQ' as const,
  DeploymentMode: 'ACTIVE_STANDBY_MULTI_AZ' as const,
  HostInstanceType: 'mq.m5.large',
  PubliclyAccessible: false,
  Tags: { team: 'erp' },
};
const RABBITMQ = {
  ...ACTIVEMQ,
  EngineType: 'RABBITMQ' as const,
  DeploymentMode: 'SINGLE_INSTANCE' as const,
};

function setUp() {
  return new TestWorld([
    mqService,
    lambdaService,
    pipesService,
    sqsService,
    tagService,
  ]);
}

async function aBroker(world: TestWorld, shape: object): Promise<string> {
  const { BrokerArn } = await world.call('mq', 'CreateBroker', shape);
  return BrokerArn;
}

/** The newest value of a metric. */
function gauge(
  { world }: TestWorld,
  metricName: string,
  dimensions: Record<string, string>,
) {
  return world.metrics
    .find(TEST_SCOPE, { namespace: 'AWS/AmazonMQ', metricName, dimensions })
    ?.samples.at(-1)?.value;
}

describe('brokers', () => {
  it('are listed and described to an unmodified client', async () => {
    const sandbox = await startSandbox({ port: 0 });
    const client = new MqClient(clientConfig(sandbox));
    const { BrokerArn, BrokerId } = await client.send(
      new CreateBrokerCommand(ACTIVEMQ),
    );

    const { BrokerSummaries } = await client.send(new ListBrokersCommand({}));
    const described = await client.send(
      new DescribeBrokerCommand({ BrokerId }),
    );

    expect(BrokerArn).toBe(
      `arn:aws:mq:eu-west-1:111111111111:broker:erp:${BrokerId}`,
    );
    expect(BrokerSummaries).toMatchObject([
      {
        BrokerArn,
        BrokerName: 'erp',
        BrokerState: 'RUNNING',
        EngineType: 'ACTIVEMQ',
      },
    ]);
    expect(described).toMatchObject({
      EngineVersion: '5.18',
      Tags: { team: 'erp' },
      BrokerInstances: [
        {
          Endpoints: expect.arrayContaining([
            `ssl://${BrokerId}-1.mq.eu-west-1.on.aws:61617`,
          ]),
        },
        {},
      ],
    });
    client.destroy();
    await sandbox.close();
  });

  it('have a deployment mode that their engine has', async () => {
    await expect(
      aBroker(setUp(), { ...ACTIVEMQ, DeploymentMode: 'CLUSTER_MULTI_AZ' }),
    ).rejects.toMatchObject({ code: 'BadRequestException' });
  });

  it('are tagged, also by the tagging API', async () => {
    const world = setUp();
    const arn = await aBroker(world, ACTIVEMQ);
    await world.call('tag', 'TagResources', {
      ResourceARNList: [arn],
      Tags: { stage: 'test' },
    });

    expect(await world.call('mq', 'ListTags', { ResourceArn: arn })).toEqual({
      Tags: { team: 'erp', stage: 'test' },
    });
  });
});

describe('messages', () => {
  it('are in one consumer’s hands until they are acknowledged or rejected', async () => {
    const world = setUp();
    const address = {
      brokerArn: await aBroker(world, ACTIVEMQ),
      queue: 'stock-changes',
    };
    sendToBroker(world.world, address, 'one');
    sendToBroker(world.world, address, 'two');

    const first = receiveFromBroker(world.world, address);
    const second = receiveFromBroker(world.world, address);
    expect(receiveFromBroker(world.world, address)).toBeUndefined();
    second?.acknowledge();
    first?.reject();

    expect(receiveFromBroker(world.world, address)).toMatchObject({
      body: 'one',
      redelivered: true,
    });
    expect(receiveFromBroker(world.world, address)).toBeUndefined();
  });

  it('of RabbitMQ are kept apart by virtual host', async () => {
    const world = setUp();
    const address = { brokerArn: await aBroker(world, RABBITMQ), queue: 'q' };
    sendToBroker(world.world, { ...address, virtualHost: 'test' }, 'one');

    expect(receiveFromBroker(world.world, address)).toBeUndefined();
    expect(
      receiveFromBroker(world.world, { ...address, virtualHost: 'test' })?.body,
    ).toBe('one');
  });
});

describe('what CloudWatch hears', () => {
  it('of ActiveMQ is the size of each queue, by instance', async () => {
    const world = setUp();
    const address = {
      brokerArn: await aBroker(world, ACTIVEMQ),
      queue: 'stock-changes',
    };
    const consumer = new AbortController();
    subscribeToBroker(world.world, address, consumer.signal);
    ['one', 'two', 'three'].forEach(body =>
      sendToBroker(world.world, address, body),
    );
    receiveFromBroker(world.world, address);
    await world.clock.advance(5_000);

    const queue = { Broker: 'erp-1', Queue: 'stock-changes' };
    expect(gauge(world, 'QueueSize', queue)).toBe(3);
    expect(gauge(world, 'InFlightCount', queue)).toBe(1);
    expect(gauge(world, 'ConsumerCount', queue)).toBe(1);
    expect(gauge(world, 'TotalMessageCount', { Broker: 'erp-1' })).toBe(3);

    consumer.abort();
    await world.clock.advance(5_000);
    expect(gauge(world, 'ConsumerCount', queue)).toBe(0);
  });

  it('of RabbitMQ is what is ready and what is unacknowledged, by queue and in all', async () => {
    const world = setUp();
    const address = { brokerArn: await aBroker(world, RABBITMQ), queue: 'q' };
    ['one', 'two', 'three'].forEach(body =>
      sendToBroker(world.world, address, body),
    );
    receiveFromBroker(world.world, address);
    await world.clock.advance(5_000);

    const dimensionSets: Record<string, string>[] = [
      { Broker: 'erp', VirtualHost: '/', Queue: 'q' },
      { Broker: 'erp' },
    ];
    for (const dimensions of dimensionSets) {
      expect(gauge(world, 'MessageReadyCount', dimensions)).toBe(2);
      expect(gauge(world, 'MessageUnacknowledgedCount', dimensions)).toBe(1);
      expect(gauge(world, 'MessageCount', dimensions)).toBe(3);
    }
  });
});

describe('readers of AWS', () => {
  it('feed a function, and leave to the broker what it failed on', async () => {
    const world = setUp();
    const address = { brokerArn: await aBroker(world, ACTIVEMQ), queue: 'q' };
    await world.call('lambda', 'CreateFunction', {
      FunctionName: 'stock',
      Role: 'arn:aws:iam::111111111111:role/stock',
      Code: { ZipFile: new Uint8Array([0]) },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    });
    const seen: unknown[] = [];
    let fails = true;
    setFunctionHandler(
      world.world,
      'arn:aws:lambda:eu-west-1:111111111111:function:stock',
      async event => {
        if (fails) {
          fails = false;
          throw new Error('Not yet');
        }
        seen.push(event);
      },
    );
    await world.call('lambda', 'CreateEventSourceMapping', {
      FunctionName: 'stock',
      EventSourceArn: address.brokerArn,
      Queues: ['q'],
    });
    sendToBroker(world.world, address, 'one');
    await world.clock.advance(10_000);

    expect(seen).toMatchObject([
      {
        eventSource: 'aws:mq',
        messages: [
          {
            data: Buffer.from('one').toString('base64'),
            redelivered: true,
            destination: { physicalName: 'q' },
          },
        ],
      },
    ]);
    await world.clock.advance(5_000);
    expect(gauge(world, 'QueueSize', { Broker: 'erp-1', Queue: 'q' })).toBe(0);
  });

  it('pipe a queue of RabbitMQ into SQS', async () => {
    const world = setUp();
    const address = { brokerArn: await aBroker(world, RABBITMQ), queue: 'q' };
    const { QueueUrl } = await world.call('sqs', 'CreateQueue', {
      QueueName: 'stock',
    });
    await world.call('pipes', 'CreatePipe', {
      Name: 'stock',
      RoleArn: 'arn:aws:iam::111111111111:role/pipe',
      Source: address.brokerArn,
      SourceParameters: {
        RabbitMQBrokerParameters: {
          QueueName: 'q',
          Credentials: {
            BasicAuth:
              'arn:aws:secretsmanager:eu-west-1:111111111111:secret:erp',
          },
        },
      },
      Target: 'arn:aws:sqs:eu-west-1:111111111111:stock',
    });
    sendToBroker(world.world, address, 'one');
    await world.clock.advance(5_000);

    const { Attributes } = await world.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    expect(Attributes.ApproximateNumberOfMessages).toBe('1');
  });
});
