import {
  CreateClusterV2Command,
  CreateTopicCommand,
  KafkaClient,
  ListClustersV2Command,
  ListTopicsCommand,
} from '@aws-sdk/client-kafka';
import { startSandbox } from '../../server';
import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { clientConfig } from '../../testing/client-config';
import { cloudwatchService } from '../cloudwatch';
import { lambdaService } from '../lambda';
import { setFunctionHandler } from '../lambda/function-handlers';
import { pipesService } from '../pipes';
import { sqsService } from '../sqs';
import { tagService } from '../tag';
import { kafkaService } from '.';
import { createTopic, pollTopic, produceToTopic } from './data-plane';

const PROVISIONED = {
  BrokerNodeGroupInfo: {
    ClientSubnets: ['subnet-1', 'subnet-2'],
    InstanceType: 'express.m7g.large',
  },
  KafkaVersion: '3.9.x',
  NumberOfBrokerNodes: 2,
};
const SERVERLESS = { VpcConfigs: [{ SubnetIds: ['subnet-1'] }] };

function setUp() {
  return new TestWorld([
    kafkaService,
    lambdaService,
    pipesService,
    sqsService,
    tagService,
    cloudwatchService,
  ]);
}

async function aCluster(world: TestWorld, shape: object): Promise<string> {
  const { ClusterArn } = await world.call('kafka', 'CreateClusterV2', {
    ClusterName: 'clickstream',
    Tags: { team: 'web' },
    ...shape,
  });
  return ClusterArn;
}

async function aTopic(world: TestWorld, PartitionCount = 2) {
  const clusterArn = await aCluster(world, { Provisioned: PROVISIONED });
  const { TopicArn } = await world.call('kafka', 'CreateTopic', {
    ClusterArn: clusterArn,
    TopicName: 'page-views',
    PartitionCount,
    ReplicationFactor: 2,
  });
  return { clusterArn, topicArn: TopicArn as string };
}

/** The newest value of a metric of the topic. */
function gauge(
  { world }: TestWorld,
  metricName: string,
  dimensions: Record<string, string>,
) {
  return world.metrics
    .find(TEST_SCOPE, {
      namespace: 'AWS/Kafka',
      metricName,
      dimensions: {
        'Cluster Name': 'clickstream',
        Topic: 'page-views',
        ...dimensions,
      },
    })
    ?.samples.at(-1)?.value;
}

const records = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `{"n":${index}}` }));

const READER = {
  groupId: 'analytics',
  maxRecords: 10,
  startingPosition: 'earliest' as const,
};

describe('clusters and topics', () => {
  it('are listed to an unmodified client', async () => {
    const sandbox = await startSandbox({ port: 0 });
    const client = new KafkaClient(clientConfig(sandbox));
    const { ClusterArn } = await client.send(
      new CreateClusterV2Command({
        ClusterName: 'clickstream',
        Provisioned: PROVISIONED,
        Tags: { team: 'web' },
      }),
    );
    await client.send(
      new CreateTopicCommand({
        ClusterArn,
        TopicName: 'page-views',
        PartitionCount: 6,
        ReplicationFactor: 2,
      }),
    );

    const { ClusterInfoList } = await client.send(
      new ListClustersV2Command({}),
    );
    const { Topics } = await client.send(new ListTopicsCommand({ ClusterArn }));

    expect(ClusterInfoList).toMatchObject([
      {
        ClusterArn: expect.stringMatching(
          /^arn:aws:kafka:eu-west-1:111111111111:cluster\/clickstream\/[0-9a-f-]{36}-1$/,
        ),
        ClusterType: 'PROVISIONED',
        State: 'ACTIVE',
        Tags: { team: 'web' },
        Provisioned: {
          NumberOfBrokerNodes: 2,
          CurrentBrokerSoftwareInfo: { KafkaVersion: '3.9.x' },
        },
      },
    ]);
    expect(Topics).toEqual([
      {
        TopicArn: `${ClusterArn?.replace(':cluster/', ':topic/')}/page-views`,
        TopicName: 'page-views',
        PartitionCount: 6,
        ReplicationFactor: 2,
        OutOfSyncReplicaCount: 0,
      },
    ]);
    client.destroy();
    await sandbox.close();
  });

  it('refuses a second cluster or topic of the same name', async () => {
    const world = setUp();
    const { clusterArn } = await aTopic(world);

    await expect(
      aCluster(world, { Serverless: SERVERLESS }),
    ).rejects.toMatchObject({ code: 'ConflictException' });
    await expect(
      world.call('kafka', 'CreateTopic', {
        ClusterArn: clusterArn,
        TopicName: 'page-views',
        PartitionCount: 1,
        ReplicationFactor: 1,
      }),
    ).rejects.toMatchObject({ code: 'TopicExistsException' });
  });

  it('has no topic API for serverless clusters', async () => {
    const world = setUp();
    const ClusterArn = await aCluster(world, { Serverless: SERVERLESS });

    await expect(
      world.call('kafka', 'ListTopics', { ClusterArn }),
    ).rejects.toMatchObject({ code: 'BadRequestException' });
  });

  it('keeps a cluster to its own account', async () => {
    const world = setUp();
    const ClusterArn = await aCluster(world, { Provisioned: PROVISIONED });

    await expect(
      world.call(
        'kafka',
        'DescribeClusterV2',
        { ClusterArn },
        { accountId: '222222222222' },
      ),
    ).rejects.toMatchObject({ code: 'NotFoundException' });
  });

  it('tags clusters, also by the tagging API', async () => {
    const world = setUp();
    const clusterArn = await aCluster(world, { Provisioned: PROVISIONED });
    await world.call('tag', 'TagResources', {
      ResourceARNList: [clusterArn],
      Tags: { stage: 'test' },
    });

    const { ResourceTagMappingList } = await world.call('tag', 'GetResources', {
      ResourceTypeFilters: ['kafka:cluster'],
    });

    expect(ResourceTagMappingList).toMatchObject([
      {
        ResourceARN: clusterArn,
        Tags: expect.arrayContaining([
          { Key: 'stage', Value: 'test' },
          { Key: 'team', Value: 'web' },
        ]),
      },
    ]);
  });
});

describe('records', () => {
  it('go to each group, and in a group to one member at a time', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world);
    produceToTopic(world.world, topicArn, records(4));

    const take = (groupId: string) =>
      pollTopic(world.world, topicArn, { ...READER, groupId })?.records.map(
        ({ value }) => value,
      );

    expect([take('analytics'), take('analytics'), take('analytics')]).toEqual([
      ['{"n":0}', '{"n":2}'],
      ['{"n":1}', '{"n":3}'],
      undefined,
    ]);
    expect(take('billing')).toEqual(['{"n":0}', '{"n":2}']);
  });

  it('come again when they were not committed', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world, 1);
    produceToTopic(world.world, topicArn, records(2));
    const take = () => pollTopic(world.world, topicArn, READER);

    take()?.release();
    const again = take();
    expect(again?.records).toHaveLength(2);
    again?.commit();
    expect(take()).toBeUndefined();
  });

  it('of one key stay in order in one partition', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world, 6);
    produceToTopic(world.world, topicArn, [
      { key: 'customer-7', value: 'first' },
      { key: 'customer-7', value: 'second' },
    ]);

    expect(
      pollTopic(world.world, topicArn, READER)?.records.map(
        ({ value }) => value,
      ),
    ).toEqual(['first', 'second']);
  });

  it('begin for a group at the end, when it says so', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world, 1);
    const latest = { ...READER, startingPosition: 'latest' as const };
    produceToTopic(world.world, topicArn, records(3));

    expect(pollTopic(world.world, topicArn, latest)).toBeUndefined();
    produceToTopic(world.world, topicArn, [{ value: 'new' }]);
    expect(
      pollTopic(world.world, topicArn, latest)?.records.map(
        ({ value }) => value,
      ),
    ).toEqual(['new']);
  });
});

describe('what CloudWatch hears', () => {
  it('is how far each group is behind, from its first read on', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world);
    const group = { 'Consumer Group': 'analytics' };
    produceToTopic(world.world, topicArn, records(25));
    await world.clock.advance(5_000);
    expect(gauge(world, 'SumOffsetLag', group)).toBeUndefined();

    pollTopic(world.world, topicArn, READER)?.commit();
    await world.clock.advance(5_000);

    expect(gauge(world, 'SumOffsetLag', group)).toBe(15);
    expect(gauge(world, 'MaxOffsetLag', group)).toBe(12);
    // Nothing was read of the partition that is furthest behind: no pace, no estimate.
    expect(gauge(world, 'EstimatedMaxTimeLag', group)).toBeUndefined();

    pollTopic(world.world, topicArn, READER)?.commit();
    pollTopic(world.world, topicArn, { ...READER, maxRecords: 1 })?.commit();
    await world.clock.advance(5_000);
    // Both partitions are 2 behind; of the first, 11 were read within a minute.
    expect(gauge(world, 'MaxOffsetLag', group)).toBe(2);
    expect(gauge(world, 'EstimatedMaxTimeLag', group)).toBeCloseTo(
      (2 / 11) * 60,
      5,
    );
  });

  it('is the traffic of a topic by broker, and of a serverless cluster by topic', async () => {
    const world = setUp();
    const { topicArn } = await aTopic(world);
    produceToTopic(world.world, topicArn, [
      { value: 'x'.repeat(500) },
      { value: 'x'.repeat(250) },
    ]);
    await world.clock.advance(5_000);

    expect(gauge(world, 'BytesInPerSec', { 'Broker ID': '1' })).toBe(100);
    expect(gauge(world, 'BytesInPerSec', { 'Broker ID': '2' })).toBe(50);
    expect(gauge(world, 'BytesInPerSec', {})).toBeUndefined();
    await world.clock.advance(5_000);
    expect(gauge(world, 'BytesInPerSec', { 'Broker ID': '1' })).toBe(0);

    const serverless = setUp();
    const clusterArn = await aCluster(serverless, { Serverless: SERVERLESS });
    produceToTopic(
      serverless.world,
      createTopic(serverless.world, clusterArn, {
        name: 'page-views',
        partitionCount: 1,
      }),
      [{ value: 'x'.repeat(500) }],
    );
    await serverless.clock.advance(5_000);
    expect(gauge(serverless, 'BytesInPerSec', {})).toBe(100);
  });
});

describe('readers of AWS', () => {
  it('feed a function, and again what it failed on', async () => {
    const world = setUp();
    const { clusterArn, topicArn } = await aTopic(world, 1);
    await world.call('lambda', 'CreateFunction', {
      FunctionName: 'recommend',
      Role: 'arn:aws:iam::111111111111:role/recommend',
      Code: { ZipFile: new Uint8Array([0]) },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    });
    const seen: unknown[] = [];
    let fails = true;
    setFunctionHandler(
      world.world,
      'arn:aws:lambda:eu-west-1:111111111111:function:recommend',
      async event => {
        if (fails) {
          fails = false;
          throw new Error('Not yet');
        }
        seen.push(event);
      },
    );
    const mapping = await world.call('lambda', 'CreateEventSourceMapping', {
      FunctionName: 'recommend',
      EventSourceArn: clusterArn,
      Topics: ['page-views'],
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: { Filters: [{ Pattern: '{"value":{"n":[0,1]}}' }] },
    });
    produceToTopic(world.world, topicArn, records(3));
    await world.clock.advance(10_000);

    expect(seen).toMatchObject([
      {
        eventSource: 'aws:kafka',
        eventSourceArn: clusterArn,
        records: {
          'page-views-0': [
            { offset: 0, value: Buffer.from('{"n":0}').toString('base64') },
            { offset: 1 },
          ],
        },
      },
    ]);
    expect(
      gauge(world, 'SumOffsetLag', { 'Consumer Group': mapping.UUID }),
    ).toBe(0);
  });

  it('refuse a topic that is not there', async () => {
    const world = setUp();
    const { clusterArn } = await aTopic(world);
    await world.call('lambda', 'CreateFunction', {
      FunctionName: 'recommend',
      Role: 'arn:aws:iam::111111111111:role/recommend',
      Code: { ZipFile: new Uint8Array([0]) },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    });

    await expect(
      world.call('lambda', 'CreateEventSourceMapping', {
        FunctionName: 'recommend',
        EventSourceArn: clusterArn,
        Topics: ['page-clicks'],
        StartingPosition: 'LATEST',
      }),
    ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
  });

  it('pipe a topic into a queue', async () => {
    const world = setUp();
    const { clusterArn, topicArn } = await aTopic(world, 1);
    const { QueueUrl } = await world.call('sqs', 'CreateQueue', {
      QueueName: 'views',
    });
    await world.call('pipes', 'CreatePipe', {
      Name: 'views',
      RoleArn: 'arn:aws:iam::111111111111:role/pipe',
      Source: clusterArn,
      SourceParameters: {
        ManagedStreamingKafkaParameters: {
          TopicName: 'page-views',
          StartingPosition: 'TRIM_HORIZON',
          ConsumerGroupID: 'views',
        },
      },
      Target: 'arn:aws:sqs:eu-west-1:111111111111:views',
    });
    produceToTopic(world.world, topicArn, records(2));
    await world.clock.advance(10_000);

    const { Attributes } = await world.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    expect(Attributes.ApproximateNumberOfMessages).toBe('2');
    expect(gauge(world, 'SumOffsetLag', { 'Consumer Group': 'views' })).toBe(0);
  });
});
