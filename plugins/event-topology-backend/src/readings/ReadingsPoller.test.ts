import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import { loyalty, queue, queueArn, service } from '../__testUtils__/estate';
import { FakeReadingsSource } from '../__testUtils__/FakeReadingsSource';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { migrated } from '../__testUtils__/migrated';
import { WATCHED_NODES_PER_READ } from './ReadingsPoller';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('ReadingsPoller', () => {
  let knex: Knex;
  let clock: FakeClock;

  beforeEach(async () => {
    knex = await migrated(databases);
    clock = new FakeClock();
  });

  async function replicaWithMap(
    options: Partial<Parameters<typeof createReplica>[0]> = {},
  ) {
    const replica = createReplica({ knex, clock, ...options });
    await replica.refresh();
    replica.signals.published.length = 0;
    return replica;
  }

  it('reads nothing before there is a map', async () => {
    const replica = createReplica({ knex, clock });
    await replica.tick();

    expect(replica.readingsSource.asked).toEqual({ map: [], watched: [] });
  });

  it('reads the map on its clock while somebody looks, and more slowly while nobody does', async () => {
    const replica = await replicaWithMap();
    const { asked } = replica.readingsSource;
    await replica.tick();
    expect(asked.map).toHaveLength(1);

    clock.advance(15);
    await replica.tick();
    expect(asked.map).toHaveLength(1);

    await replica.interests.viewMap();
    await replica.tick();
    expect(asked.map).toHaveLength(2);
    clock.advance(14);
    await replica.tick();
    expect(asked.map).toHaveLength(2);
    clock.advance(1);
    await replica.tick();
    expect(asked.map).toHaveLength(3);

    // A minute after the last look nobody looks any more.
    clock.advance(46);
    await replica.tick();
    expect(asked.map).toHaveLength(3);
    clock.advance(74);
    await replica.tick();
    expect(asked.map).toHaveLength(4);
  });

  it('publishes that there are new readings, and when they are from', async () => {
    const replica = await replicaWithMap();
    await replica.tick();

    expect(replica.signals.published.map(({ message }) => message)).toEqual([
      { type: 'readings', at: new Date(clock.now()).toISOString() },
    ]);
  });

  it('reads each watched node once a turn, however many watch it', async () => {
    const nodes = ['a', 'b', 'c'].map(name => queue(name));
    const source = new FakeTopologySource(loyalty({ nodes }));
    const replica = await replicaWithMap({ source });
    await replica.tick();
    const { asked } = replica.readingsSource;
    for (let viewer = 0; viewer < 200; viewer++) {
      await replica.interests.watch([queueArn('a'), queueArn('b')]);
    }

    await replica.tick();
    expect(asked.watched).toEqual([[queueArn('a'), queueArn('b')]]);
    await replica.tick();
    expect(asked.watched).toHaveLength(1);
    clock.advance(3);
    await replica.tick();
    expect(asked.watched).toHaveLength(2);

    // No lease was renewed.
    clock.advance(12);
    await replica.tick();
    expect(asked.watched).toHaveLength(2);
  });

  it('reads a newly watched node at once, and those watched already in their turn', async () => {
    const nodes = ['a', 'b'].map(name => queue(name));
    const source = new FakeTopologySource(loyalty({ nodes }));
    const replica = await replicaWithMap({ source });
    await replica.interests.watch([queueArn('a')]);
    await replica.tick();

    clock.advance(1);
    await replica.interests.watch([queueArn('a'), queueArn('b')]);
    await replica.tick();

    expect(replica.readingsSource.asked.watched).toEqual([
      [queueArn('a')],
      [queueArn('b')],
    ]);
  });

  it('reads a bounded number of watched nodes, each in its turn', async () => {
    const names = Array.from(
      { length: WATCHED_NODES_PER_READ * 2 },
      (_, n) => `q${n}`,
    );
    const source = new FakeTopologySource(
      loyalty({ nodes: names.map(name => queue(name)) }),
    );
    const replica = await replicaWithMap({ source });
    await replica.interests.watch(names.map(queueArn));
    for (let turn = 0; turn < 2; turn++) {
      await replica.tick();
      clock.advance(3);
    }

    const { watched } = replica.readingsSource.asked;
    expect(watched.map(ids => ids.length)).toEqual([
      WATCHED_NODES_PER_READ,
      WATCHED_NODES_PER_READ,
    ]);
    expect(new Set(watched.flat()).size).toBe(names.length);
  });

  it('never begins a read while the one before is under way, and watches on meanwhile', async () => {
    const replica = await replicaWithMap();
    const { asked } = replica.readingsSource;
    let release = () => {};
    replica.readingsSource.gate = new Promise(resolve => {
      release = resolve;
    });
    await replica.interests.viewMap();
    await replica.poller.tick();
    replica.readingsSource.gate = undefined;
    clock.advance(5);
    await replica.interests.watch([queueArn('loyalty')]);
    await replica.poller.tick();
    clock.advance(30);
    await replica.poller.tick();

    expect(asked.map).toHaveLength(1);
    expect(asked.watched).toHaveLength(1);
    release();
    await replica.poller.settled();
    await replica.tick();
    expect(asked.map).toHaveLength(2);
  });

  it('reads on one of the replicas, for all of them', async () => {
    const first = await replicaWithMap({ name: 'first' });
    const second = createReplica({ knex, clock, name: 'second' });
    await first.tick();
    await second.tick();
    // Somebody looks by way of the replica that does not read.
    await second.interests.watch([queueArn('loyalty')]);
    clock.advance(3);
    await second.tick();
    await first.tick();
    await second.tick();

    expect(second.readingsSource.asked).toEqual({ map: [], watched: [] });
    expect(first.readingsSource.asked.watched).toHaveLength(1);
    expect(second.readings.tagged).toEqual(first.readings.tagged);
    expect(second.readings.history.of(queueArn('loyalty'))).toHaveLength(2);
    expect(second.signals.published).toEqual([]);
  });

  it('goes on in the rhythm of a replica that has died', async () => {
    const first = await replicaWithMap({ name: 'first' });
    await first.tick();
    const second = createReplica({ knex, clock, name: 'second' });
    clock.advance(20);
    await second.tick();
    expect(second.readingsSource.asked.map).toHaveLength(0);

    clock.advance(100);
    await second.tick();
    expect(second.readingsSource.asked.map).toHaveLength(1);
  });

  it('gives its job back when it stops, and ends what is under way', async () => {
    const first = await replicaWithMap({ name: 'first' });
    first.readingsSource.gate = new Promise(() => {});
    await first.poller.tick();

    await first.poller.stop();

    const second = createReplica({ knex, clock, name: 'second' });
    await second.tick();
    expect(second.readingsSource.asked.map).toHaveLength(1);
    expect(first.readings.tagged.json).toContain('"readings":[]');
  });

  it('keeps old figures and says what failed when a source throws', async () => {
    const replica = await replicaWithMap();
    await replica.tick();
    const before = replica.readings.get(queueArn('loyalty'));
    replica.readingsSource.error = new Error('Rate exceeded');
    clock.advance(120);
    await replica.tick();

    expect(replica.readings.get(queueArn('loyalty'))).toEqual(before);
    expect(JSON.parse(replica.readings.tagged.json).problems).toEqual([
      {
        scope: 'fake-readings',
        code: 'Error',
        message: 'Rate exceeded',
        remedy: expect.stringContaining('fake-readings'),
        nodeIds: expect.arrayContaining([queueArn('loyalty')]),
      },
    ]);

    replica.readingsSource.error = undefined;
    clock.advance(120);
    await replica.tick();
    expect(JSON.parse(replica.readings.tagged.json).problems).toEqual([]);
  });

  it('shows the newest figure of a node, wherever it came from', async () => {
    const late = new FakeReadingsSource({ now: () => clock.now() - 90_000 });
    const replica = await replicaWithMap({ readingsSource: late });
    await replica.tick();
    await replica.readings.add(
      'watched',
      {
        readings: [
          {
            nodeId: queueArn('loyalty'),
            kind: 'queue',
            at: new Date(clock.now()).toISOString(),
            source: 'sqs:GetQueueAttributes',
            figures: { visible: 7, inFlight: 0, delayed: 0 },
          },
        ],
        problems: [],
      },
      clock.now(),
    );
    await replica.interests.viewMap();
    clock.advance(15);
    await replica.tick();

    expect(replica.readings.get(queueArn('loyalty'))?.figures).toEqual({
      visible: 7,
      inFlight: 0,
      delayed: 0,
    });
    clock.advance(90);
    await replica.interests.viewMap();
    await replica.tick();
    expect(replica.readings.get(queueArn('loyalty'))?.source).toBe(
      'cloudwatch:GetMetricData',
    );
  });

  it('reads new nodes at once and forgets those that are gone', async () => {
    const replica = await replicaWithMap();
    await replica.tick();
    replica.source.finds(
      loyalty({ nodes: [queue('offers'), service('loyalty')], edges: [] }),
    );
    clock.advance(60);
    await replica.refresh();
    await replica.tick();

    expect(replica.readingsSource.asked.map).toHaveLength(2);
    expect(replica.readings.get(queueArn('offers'))).toBeDefined();
    expect(replica.readings.get(queueArn('loyalty'))).toBeUndefined();
    expect(replica.readings.history.of(queueArn('loyalty'))).toEqual([]);
  });
});
