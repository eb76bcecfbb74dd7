import { setTimeout as sleep } from 'node:timers/promises';
import { HeldLease, LeaseStore, ShardLease } from './shard-lease';
import { StreamWorker, StreamWorkerOptions } from './stream-worker';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A table in memory, for all workers of a test. */
class FakeTable implements LeaseStore {
  readonly leases = new Map<string, ShardLease>();
  readonly workers = new Map<string, number>();

  async list(now: number) {
    return {
      leases: [...this.leases.values()],
      workers: [...this.workers]
        .filter(([, expiresAt]) => expiresAt > now)
        .map(([worker]) => worker),
    };
  }
  async save(lease: ShardLease, expectedVersion: number) {
    if ((this.leases.get(lease.shardId)?.version ?? 0) !== expectedVersion) {
      return false;
    }
    this.leases.set(lease.shardId, lease);
    return true;
  }
  async remove(shardId: string) {
    this.leases.delete(shardId);
  }
  async announce(worker: string, expiresAt: number) {
    this.workers.set(worker, expiresAt);
  }
  async withdraw(worker: string) {
    this.workers.delete(worker);
  }
  owners() {
    return [...this.leases.values()].map(({ owner }) => owner);
  }
}

/** Until what was waited for has happened; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await sleep(1);
  }
}

/** Until it is told to stop. */
const forEver = (_lease: HeldLease, stop: AbortSignal) =>
  new Promise<void>(resolve => {
    stop.addEventListener('abort', () => resolve());
  });

function startWorker(
  me: string,
  table: FakeTable,
  options: Partial<StreamWorkerOptions> = {},
) {
  const stop = new AbortController();
  const worker = new StreamWorker({
    me,
    leases: table,
    listShards: async () => ['a', 'b', 'c', 'd'].map(ShardId => ({ ShardId })),
    startAt: 'oldest',
    consume: forEver,
    log,
    // Long enough for a slow machine to renew in time, with short rounds.
    leaseMilliseconds: 600,
    graceSeconds: 5,
    ...options,
  });
  const run = worker.run(stop.signal);
  return {
    worker,
    stop: () => {
      stop.abort();
      return run;
    },
  };
}

test('one worker reads all shards; a second one gets its half, and all when the first stops', async () => {
  const table = new FakeTable();
  const count = (me: string) =>
    table.owners().filter(owner => owner === me).length;
  const first = startWorker('1', table);
  await until(() => count('1') === 4);

  const second = startWorker('2', table);
  await until(() => count('1') === 2 && count('2') === 2);

  await first.stop();
  expect(count('1')).toBe(0);
  await until(() => count('2') === 4);
  await second.stop();
  expect(table.owners()).toEqual([undefined, undefined, undefined, undefined]);
  expect([...table.workers.keys()]).toEqual([]);
});

test('a shard that could not be read is taken up again', async () => {
  let tries = 0;
  const { stop } = startWorker('1', new FakeTable(), {
    listShards: async () => [{ ShardId: 'a' }],
    leaseMilliseconds: 30,
    async consume(lease, signal) {
      tries += 1;
      if (tries === 1) {
        throw new Error('no');
      }
      await forEver(lease, signal);
    },
  });
  await until(() => tries === 2);
  await stop();
});

test('a shard that is not left in time is free nevertheless', async () => {
  const table = new FakeTable();
  const { stop } = startWorker('1', table, {
    consume: () => new Promise(() => {}),
    graceSeconds: 0.01,
  });
  await until(() => table.owners().filter(Boolean).length === 4);
  await stop();
  expect(table.owners().filter(Boolean)).toEqual([]);
});
