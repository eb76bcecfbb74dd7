import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  RefreshStatus,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import {
  denied,
  ECS,
  loyalty,
  polls,
  queue,
  queueArn,
  scope,
  service,
  serviceArn,
  SQS,
} from './__testUtils__/estate';
import { fakeCalendar } from './__testUtils__/fake-calendar';
import { FakeReadingsSource } from './__testUtils__/FakeReadingsSource';
import { FakeTopologySource } from './__testUtils__/FakeTopologySource';
import {
  RunningEventTopology,
  startEventTopology,
} from './__testUtils__/start-event-topology';
import { until } from './__testUtils__/until';

const NOW = '2026-11-27T10:00:00.000Z';

const loyaltyEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'loyalty',
    title: 'Loyalty',
    annotations: {
      'aws.amazon.com/amazon-ecs-service-arn': serviceArn('loyalty'),
    },
  },
  spec: { type: 'service', owner: 'shop', system: 'black-friday' },
};

describe('the event topology plugin', () => {
  const running: RunningEventTopology[] = [];

  async function start(
    options?: Parameters<typeof startEventTopology>[0],
  ): Promise<RunningEventTopology> {
    const started = await startEventTopology(options);
    running.push(started);
    return started;
  }

  /** The status, once no read is under way. */
  async function finished(
    topology: RunningEventTopology,
  ): Promise<RefreshStatus> {
    let status: RefreshStatus | undefined;
    await until(async () => {
      status = (await topology.get('/v1/status')).body;
      return !status?.refreshing && status?.lastFinishedAt !== undefined;
    });
    return status!;
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map(one => one.stop()));
    jest.useRealTimers();
  });

  it('reads at the start and serves the map, tied to the catalog', async () => {
    const topology = await start({ entities: [loyaltyEntity] });
    const status = await finished(topology);

    const { body } = await topology.get('/v1/topology').expect(200);

    expect(body.status).toEqual(status);
    expect(body.snapshot.nodes).toEqual([
      {
        ...service('loyalty'),
        catalog: {
          entityRef: 'component:default/loyalty',
          title: 'Loyalty',
          owner: 'group:default/shop',
          system: 'system:default/black-friday',
          matchedBy: 'aws.amazon.com/amazon-ecs-service-arn',
        },
      },
      queue('loyalty'),
    ]);
    expect(body.snapshot.edges).toEqual([polls('loyalty', 'loyalty')]);
    expect(body.snapshot.callsByOperation).toEqual({
      'sqs:ListQueues': 1,
      'ecs:ListServices': 1,
    });
  });

  it('says that nothing is configured where no source is', async () => {
    const source = new FakeTopologySource(loyalty());
    source.configured = false;
    const topology = await start({ source });

    const { body } = await topology.get('/v1/topology').expect(200);

    expect(body).toEqual({
      status: expect.objectContaining({ unconfigured: true }),
    });
    expect(source.reads).toBe(0);
  });

  it('answers 304 to who has the map already, until the map changes', async () => {
    const calendar = fakeCalendar(NOW);
    const topology = await start();
    await finished(topology);
    const first = await topology.get('/v1/topology').expect(200);
    const { etag } = first.headers;
    expect(etag).toBe(`W/"${first.body.snapshot.version}"`);
    expect(first.headers['cache-control']).toBe('private, no-cache');

    const again = await topology
      .get('/v1/topology', { 'If-None-Match': etag })
      .expect(304);
    expect(again.text).toBe('');

    topology.source.finds(loyalty({ edges: [] }));
    calendar.advance(60);
    await topology.post('/v1/refresh').expect(202);
    await finished(topology);
    const changed = await topology
      .get('/v1/topology', { 'If-None-Match': etag })
      .expect(200);
    expect(changed.body.snapshot.edges).toEqual([]);
  });

  it('keeps the last good state of a denied scope on the map', async () => {
    const calendar = fakeCalendar(NOW);
    const topology = await start();
    await finished(topology);

    topology.source.finds(
      loyalty({
        nodes: [service('loyalty')],
        scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)],
      }),
    );
    calendar.advance(60);
    await topology.post('/v1/refresh').expect(202);
    const status = await finished(topology);
    const { body } = await topology.get('/v1/topology').expect(200);

    expect(body.snapshot.nodes).toEqual([
      service('loyalty'),
      { ...queue('loyalty'), stale: true },
    ]);
    expect(body.snapshot.edges).toEqual([polls('loyalty', 'loyalty')]);
    expect(body.snapshot.scopes).toContainEqual(
      expect.objectContaining({
        key: SQS,
        status: 'failed',
        lastCompleteAt: '2026-11-27T09:00:00.000Z',
      }),
    );
    expect(status.lastError).toBeUndefined();
  });

  it('shows the last map at once after a restart, with its age', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'event-topology-'));
    const config = {
      backend: {
        database: { client: 'better-sqlite3', connection: { directory } },
      },
    };
    try {
      const calendar = fakeCalendar(NOW);
      const before = await start({ config });
      await finished(before);
      await before.get('/v1/readings');
      await until(async () => {
        const { body } = await before.get('/v1/readings');
        return body.readings.length === 1;
      });
      await before.stop();
      running.length = 0;

      calendar.advance(3600);
      const source = new FakeTopologySource(loyalty());
      source.fails(new Error('AWS is not to be reached'));
      const readingsSource = new FakeReadingsSource({ now: Date.now });
      readingsSource.gate = new Promise(() => {});
      const after = await start({ config, source, readingsSource });

      const { body } = await after.get('/v1/topology').expect(200);
      expect(body.snapshot.generatedAt).toBe(NOW);
      expect(body.snapshot.nodes).toHaveLength(2);
      expect(body.status).toEqual(
        expect.objectContaining({
          refreshing: false,
          lastSucceededAt: NOW,
          staleAfterSeconds: 240,
        }),
      );
      const readings = await after.get('/v1/readings').expect(200);
      expect(readings.body.readings).toEqual([
        expect.objectContaining({ nodeId: queueArn('loyalty'), at: NOW }),
      ]);
    } finally {
      await Promise.all(running.splice(0).map(one => one.stop()));
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('reads on the schedule of all replicas, and relinks without reading', async () => {
    const calendar = fakeCalendar(NOW);
    const topology = await start();
    await finished(topology);
    expect(topology.source.reads).toBe(1);

    const tasks = await topology.scheduler.getScheduledTasks();
    expect(tasks.map(({ id, scope: where }) => [id, where])).toEqual([
      ['event-topology-refresh', 'global'],
      ['event-topology-relink', 'global'],
    ]);
    calendar.advance(120);
    await topology.scheduler.triggerTask('event-topology-relink');
    expect(topology.source.reads).toBe(1);
    await topology.scheduler.triggerTask('event-topology-refresh');
    expect(topology.source.reads).toBe(2);
  });

  it('publishes a new version, and nothing for a read that found all as it was', async () => {
    const calendar = fakeCalendar(NOW);
    const topology = await start();
    const { version } = (
      await until(async () => topology.signals.types.includes('topology')).then(
        () => topology.get('/v1/topology'),
      )
    ).body.snapshot;
    expect(topology.signals.published).toContainEqual({
      recipients: { type: 'broadcast' },
      channel: 'event-topology',
      message: { type: 'topology', version },
    });
    const about = (types: unknown[]) =>
      types.filter(type => type !== 'readings');
    const published = about(topology.signals.types).length;

    calendar.advance(120);
    await topology.scheduler.triggerTask('event-topology-refresh');

    expect(topology.source.reads).toBe(2);
    expect(about(topology.signals.types)).toHaveLength(published);
  });

  it('joins who asks during a read to it, and reads no more for who asks right after', async () => {
    const calendar = fakeCalendar(NOW);
    const topology = await start();
    await finished(topology);
    calendar.advance(60);
    const release = topology.source.waits(loyalty());

    const answers = await Promise.all([
      topology.post('/v1/refresh'),
      topology.post('/v1/refresh'),
      topology.post('/v1/refresh'),
    ]);
    release();
    await finished(topology);
    const tooSoon = await topology.post('/v1/refresh');

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(answers.map(({ body }) => body.refreshing)).toEqual([
      true,
      true,
      true,
    ]);
    expect(tooSoon.status).toBe(200);
    expect(topology.source.reads).toBe(2);
  });

  it('serves readings with a tag, and their history', async () => {
    const topology = await start();
    await until(async () => {
      const { body } = await topology.get('/v1/readings');
      return body.readings.length === 1;
    });

    const first = await topology.get('/v1/readings').expect(200);
    expect(first.body).toEqual({
      at: first.body.readings[0].at,
      readings: [
        expect.objectContaining({
          nodeId: queueArn('loyalty'),
          source: 'cloudwatch:GetMetricData',
        }),
      ],
      problems: [],
      staleAfterSeconds: 225,
    });
    await topology
      .get('/v1/readings', { 'If-None-Match': first.headers.etag })
      .expect(304);
    const history = await topology
      .get(
        `/v1/readings/history?nodeId=${encodeURIComponent(
          queueArn('loyalty'),
        )}`,
      )
      .expect(200);
    expect(history.body).toEqual({
      nodeId: queueArn('loyalty'),
      readings: first.body.readings,
    });
  });

  it('reads the nodes that somebody watches', async () => {
    const topology = await start();
    await finished(topology);

    const { body } = await topology
      .post('/v1/watch', {
        nodeIds: [queueArn('loyalty'), queueArn('unknown')],
      })
      .expect(200);
    await until(async () => {
      const answer = await topology.get('/v1/readings');
      return answer.body.readings.some(
        ({ source }: { source: string }) => source === 'sqs:GetQueueAttributes',
      );
    });

    expect(body).toEqual({ leaseSeconds: 15, frequencySeconds: 3 });
    expect(topology.readingsSource.asked.watched[0]).toEqual([
      queueArn('loyalty'),
    ]);
  });

  it.each([
    ['no ids', {}],
    ['ids that are no text', { nodeIds: [1] }],
    ['too many ids', { nodeIds: Array(501).fill('a') }],
  ])('refuses to watch %s', async (_, request) => {
    const topology = await start();

    const { body } = await topology.post('/v1/watch', request).expect(400);

    expect(body.error.message).toContain('nodeIds');
  });

  it('refuses a history of nothing', async () => {
    const topology = await start();

    const { body } = await topology.get('/v1/readings/history').expect(400);

    expect(body.error.message).toContain('nodeId');
  });

  it('gives an entity its nodes and what is one step around them', async () => {
    const far = queue('far');
    const source = new FakeTopologySource(
      loyalty({ nodes: [queue('loyalty'), service('loyalty'), far] }),
    );
    const topology = await start({ source, entities: [loyaltyEntity] });
    await finished(topology);

    const { body } = await topology
      .get('/v1/entities/component/default/loyalty/topology')
      .expect(200);

    expect(body.nodeIds).toEqual([serviceArn('loyalty')]);
    expect(body.nodes.map(({ id }: { id: string }) => id)).toEqual([
      serviceArn('loyalty'),
      queueArn('loyalty'),
    ]);
    expect(body.edges).toEqual([polls('loyalty', 'loyalty')]);
    expect(body.matches).toEqual([
      {
        matchedBy: 'aws.amazon.com/amazon-ecs-service-arn',
        value: serviceArn('loyalty'),
        nodeIds: [serviceArn('loyalty')],
      },
    ]);
    expect(body.snapshotVersion).toBeDefined();
  });

  it('shows an entity to those only who see it in the catalog', async () => {
    const catalog = catalogServiceMock.mock({
      getEntityByRef: async (_ref, options) =>
        options &&
        'credentials' in options &&
        JSON.stringify(options.credentials).includes('user:default/insider')
          ? loyaltyEntity
          : undefined,
    });
    const topology = await start({ catalog });
    const path = '/v1/entities/component/default/loyalty/topology';

    await topology
      .get(path, {
        Authorization: mockCredentials.user.header('user:default/insider'),
      })
      .expect(200);
    const { body } = await topology
      .get(path, {
        Authorization: mockCredentials.user.header('user:default/outsider'),
      })
      .expect(404);

    expect(body.error.message).toContain('component:default/loyalty');
  });

  it('lets services in and those without credentials not', async () => {
    const topology = await start();

    const asService = await topology.get('/v1/status', {
      Authorization: mockCredentials.service.header(),
    });
    const asNobody = await topology.get('/v1/status', {
      Authorization: mockCredentials.none.header(),
    });

    expect([asService.status, asNobody.status]).toEqual([200, 401]);
  });

  it('registers its permissions and the rules for them', async () => {
    const topology = await start();

    const { body } = await topology
      .get('/.well-known/backstage/permissions/metadata')
      .expect(200);

    expect(
      body.permissions.map(
        ({ name, resourceType }: { name: string; resourceType?: string }) => [
          name,
          resourceType,
        ],
      ),
    ).toEqual([
      ['event-topology.refresh', undefined],
      ['event-topology.agent.use', undefined],
      ['event-topology.read', 'event-topology-node'],
    ]);
    expect(body.rules.map(({ name }: { name: string }) => name)).toEqual([
      'IS_OWNER_OF',
      'ACCOUNT_IS',
      'HAS_TAG',
      'KIND_IS',
    ]);
  });

  it('answers for the permission framework whether a node meets conditions', async () => {
    const named: TopologyNode = {
      ...queue('inbox'),
      id: 'urn:event-topology:email:1',
      kind: 'external',
      attributes: { protocol: 'email' },
    };
    const { nodes, ...rest } = loyalty();
    const topology = await start({
      source: new FakeTopologySource({ ...rest, nodes: [...nodes, named] }),
    });
    await finished(topology);
    const isIn = (accountId: string) => ({
      id: accountId,
      resourceType: 'event-topology-node',
      resourceRef: [queueArn('loyalty'), named.id, queueArn('unknown')],
      conditions: {
        resourceType: 'event-topology-node',
        rule: 'ACCOUNT_IS',
        params: { accountIds: [accountId] },
      },
    });

    const { body } = await topology
      .post('/.well-known/backstage/permissions/apply-conditions', {
        items: [isIn('123456789012'), isIn('210987654321')],
      })
      .set('Authorization', mockCredentials.service.header())
      .expect(200);

    // What others name has nothing of its own to decide by.
    expect(
      body.items.map(({ result }: { result: string[] }) => result),
    ).toEqual([
      ['ALLOW', 'DENY', 'DENY'],
      ['DENY', 'DENY', 'DENY'],
    ]);
  });

  it.each([
    [
      'eventTopology.readings.frequency',
      { readings: { frequency: { seconds: 0 } } },
    ],
    [
      'eventTopology.readings.watchedFrequency',
      { readings: { watchedFrequency: { minutes: 1 } } },
    ],
    ['eventTopology.schedule', { schedule: { frequency: { minutes: 2 } } }],
  ])('refuses to start with a wrong %s', async (key, eventTopology) => {
    await expect(
      startEventTopology({ config: { eventTopology } }),
    ).rejects.toThrow(key);
  });

  it('audits who was given cloud data', async () => {
    const auditor = mockServices.auditor.mock();
    const topology = await start({ features: [auditor.factory] });
    await finished(topology);

    const { headers } = await topology.get('/v1/topology');
    await topology.get('/v1/topology', { 'If-None-Match': headers.etag });
    await topology.get('/v1/readings');
    await topology.get('/v1/status');

    const events = auditor.createEvent.mock.calls.map(
      ([{ eventId, severityLevel, meta }]) => [
        eventId,
        severityLevel,
        meta?.queryType,
      ],
    );
    expect(events).toEqual([
      ['topology-fetch', 'low', 'all'],
      ['topology-fetch', 'low', 'all'],
      ['readings-fetch', 'low', 'all'],
    ]);
  });
});
