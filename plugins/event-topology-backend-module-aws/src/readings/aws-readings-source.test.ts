import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { mockServices } from '@backstage/backend-test-utils';
import { ManualClock, Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import {
  Reading,
  TopologyEdge,
  TopologyNode,
  streamReaderLags,
} from '@ecs-eda/plugin-event-topology-common';
import { AwsCalls } from '../calls/aws-calls';
import { Estate } from '../__testing__/Estate';
import { TEST_ACCOUNTS, discover, testCalls } from '../__testing__/discover';
import { arnOf, placeOf } from '../__testing__/place';
import { makeNode } from '../findings/make-node';
import { AwsReadingsSource } from './aws-readings-source';

const QUEUE = arnOf('sqs', 'orders');
const SERVICE = arnOf('ecs', 'service/shop/worker');
const place = placeOf('events');
const start = Date.parse('2026-11-27T03:30:00Z');

// A machine that does much else takes its time over whole reads.
jest.setTimeout(30_000);

let clock: ManualClock;
let sandbox: Sandbox;
let estate: Estate;
let calls: AwsCalls;
let source: AwsReadingsSource;

beforeEach(async () => {
  clock = new ManualClock(start);
  sandbox = await startSandbox({ port: 0, clock });
  estate = new Estate(sandbox.url);
  calls = testCalls(sandbox.url);
  source = readingsSource();
});

afterEach(async () => {
  estate.close();
  await calls.close();
  await sandbox.close();
});

function readingsSource(metricsMilliseconds = 0) {
  return new AwsReadingsSource({
    calls,
    accounts: TEST_ACCOUNTS,
    metricsMilliseconds,
    now: () => clock.now(),
  });
}

function read(
  nodes: TopologyNode[],
  mode: 'map' | 'watched',
  edges: TopologyEdge[] = [],
) {
  return source.read(nodes, edges, {
    mode,
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  });
}

function figuresOf(readings: Reading[], nodeId: string) {
  return readings.find(one => one.nodeId === nodeId)?.figures;
}

/** Two minutes in which CloudWatch gathers what services tell it. */
async function letMetricsGather() {
  await clock.advance(120_000);
}

async function send(queueUrl: string, count: number) {
  for (let i = 0; i < count; i++) {
    await estate.sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: `${i}` }),
    );
  }
}

describe('figures of the whole map', () => {
  it('come from CloudWatch for queues and from ECS for services, with the backlog that follows', async () => {
    const { url } = await estate.queue('orders');
    await estate.service('worker', { environment: { QUEUE_URL: url } });
    await estate.backlogScaling('worker', 'orders', { targetValue: 2 });
    await send(url, 6);
    await letMetricsGather();
    const { nodes, edges } = await discover(calls);
    sandbox.calls.reset();

    const { readings, problems, callsByOperation } = await read(
      nodes,
      'map',
      edges,
    );

    expect(problems).toEqual([]);
    expect(figuresOf(readings, QUEUE)).toEqual({
      visible: 6,
      inFlight: 0,
      delayed: 0,
      oldestAgeSeconds: expect.any(Number),
    });
    expect(figuresOf(readings, SERVICE)).toMatchObject({
      running: 0,
      backlogPerTask: 6,
      targetBacklogPerTask: 2,
    });
    expect(callsByOperation).toEqual({
      'cloudwatch:GetMetricData': 1,
      'ecs:DescribeServices': 1,
    });
    expect(sandbox.calls.byAction()).toEqual(callsByOperation);
  });

  it('are zero for what was counted and did not happen, and absent for what nobody measured', async () => {
    const topic = makeNode(place, 'topic', arnOf('sns', 'quiet'), 'quiet', {
      fifo: false,
    });
    const queue = makeNode(place, 'queue', arnOf('sqs', 'idle'), 'idle', {
      fifo: false,
      queueUrl: '',
    });

    const { readings, problems } = await read([topic, queue], 'map');

    expect(problems).toEqual([]);
    expect(readings).toMatchObject([
      {
        nodeId: topic.id,
        kind: 'topic',
        source: 'cloudwatch:GetMetricData',
        figures: {
          publishedPerMinute: 0,
          deliveredPerMinute: 0,
          failedPerMinute: 0,
        },
      },
    ]);
  });

  it('tell how far each reader of a stream is behind', async () => {
    const arn = await estate.stream('clicks');
    await clock.advance(1_000);
    const consumerArn = await estate.streamConsumer(arn, 'fraud');
    await estate.function('count');
    await estate.function('fraud');
    await estate.function('reports');
    await estate.kinesis.send(
      new PutRecordsCommand({
        StreamARN: arn,
        Records: Array.from({ length: 6 }, () => ({
          PartitionKey: 'k',
          Data: Buffer.from('{}'),
        })),
      }),
    );
    await estate.eventSourceMapping('count', arn);
    // Without code, functions fail and get the same records again and again.
    await estate.eventSourceMapping('fraud', consumerArn);
    await letMetricsGather();
    const { nodes, edges } = await discover(calls);
    const count = arnOf('lambda', 'function:count');

    const { readings, problems } = await read(nodes, 'map', edges);

    expect(problems).toEqual([]);
    const stream = readings.find(one => one.nodeId === arn);
    expect(stream).toMatchObject({
      kind: 'stream',
      source: 'cloudwatch:GetMetricData',
      figures: { incomingRecordsPerMinute: 2, throttledRecordsPerMinute: 0 },
    });
    expect(
      stream?.kind === 'stream' && streamReaderLags(stream.figures),
    ).toEqual([
      { seconds: expect.closeTo(120, -1) },
      { consumerName: 'fraud', seconds: expect.closeTo(120, -1) },
    ]);
    expect(figuresOf(readings, count)).toMatchObject({
      iteratorAgeSeconds: expect.closeTo(120, -1),
    });
  });

  it('of a stream that nobody reads have no age', async () => {
    const arn = await estate.stream('clicks');
    await estate.streamConsumer(arn, 'fraud');
    const { nodes } = await discover(calls);

    const { readings } = await read(nodes, 'map');

    expect(figuresOf(readings, arn)).toEqual({
      incomingRecordsPerMinute: 0,
      throttledRecordsPerMinute: 0,
    });
  });

  it('take a call for 500 metrics and a call for 10 services of a cluster', async () => {
    const queues = Array.from({ length: 130 }, (_, i) =>
      makeNode(place, 'queue', arnOf('sqs', `q${i}`), `q${i}`, {
        fifo: false,
        queueUrl: '',
      }),
    );
    const services = Array.from({ length: 25 }, (_, i) =>
      makeNode(
        place,
        'ecs-service',
        arnOf('ecs', `service/shop/s${i}`),
        `s${i}`,
        {
          clusterArn: arnOf('ecs', 'cluster/shop'),
          clusterName: 'shop',
          status: 'ACTIVE',
        },
      ),
    );
    await estate.cluster('shop');

    const { callsByOperation } = await read([...queues, ...services], 'map');

    // 130 queues × 4 metrics; 125 queues fill a call.
    expect(callsByOperation).toEqual({
      'cloudwatch:GetMetricData': 2,
      'ecs:DescribeServices': 3,
    });
  });

  it('ask CloudWatch no more often than it has something new', async () => {
    const { url } = await estate.queue('orders');
    await send(url, 3);
    await letMetricsGather();
    const { nodes } = await discover(calls);
    source = readingsSource(60_000);
    const first = await read(nodes, 'map');

    await clock.advance(15_000);
    const second = await read(nodes, 'map');
    await clock.advance(45_000);
    const third = await read(nodes, 'map');

    expect(second.readings).toEqual(first.readings);
    expect(second.callsByOperation).toEqual({});
    expect(third.callsByOperation).toEqual({ 'cloudwatch:GetMetricData': 1 });
  });
});

describe('figures of what is looked at', () => {
  it('come from SQS and ECS themselves, as they are now', async () => {
    const { url } = await estate.queue('orders');
    await estate.service('worker', { environment: { QUEUE_URL: url } });
    const { nodes, edges } = await discover(calls);
    await send(url, 4);

    const { readings, callsByOperation } = await read(nodes, 'watched', edges);

    expect(readings.find(one => one.nodeId === QUEUE)).toEqual({
      nodeId: QUEUE,
      kind: 'queue',
      at: new Date(clock.now()).toISOString(),
      source: 'sqs:GetQueueAttributes',
      figures: { visible: 4, inFlight: 0, delayed: 0 },
    });
    expect(figuresOf(readings, SERVICE)).toMatchObject({ backlogPerTask: 4 });
    expect(callsByOperation).toEqual({
      'ecs:DescribeServices': 1,
      'sqs:GetQueueAttributes': 1,
    });
  });

  it('keep the age that CloudWatch told of last', async () => {
    const { url } = await estate.queue('orders');
    await send(url, 1);
    await letMetricsGather();
    const { nodes } = await discover(calls);
    const ofMap = await read(nodes, 'map');

    const { readings } = await read(nodes, 'watched');

    expect(figuresOf(readings, QUEUE)).toMatchObject({
      oldestAgeSeconds: (
        figuresOf(ofMap.readings, QUEUE) as { oldestAgeSeconds: number }
      ).oldestAgeSeconds,
    });
  });

  it('know the backlog of a service whose queue nobody looks at, from the last read of the map', async () => {
    const { url } = await estate.queue('orders');
    await estate.service('worker', { environment: { QUEUE_URL: url } });
    await send(url, 5);
    await letMetricsGather();
    const { nodes, edges } = await discover(calls);
    await read(nodes, 'map', edges);

    const { readings } = await read(
      nodes.filter(node => node.id === SERVICE),
      'watched',
      edges,
    );

    expect(readings).toMatchObject([{ figures: { backlogPerTask: 5 } }]);
  });

  it('pass over a queue that was deleted', async () => {
    const gone = makeNode(place, 'queue', arnOf('sqs', 'gone'), 'gone', {
      fifo: false,
      queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/gone',
    });

    expect(await read([gone], 'watched')).toMatchObject({
      readings: [],
      problems: [],
    });
  });
});

describe('a service that may not be read', () => {
  it('is a problem of its nodes alone', async () => {
    const { url } = await estate.queue('orders');
    await estate.service('worker');
    await send(url, 2);
    const { nodes } = await discover(calls);
    sandbox.setBehaviour({ denied: [{ action: 'ecs:DescribeServices' }] });

    const { readings, problems } = await read(nodes, 'watched');

    expect(figuresOf(readings, QUEUE)).toMatchObject({ visible: 2 });
    expect(problems).toEqual([
      {
        scope: '123456789012/eu-central-1/ecs',
        code: expect.stringMatching(/^AccessDenied/),
        message: expect.any(String),
        remedy: expect.stringContaining('ecs:DescribeServices'),
        nodeIds: [SERVICE],
      },
    ]);
  });

  it('is one problem for all its nodes when CloudWatch is denied', async () => {
    await estate.queue('orders');
    await estate.queue('refunds');
    const { nodes } = await discover(calls);
    sandbox.setBehaviour({ denied: [{ action: 'cloudwatch:GetMetricData' }] });

    const { readings, problems } = await read(nodes, 'map');

    expect(readings).toEqual([]);
    expect(problems).toMatchObject([
      { nodeIds: [QUEUE, arnOf('sqs', 'refunds')] },
    ]);
  });
});

describe('nodes of accounts that are not configured', () => {
  it('are passed over', async () => {
    const node = makeNode(
      { accountId: '999999999999', region: 'eu-central-1', scope: 's' },
      'queue',
      'arn:aws:sqs:eu-central-1:999999999999:x',
      'x',
      { fifo: false, queueUrl: 'https://x' },
    );

    expect(await read([node], 'watched')).toEqual({
      readings: [],
      problems: [],
      callsByOperation: {},
    });
  });
});

describe('a read that is called off', () => {
  it('gives what it has, without a throw', async () => {
    await estate.queue('orders');
    const { nodes } = await discover(calls);

    await expect(
      source.read(nodes, [], {
        mode: 'map',
        signal: AbortSignal.abort(),
        logger: mockServices.logger.mock(),
      }),
    ).resolves.toEqual({ readings: [], problems: [], callsByOperation: {} });
  });
});
