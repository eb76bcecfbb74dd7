import {
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import {
  loyaltyQueue,
  loyaltyService,
  PARTNERS,
  sharedEstate,
  SHOP,
  shopDlq,
} from '../__testUtils__/shared-estate';
import { visibleReading, visibleReadings } from './visible-readings';
import { Visibility, visibleTopology } from './visible-topology';

const snapshot: TopologySnapshot = {
  version: 'whole',
  generatedAt: '2026-11-27T10:00:00.000Z',
  ...sharedEstate(),
};

const inShop: Visibility = {
  node: ({ accountId }) => accountId === SHOP,
  entity: () => true,
};

describe('visibleReadings', () => {
  const visible = visibleTopology(snapshot, inShop);
  const [partners] = sharedEstate().nodes.slice(-1);
  const problem = (
    scope: string,
    nodeIds: string[],
    message = 'a message',
  ) => ({
    scope,
    code: 'Throttling',
    message,
    remedy: 'Wait.',
    nodeIds,
  });
  const shown = (...problems: ReturnType<typeof problem>[]) =>
    visibleReadings({ readings: [], problems, staleAfterSeconds: 225 }, visible)
      .problems;

  it('keep the problems of visible nodes and accounts', () => {
    const own = problem(`${SHOP}/eu-central-1/sqs`, []);

    expect(
      shown(
        own,
        problem(`${PARTNERS}/eu-central-1/sqs`, []),
        problem(`${SHOP}/eu-central-1/sqs`, [partners.id]),
      ),
    ).toEqual([own]);
  });

  it('do not repeat what a source says that may speak of any account', () => {
    const nodeIds = [loyaltyQueue.id, partners.id];

    const problems = shown(
      problem('aws', nodeIds, 'no route to vault.partners.internal'),
      problem(`${PARTNERS}/eu-central-1/sqs`, nodeIds, 'denied in there'),
    );

    expect(problems).toEqual([
      {
        ...problem('aws', [loyaltyQueue.id]),
        message: expect.not.stringContaining('vault'),
      },
      {
        ...problem('(hidden)/eu-central-1/sqs', [loyaltyQueue.id]),
        message: expect.not.stringContaining('denied'),
      },
    ]);
  });

  it('are as new as the newest that is visible', () => {
    const at = (nodeId: string, minute: string) => ({
      nodeId,
      kind: 'queue' as const,
      at: `2026-11-27T10:${minute}:00.000Z`,
      source: 'sqs:GetQueueAttributes',
      figures: { visible: 1, inFlight: 0, delayed: 0 },
    });

    const response = visibleReadings(
      {
        at: '2026-11-27T10:09:00.000Z',
        readings: [
          at(shopDlq.id, '05'),
          at(partners.id, '09'),
          at(loyaltyQueue.id, '07'),
        ],
        problems: [],
        staleAfterSeconds: 225,
      },
      visible,
    );

    expect(response.at).toBe('2026-11-27T10:07:00.000Z');
    expect(response.readings.map(({ nodeId }) => nodeId)).toEqual([
      shopDlq.id,
      loyaltyQueue.id,
    ]);
  });
});

describe('visibleReading', () => {
  const figures = { desired: 2, running: 2, pending: 0, backlogPerTask: 17 };
  const reading = {
    nodeId: loyaltyService.id,
    kind: 'ecs-service' as const,
    at: '2026-11-27T10:00:00.000Z',
    source: 'ecs:DescribeServices',
    figures,
  };

  it('has no backlog of a queue that is hidden', () => {
    const visible = visibleTopology(snapshot, inShop);

    expect(visibleReading(reading, visible).figures).toEqual({
      desired: 2,
      running: 2,
      pending: 0,
    });
  });

  it('names no consumer group after a service that is hidden', () => {
    const topic: TopologyNode = {
      ...loyaltyQueue,
      id: `arn:aws:kafka:eu-central-1:${SHOP}:topic/clicks/1/views`,
      kind: 'kafka-topic',
      name: 'views',
      attributes: {
        clusterArn: `arn:aws:kafka:eu-central-1:${SHOP}:cluster/clicks/1`,
        clusterName: 'clicks',
        consumerGroups: ['fraud', 'partner-worker'],
      },
    };
    const visible = visibleTopology(
      { ...snapshot, nodes: [...snapshot.nodes, topic] },
      inShop,
    );

    expect(
      visible.snapshot.nodes.find(({ id }) => id === topic.id)?.attributes,
    ).toMatchObject({ consumerGroups: ['fraud'] });
    expect(
      visibleReading(
        {
          ...reading,
          nodeId: topic.id,
          kind: 'kafka-topic',
          figures: {
            sumOffsetLag: 9,
            'sumOffsetLag:fraud': 2,
            'sumOffsetLag:partner-worker': 9,
          },
        },
        visible,
      ).figures,
    ).toEqual({ sumOffsetLag: 9, 'sumOffsetLag:fraud': 2 });
  });

  it('keeps the backlog where all queues are visible', () => {
    const visible = visibleTopology(snapshot, {
      node: () => true,
      entity: () => true,
    });

    expect(visibleReading(reading, visible)).toBe(reading);
  });
});
