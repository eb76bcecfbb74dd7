import {
  CreateClusterV2Command,
  CreateTopicCommand,
  KafkaClient,
} from '@aws-sdk/client-kafka';
import {
  CreateEventSourceMappingCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ManualClock,
  Sandbox,
  createKafkaTopic,
  pollKafkaTopic,
  produceToKafkaTopic,
  startSandbox,
} from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { TEST_ACCOUNTS, discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';
import { AwsReadingsSource } from '../readings/aws-readings-source';
import { listsTopics } from './kafka';

const PROVISIONED = {
  BrokerNodeGroupInfo: {
    ClientSubnets: ['subnet-1', 'subnet-2'],
    InstanceType: 'express.m7g.large',
  },
  KafkaVersion: '3.9.x',
  NumberOfBrokerNodes: 2,
};
const SERVICE = 'arn:aws:ecs:eu-central-1:123456789012:service/shop';

describe('listsTopics', () => {
  const cluster = (KafkaVersion: string, State: 'ACTIVE' | 'UPDATING') => ({
    State,
    Provisioned: {
      BrokerNodeGroupInfo: undefined,
      CurrentBrokerSoftwareInfo: { KafkaVersion },
      NumberOfBrokerNodes: 2,
    },
  });

  it.each([
    ['3.6.0', 'ACTIVE', true],
    ['3.10.x', 'ACTIVE', true],
    ['4.0.x.kraft', 'ACTIVE', true],
    ['3.5.1', 'ACTIVE', false],
    ['2.8.2.tiered', 'ACTIVE', false],
    ['3.9.x', 'UPDATING', false],
  ] as const)('%s in state %s: %s', (version, state, expected) => {
    expect(listsTopics(cluster(version, state))).toBe(expected);
  });

  it('not of serverless clusters', () => {
    expect(
      listsTopics({ State: 'ACTIVE', Serverless: { VpcConfigs: [] } }),
    ).toBe(false);
  });
});

describe('an account with MSK clusters', () => {
  let clock: ManualClock;
  let sandbox: Sandbox;
  let estate: Estate;
  let calls: AwsCalls;
  let kafka: KafkaClient;
  let lambda: LambdaClient;
  let clickstream: string;
  let pageViews: string;

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
    kafka = new KafkaClient(config);
    lambda = new LambdaClient(config);
    const created = await kafka.send(
      new CreateClusterV2Command({
        ClusterName: 'clickstream',
        Provisioned: PROVISIONED,
        Tags: { 'event-topology:system': 'shop' },
      }),
    );
    clickstream = created.ClusterArn ?? '';
    const topic = await kafka.send(
      new CreateTopicCommand({
        ClusterArn: clickstream,
        TopicName: 'page-views',
        PartitionCount: 2,
        ReplicationFactor: 2,
      }),
    );
    pageViews = topic.TopicArn ?? '';
    await kafka.send(
      new CreateTopicCommand({
        ClusterArn: clickstream,
        TopicName: '__amazon_msk_canary',
        PartitionCount: 1,
        ReplicationFactor: 2,
      }),
    );
  });

  afterEach(async () => {
    kafka.destroy();
    lambda.destroy();
    estate.close();
    await calls.close();
    await sandbox.close();
  });

  it('has its clusters and their topics on the map, without those of MSK itself', async () => {
    const { nodes, scopes } = await discover(calls);

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(nodes.filter(node => node.kind !== 'event-bus')).toEqual([
      expect.objectContaining({
        id: clickstream,
        kind: 'broker',
        name: 'clickstream',
        attributes: {
          engine: 'KAFKA',
          state: 'ACTIVE',
          version: '3.9.x',
          deployment: 'PROVISIONED',
          instanceType: 'express.m7g.large',
          brokerNodeCount: 2,
        },
        consoleUrl: expect.stringContaining('/msk/home'),
      }),
      expect.objectContaining({
        id: pageViews,
        kind: 'kafka-topic',
        name: 'page-views',
        // A topic has no tags of its own: it belongs to whom its cluster does.
        tags: { 'event-topology:system': 'shop' },
        attributes: {
          clusterArn: clickstream,
          clusterName: 'clickstream',
          partitionCount: 2,
          replicationFactor: 2,
        },
      }),
    ]);
  });

  it('joins topics to functions, and to services by role, group and tag', async () => {
    await estate.function('recommend');
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'recommend',
        EventSourceArn: clickstream,
        Topics: ['page-views'],
        StartingPosition: 'LATEST',
        AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'recommend' },
      }),
    );
    const anyOfCluster = pageViews.replace(/\/[^/]+\/page-views$/, '/*');
    await estate.service('by-role', {
      taskRoleArn: await estate.role('reader', [
        {
          Action: ['kafka-cluster:Connect', 'kafka-cluster:ReadData'],
          Resource: [clickstream, pageViews.replace(/[^/]+(?=\/page)/, '*')],
        },
      ]),
    });
    await estate.service('producer', {
      taskRoleArn: await estate.role('writer', [
        { Action: 'kafka-cluster:WriteData', Resource: pageViews },
      ]),
    });
    // All topics of a cluster are no evidence of one of them.
    await estate.service('admin', {
      taskRoleArn: await estate.role('admin', [
        { Action: 'kafka-cluster:*', Resource: anyOfCluster },
      ]),
    });
    await estate.service('by-group', {
      environment: { KAFKA_GROUP_ID: 'fraud' },
    });
    await estate.service('by-name', {
      environment: { KAFKA_TOPIC: 'page-views' },
    });
    await estate.service('by-tag', {
      tags: { 'event-topology:consumes': 'kafka-topic/page-views' },
    });
    pollKafkaTopic(sandbox.world, pageViews, {
      groupId: 'fraud',
      maxRecords: 1,
      startingPosition: 'latest',
    });
    await clock.advance(60_000);

    const { nodes, edges, scopes } = await discover(calls);

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(nodes.find(node => node.id === pageViews)?.attributes).toMatchObject(
      { consumerGroups: ['fraud', 'recommend'] },
    );
    const ofTopic = edges
      .filter(edge => edge.from === pageViews || edge.to === pageViews)
      .map(({ from, kind, to, confidence }) =>
        [from, kind, to, confidence]
          .map(one => one.replace(pageViews, 'topic').replace(/^.*[/:]/, ''))
          .join(' '),
      )
      .sort();
    expect(ofTopic).toEqual([
      'producer publishes topic inferred',
      'topic polls by-group inferred',
      'topic polls by-name inferred',
      'topic polls by-role inferred',
      'topic polls by-tag declared',
      'topic polls recommend configured',
    ]);
    expect(edges.find(edge => edge.to.endsWith(':recommend'))).toMatchObject({
      details: { batchSize: 100, consumerGroup: 'recommend' },
      evidence: [
        { field: 'EventSourceMappings[].EventSourceArn', value: clickstream },
        { field: 'EventSourceMappings[].Topics[]', value: 'page-views' },
      ],
    });
    expect(edges.some(edge => edge.to === `${SERVICE}/admin`)).toBe(false);
  });

  it('knows the topics of a serverless cluster by what is measured of them', async () => {
    const { ClusterArn = '' } = await kafka.send(
      new CreateClusterV2Command({
        ClusterName: 'events',
        Serverless: { VpcConfigs: [{ SubnetIds: ['subnet-1'] }] },
      }),
    );
    const orders = createKafkaTopic(sandbox.world, ClusterArn, {
      name: 'orders',
      partitionCount: 1,
    });
    produceToKafkaTopic(sandbox.world, orders, [{ value: 'x' }]);
    await clock.advance(60_000);
    sandbox.calls.reset();

    const { nodes, scopes } = await discover(calls);

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(nodes.find(node => node.id === orders)).toMatchObject({
      kind: 'kafka-topic',
      name: 'orders',
      attributes: { clusterArn: ClusterArn, clusterName: 'events' },
    });
    expect(sandbox.calls.byOperation()).toMatchObject({
      'kafka:ListClustersV2': 1,
      'kafka:ListTopics': 1,
      'cloudwatch:ListMetrics': 2,
    });
  });

  it('reads what is written, and how far each group is behind', async () => {
    const take = (maxRecords: number) =>
      pollKafkaTopic(sandbox.world, pageViews, {
        groupId: 'fraud',
        maxRecords,
        startingPosition: 'earliest',
      });
    take(1)?.release();
    await clock.advance(60_000);
    const { nodes, edges } = await discover(calls);
    const readings = new AwsReadingsSource({
      calls,
      accounts: TEST_ACCOUNTS,
      metricsMilliseconds: 0,
      now: () => clock.now(),
    });
    // 12,000 bytes within five of the ten seconds that this minute has been measured.
    produceToKafkaTopic(
      sandbox.world,
      pageViews,
      Array.from({ length: 12 }, () => ({ value: 'x'.repeat(1_000) })),
    );
    take(2)?.commit();
    await clock.advance(6_000);

    const { readings: found, problems } = await readings.read(nodes, edges, {
      mode: 'map',
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    });

    expect(problems).toEqual([]);
    expect(found.find(one => one.nodeId === pageViews)).toMatchObject({
      kind: 'kafka-topic',
      source: 'cloudwatch:GetMetricData',
      figures: {
        bytesInPerSecond: 1_200,
        sumOffsetLag: 10,
        'sumOffsetLag:fraud': 10,
      },
    });
    expect(found.find(one => one.nodeId === clickstream)).toMatchObject({
      kind: 'broker',
      figures: { bytesInPerSecond: 1_200 },
    });
  });
});
