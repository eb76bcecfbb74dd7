import { CreateBrokerCommand, MqClient } from '@aws-sdk/client-mq';
import {
  CreateEventSourceMappingCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ManualClock,
  Sandbox,
  receiveFromBroker,
  sendToBroker,
  startSandbox,
  subscribeToBroker,
} from '@ecs-eda/aws-sandbox';
import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { Estate } from '../__testing__/Estate';
import { TEST_ACCOUNTS, discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';
import { AwsReadingsSource } from '../readings/aws-readings-source';

describe('an account with Amazon MQ brokers', () => {
  let clock: ManualClock;
  let sandbox: Sandbox;
  let estate: Estate;
  let calls: AwsCalls;
  let mq: MqClient;
  let lambda: LambdaClient;

  beforeEach(async () => {
    clock = new ManualClock(Date.parse('2026-11-27T03:30:00Z'));
    sandbox = await startSandbox({ port: 0, clock });
    estate = new Estate(sandbox.url);
    calls = testCalls(sandbox.url);
    const config = {
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'any' },
    };
    mq = new MqClient(config);
    lambda = new LambdaClient(config);
  });

  afterEach(async () => {
    mq.destroy();
    lambda.destroy();
    estate.close();
    await calls.close();
    await sandbox.close();
  });

  async function broker(
    name: string,
    engine: 'ACTIVEMQ' | 'RABBITMQ',
  ): Promise<string> {
    const { BrokerArn = '' } = await mq.send(
      new CreateBrokerCommand({
        BrokerName: name,
        EngineType: engine,
        EngineVersion: engine === 'ACTIVEMQ' ? '5.18' : '3.13',
        DeploymentMode:
          engine === 'ACTIVEMQ' ? 'ACTIVE_STANDBY_MULTI_AZ' : 'SINGLE_INSTANCE',
        HostInstanceType: 'mq.m5.large',
        PubliclyAccessible: false,
        Tags: { 'event-topology:system': 'erp' },
      }),
    );
    return BrokerArn;
  }

  it('has its brokers on the map, with the queues that are measured', async () => {
    const arn = await broker('erp', 'ACTIVEMQ');
    for (const queue of ['stock-changes', 'bookings']) {
      sendToBroker(sandbox.world, { brokerArn: arn, queue }, 'x');
    }
    await clock.advance(60_000);
    sandbox.calls.reset();

    const { nodes, scopes } = await discover(calls);

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(nodes.find(node => node.kind === 'broker')).toMatchObject({
      id: arn,
      name: 'erp',
      tags: { 'event-topology:system': 'erp' },
      attributes: {
        engine: 'ACTIVEMQ',
        state: 'RUNNING',
        version: '5.18',
        deployment: 'ACTIVE_STANDBY_MULTI_AZ',
        instanceType: 'mq.m5.large',
        queues: [{ name: 'bookings' }, { name: 'stock-changes' }],
      },
      consoleUrl: expect.stringContaining('#/brokers/details?id=b-'),
    });
    expect(sandbox.calls.byOperation()).toMatchObject({
      'mq:ListBrokers': 1,
      'mq:DescribeBroker': 1,
      'cloudwatch:ListMetrics': 1,
    });
  });

  it('joins a broker to functions by queue, and to services by its address and by tag', async () => {
    const arn = await broker('erp', 'RABBITMQ');
    await estate.function('stock');
    for (const queue of ['stock-changes', 'bookings']) {
      await lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: 'stock',
          EventSourceArn: arn,
          Queues: [queue],
          SourceAccessConfigurations: [{ Type: 'VIRTUAL_HOST', URI: 'erp' }],
        }),
      );
    }
    const host = `${arn.split(':').pop()}.mq.eu-central-1.on.aws`;
    await estate.service('by-address', {
      environment: { ERP_URL: `amqps://${host}:5671/erp` },
    });
    await estate.service('sender', {
      environment: { OUTBOUND_BROKER: `amqps://${host}:5671` },
    });
    await estate.service('by-tag', {
      tags: { 'event-topology:consumes': 'broker/erp' },
    });

    const { edges, scopes } = await discover(calls);

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    const words = ({ from, kind, to, confidence, details }: TopologyEdge) =>
      [
        from === arn ? 'erp' : from.replace(/^.*[/:]/, ''),
        kind,
        to === arn ? 'erp' : to.replace(/^.*[/:]/, ''),
        confidence,
        details?.queueName ?? '',
      ].join(' ');
    expect(
      edges
        .filter(edge => edge.from === arn || edge.to === arn)
        .map(words)
        .sort(),
    ).toEqual([
      'erp polls by-address inferred ',
      'erp polls by-tag declared ',
      'erp polls stock configured erp/bookings',
      'erp polls stock configured erp/stock-changes',
      'sender publishes erp inferred ',
    ]);
  });

  async function figuresOf(arn: string) {
    await clock.advance(60_000);
    const { nodes, edges } = await discover(calls);
    const { readings, problems } = await new AwsReadingsSource({
      calls,
      accounts: TEST_ACCOUNTS,
      metricsMilliseconds: 0,
      now: () => clock.now(),
    }).read(nodes, edges, {
      mode: 'map',
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    });
    expect(problems).toEqual([]);
    return readings.find(one => one.nodeId === arn)?.figures;
  }

  it('reads what stands in the queues of ActiveMQ, of the active instance', async () => {
    const arn = await broker('erp', 'ACTIVEMQ');
    const address = { brokerArn: arn, queue: 'stock-changes' };
    subscribeToBroker(sandbox.world, address, new AbortController().signal);
    ['one', 'two', 'three'].forEach(body =>
      sendToBroker(sandbox.world, address, body),
    );

    expect(await figuresOf(arn)).toEqual({
      messages: 3,
      consumers: 1,
      'queueMessages:stock-changes': 3,
      'queueConsumers:stock-changes': 1,
    });
  });

  it('reads what is in consumers’ hands, and the virtual host, of RabbitMQ', async () => {
    const arn = await broker('erp', 'RABBITMQ');
    const address = { brokerArn: arn, queue: 'q', virtualHost: 'test' };
    sendToBroker(sandbox.world, address, 'one');
    sendToBroker(sandbox.world, address, 'two');
    receiveFromBroker(sandbox.world, address);

    expect(await figuresOf(arn)).toEqual({
      messages: 2,
      unacknowledged: 1,
      consumers: 0,
      'queueMessages:test/q': 2,
      'queueConsumers:test/q': 0,
    });
  });
});
