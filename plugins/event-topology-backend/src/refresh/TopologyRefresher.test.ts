import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import {
  denied,
  ECS,
  loyalty,
  queueArn,
  scope,
  service,
  serviceArn,
  SQS,
} from '../__testUtils__/estate';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { migrated } from '../__testUtils__/migrated';
import { until } from '../__testUtils__/until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

function owned(owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'loyalty-queue',
      annotations: { 'aws.amazon.com/arn': queueArn('loyalty') },
    },
    spec: { type: 'sqs-queue', owner },
  };
}

describe('TopologyRefresher', () => {
  let knex: Knex;
  const clock = new FakeClock();

  beforeEach(async () => {
    knex = await migrated(databases);
  });

  it('tells other plugins of a new version when the read has ended, of a changed failure too', async () => {
    const replica = createReplica({ knex, clock });
    const heard: unknown[] = [];
    replica.events.onPublish = async () => {
      const { refreshing, lastError } = await replica.refresher.status();
      heard.push({ refreshing, failed: lastError !== undefined });
    };

    await replica.refresh();
    clock.advance(120);
    await replica.refresh();
    clock.advance(120);
    replica.source.fails(new Error('no credentials'));
    await replica.refresh();

    const eventPayload = { version: replica.topology.snapshot?.version };
    expect(replica.events.published).toEqual([
      { topic: 'event-topology.snapshot', eventPayload },
      { topic: 'event-topology.snapshot', eventPayload },
    ]);
    expect(heard).toEqual([
      { refreshing: false, failed: false },
      { refreshing: false, failed: true },
    ]);
  });

  it('reads on when nobody can be told', async () => {
    const replica = createReplica({ knex, clock });
    replica.events.onPublish = async () => {
      throw new Error('the events service is away');
    };

    await replica.refresh();

    expect((await replica.refresher.status()).lastError).toBeUndefined();
    expect(replica.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the events service is away'),
    );
  });

  it('publishes a version once, and nothing for a read that finds all as it was', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();
    expect(replica.signals.published.map(({ message }) => message)).toEqual([
      { type: 'topology', version: replica.topology.snapshot?.version },
    ]);

    clock.advance(120);
    replica.source.finds(
      loyalty({
        scopes: [
          scope(SQS, { finishedAt: '2026-11-27T10:02:00.000Z' }),
          scope(ECS),
        ],
        callsByOperation: { 'sqs:ListQueues': 3 },
      }),
    );
    expect(await replica.refresh()).toBe('started');

    expect(replica.signals.published).toHaveLength(1);
    expect(replica.topology.snapshot?.callsByOperation).toEqual({
      'sqs:ListQueues': 3,
    });
    expect(replica.topology.snapshot?.generatedAt).toBe(
      new Date(clock.now()).toISOString(),
    );
  });

  it('tells who asked that the read began and ended', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();
    clock.advance(60);
    replica.signals.published.length = 0;

    await replica.refresh({ asked: true });

    expect(replica.signals.types).toEqual(['status', 'status']);
  });

  it('tells that a read failed, once, and that it went well again', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();
    const readAt = new Date(clock.now()).toISOString();
    replica.signals.published.length = 0;
    replica.source.fails(new Error('no credentials for 123456789012'));

    clock.advance(120);
    await replica.refresh();
    clock.advance(120);
    await replica.refresh();

    expect(replica.signals.types).toEqual(['status']);
    expect(await replica.refresher.status()).toEqual({
      refreshing: false,
      lastFinishedAt: new Date(clock.now()).toISOString(),
      lastSucceededAt: readAt,
      lastError: 'fake: no credentials for 123456789012',
      staleAfterSeconds: 240,
      unconfigured: false,
    });
    expect(replica.topology.snapshot?.nodes).toHaveLength(2);
    expect(replica.topology.snapshot?.nodes.some(node => node.stale)).toBe(
      false,
    );

    replica.source.finds(loyalty());
    clock.advance(120);
    await replica.refresh();
    expect(replica.signals.types).toEqual(['status', 'status']);
    expect((await replica.refresher.status()).lastError).toBeUndefined();
  });

  it('reads once for all who ask at once', async () => {
    const replica = createReplica({ knex, clock });
    const release = replica.source.waits(loyalty());

    const asked = [1, 2, 3].map(() => replica.refresher.refresh());
    const tickets = await Promise.all(asked);
    const late = await replica.refresher.refresh();
    release();
    await Promise.all([...tickets, late].map(({ finished }) => finished));

    expect(tickets.map(({ outcome }) => outcome)).toEqual([
      'started',
      'joined',
      'joined',
    ]);
    expect(late.outcome).toBe('joined');
    expect(replica.source.reads).toBe(1);
  });

  it('does not read again right after a read, whoever asks', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();

    clock.advance(9);
    expect(await replica.refresh({ asked: true })).toBe('recent');
    clock.advance(1);
    expect(await replica.refresh({ asked: true })).toBe('started');
    expect(replica.source.reads).toBe(2);
  });

  it('reads on one replica at a time, and all of them know how it goes', async () => {
    const first = createReplica({ knex, clock, name: 'first' });
    const second = createReplica({ knex, clock, name: 'second' });
    const release = first.source.waits(loyalty());
    const { next } = first.source;
    first.source.next = async options => {
      options.onProgress?.({ done: 1, total: 4 });
      return next(options);
    };

    const { finished } = await first.refresher.refresh();
    expect((await second.refresher.refresh()).outcome).toBe('joined');
    await until(async () => {
      const { progress } = await second.refresher.status();
      return progress?.done === 1;
    });
    expect(await second.refresher.status()).toEqual(
      expect.objectContaining({
        refreshing: true,
        progress: { done: 1, total: 4 },
        startedAt: new Date(clock.now()).toISOString(),
      }),
    );
    release();
    await finished;

    expect(second.source.reads).toBe(0);
    expect((await second.refresher.status()).refreshing).toBe(false);
    await second.topology.sync();
    expect(second.topology.snapshot).toEqual(first.topology.snapshot);
  });

  it('takes over from a replica that died in the middle of a read', async () => {
    const first = createReplica({ knex, clock, name: 'first' });
    await first.leases.claim('refresh', 'first', 30);
    const second = createReplica({ knex, clock, name: 'second' });

    expect((await second.refresher.refresh()).outcome).toBe('joined');
    clock.advance(31);

    expect(await second.refresh()).toBe('started');
    expect(second.topology.snapshot?.nodes).toHaveLength(2);
  });

  it('ends a read that is cancelled, and keeps what was stored', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();
    const { version } = replica.topology.snapshot!;
    clock.advance(60);
    replica.source.waits(loyalty({ nodes: [] }));
    const cancelled = new AbortController();

    const { finished } = await replica.refresher.refresh({
      signal: cancelled.signal,
    });
    cancelled.abort();
    await finished;

    expect(replica.topology.snapshot?.version).toBe(version);
    expect((await replica.refresher.status()).lastError).toBe(
      'it was cancelled',
    );
  });

  it('ends a read when the backend stops, and lets others read', async () => {
    const first = createReplica({ knex, clock, name: 'first' });
    first.source.waits(loyalty());
    await first.refresher.refresh();

    await first.refresher.stop();

    const second = createReplica({ knex, clock, name: 'second' });
    expect((await second.refresher.status()).lastError).toMatch(/stopped/);
    clock.advance(10);
    expect(await second.refresh()).toBe('started');
    expect((await first.refresher.refresh()).outcome).not.toBe('started');
  });

  it('keeps what one source knew when it throws, and takes what others found', async () => {
    const source = new FakeTopologySource(loyalty());
    const replica = createReplica({ knex, clock, source });
    await replica.refresh();
    clock.advance(60);
    source.finds({
      nodes: [service('loyalty')],
      edges: [],
      scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)],
      callsByOperation: {},
    });

    await replica.refresh();

    expect(
      replica.topology.snapshot?.nodes.map(({ id, stale }) => [id, stale]),
    ).toEqual([
      [serviceArn('loyalty'), undefined],
      [queueArn('loyalty'), true],
    ]);
  });

  it('empties the map when nothing is configured any more', async () => {
    const replica = createReplica({ knex, clock });
    await replica.refresh();
    clock.advance(60);
    replica.source.configured = false;

    await replica.refresh();

    expect(replica.topology.snapshot?.nodes).toEqual([]);
    expect((await replica.refresher.status()).unconfigured).toBe(true);
    expect(replica.source.reads).toBe(1);
  });

  it('reads on when the catalog does not answer, and keeps the links it had', async () => {
    const catalog = catalogServiceMock({ entities: [owned('shop')] });
    const replica = createReplica({ knex, clock, catalog });
    await replica.refresh();
    const linked = replica.topology.snapshot;
    expect(linked?.nodes[1].catalog?.owner).toBe('group:default/shop');

    clock.advance(120);
    jest.spyOn(catalog, 'streamEntities').mockImplementation(() => {
      throw new Error('the catalog is away');
    });
    await replica.refresh();

    expect(replica.topology.snapshot?.version).toBe(linked?.version);
    expect((await replica.refresher.status()).lastError).toBeUndefined();
    expect(replica.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the catalog is away'),
    );
  });

  it('relinks without reading, and publishes only what that changes', async () => {
    const entity = owned('shop');
    const replica = createReplica({ knex, clock, entities: [entity] });
    await replica.refresh();
    replica.signals.published.length = 0;

    clock.advance(60);
    await replica.refresher.relink();
    expect(replica.signals.published).toEqual([]);

    entity.spec!.owner = 'loyalty-team';
    clock.advance(60);
    await replica.refresher.relink();

    expect(replica.signals.types).toEqual(['topology']);
    expect(replica.topology.snapshot?.nodes[1].catalog?.owner).toBe(
      'group:default/loyalty-team',
    );
    expect(replica.source.reads).toBe(1);
  });

  it('builds on what another replica stored during the read', async () => {
    const entity = owned('shop');
    const first = createReplica({ knex, clock, name: 'first' });
    await first.refresh();
    const second = createReplica({
      knex,
      clock,
      name: 'second',
      entities: [entity],
    });
    clock.advance(60);
    const release = first.source.waits(loyalty({ edges: [] }));
    const { finished } = await first.refresher.refresh();

    await second.refresher.relink();
    release();
    await finished;

    expect((await first.refresher.status()).lastError).toBeUndefined();
    await second.topology.sync();
    expect(second.topology.snapshot).toEqual(first.topology.snapshot);
    expect(second.topology.snapshot?.edges).toEqual([]);
  });
});
