import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { arnOf, placeOf } from '../__testing__/place';
import { AwsCalls } from '../calls/aws-calls';
import { streamNode } from './kinesis';

const STREAM = arnOf('kinesis', 'stream/orders');
const WORKER = arnOf('ecs', 'service/shop/worker');

// A machine that does much else takes its time over whole reads.
jest.setTimeout(30_000);

it('describes a stream', () => {
  expect(
    streamNode(placeOf('kinesis'), {
      StreamARN: STREAM,
      StreamName: 'orders',
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    }),
  ).toMatchObject({
    id: STREAM,
    kind: 'stream',
    name: 'orders',
    attributes: { status: 'ACTIVE', streamMode: 'ON_DEMAND' },
  });
});

describe('streams of an account', () => {
  let sandbox: Sandbox;
  let estate: Estate;
  let calls: AwsCalls;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    estate = new Estate(sandbox.url);
    calls = testCalls(sandbox.url);
  });

  afterEach(async () => {
    estate.close();
    await calls.close();
    await sandbox.close();
  });

  async function found() {
    const { nodes, edges, scopes } = await discover(calls);
    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    return { nodes, edges };
  }

  it('have their shards, retention and registered consumers, by 1 call a stream and 1 more for consumers', async () => {
    const arn = await estate.stream('orders', {
      shards: 2,
      tags: { 'event-topology:system': 'shop' },
    });
    const consumerArn = await estate.streamConsumer(arn, 'fraud');
    await estate.stream('clicks');
    sandbox.calls.reset();

    const { nodes } = await found();

    expect(nodes.find(node => node.id === STREAM)).toMatchObject({
      tags: { 'event-topology:system': 'shop' },
      attributes: {
        shardCount: 2,
        retentionPeriodHours: 24,
        encryptionType: 'NONE',
        consumers: [{ name: 'fraud', arn: consumerArn, status: 'ACTIVE' }],
      },
    });
    expect(sandbox.calls.byAction()).toMatchObject({
      'kinesis:ListStreams': 1,
      'kinesis:DescribeStreamSummary': 2,
      'kinesis:ListStreamConsumers': 1,
    });
  });

  it('lead to the functions and pipes that read them, and say through which consumer', async () => {
    const arn = await estate.stream('orders');
    const consumerArn = await estate.streamConsumer(arn, 'fraud');
    await estate.function('count');
    await estate.function('fraud');
    await estate.eventSourceMapping('count', arn);
    await estate.eventSourceMapping('fraud', consumerArn);
    const { arn: queueArn } = await estate.queue('orders');
    await estate.pipe('to-queue', arn, queueArn);

    const { nodes, edges } = await found();

    expect(nodes.filter(node => node.kind === 'external')).toEqual([]);
    const polls = edges.filter(edge => edge.kind === 'polls');
    expect(
      polls
        .map(({ from, to, details }) => [from, to, details?.consumerName])
        .sort(),
    ).toEqual([
      [STREAM, arnOf('lambda', 'function:count'), undefined],
      [STREAM, arnOf('lambda', 'function:fraud'), 'fraud'],
      [STREAM, arnOf('pipes', 'pipe/to-queue'), undefined],
    ]);
  });

  it('get what rules and schedules deliver to them', async () => {
    const arn = await estate.stream('orders');
    const rule = await estate.rule('all', {
      targets: [
        {
          Id: 'stream',
          Arn: arn,
          RoleArn: 'arn:aws:iam::123456789012:role/events',
        },
      ],
    });
    await estate.schedule('heartbeat', arn);

    const { edges } = await found();

    expect(edges).toContainEqual(
      expect.objectContaining({ from: rule, kind: 'delivers', to: STREAM }),
    );
    expect(edges).toContainEqual(
      expect.objectContaining({
        from: arnOf('scheduler', 'schedule/default/heartbeat'),
        kind: 'schedules',
        to: STREAM,
      }),
    );
  });

  it('are joined to the service whose tag says that it reads them', async () => {
    await estate.stream('orders');
    await estate.service('worker', {
      tags: { 'event-topology:consumes': STREAM },
    });

    const { edges } = await found();

    expect(edges).toContainEqual(
      expect.objectContaining({
        from: STREAM,
        kind: 'polls',
        to: WORKER,
        confidence: 'declared',
      }),
    );
  });

  it.each([
    ['kinesis:GetRecords', { from: STREAM, kind: 'polls', to: WORKER }],
    ['kinesis:PutRecords', { from: WORKER, kind: 'publishes', to: STREAM }],
  ])('are joined to the service whose role allows %s', async (Action, edge) => {
    await estate.stream('orders');
    await estate.service('worker', {
      taskRoleArn: await estate.role('worker', [{ Action, Resource: STREAM }]),
      environment: { STREAM_NAME: 'orders' },
    });

    const { edges } = await found();

    expect(
      edges.filter(one => [one.from, one.to].includes(STREAM)),
    ).toMatchObject([
      {
        ...edge,
        confidence: 'inferred',
        evidence: [{ source: 'environment' }, { source: 'iam-policy' }],
      },
    ]);
  });
});
