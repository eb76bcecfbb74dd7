import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedRecords } from './failed-records';
import { ShardConsumer, ShardConsumerOptions } from './shard-consumer';
import { HeldLease, LeaseStore, ShardLease } from './shard-lease';
import type { Batch, ShardReader } from './shard-reader';
import type { StreamRecord } from './stream-record';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A table of one lease that keeps what it was told. */
class FakeStore implements LeaseStore {
  saved: ShardLease[] = [];
  taken = false;
  async list() {
    return { leases: [], workers: [] };
  }
  async save(lease: ShardLease) {
    if (this.taken) {
      return false;
    }
    this.saved.push(lease);
    return true;
  }
  async remove() {}
  async announce() {}
  async withdraw() {}
}

class FakeFailedRecords implements FailedRecords {
  readonly kept: string[] = [];
  away = 0;
  async keep({ sequenceNumber }: StreamRecord) {
    if (this.away > 0) {
      this.away -= 1;
      throw new Error('away');
    }
    this.kept.push(sequenceNumber);
  }
}

/** `1a 2b 3a`: sequence numbers and partition keys. */
function batch(text: string, ended = false): Batch {
  return {
    ended,
    records: text.split(' ').map(one => ({
      idempotencyKey: `s/${one[0]}`,
      shardId: 's',
      sequenceNumber: one[0] ?? '',
      partitionKey: one[1] ?? '',
      arrivedAt: new Date(0),
      data: new Uint8Array(),
    })),
  };
}

async function consume(
  batches: Batch[],
  handle: ShardConsumerOptions['handle'],
  { store = new FakeStore(), stop = new AbortController() } = {},
) {
  const failedRecords = new FakeFailedRecords();
  const reader: ShardReader = {
    async *read(_shardId, _from, signal) {
      for (const one of batches) {
        if (signal.aborted) {
          return;
        }
        yield one;
      }
    },
  };
  const consumer = new ShardConsumer({
    reader,
    handle,
    failedRecords,
    log,
    concurrentKeys: 2,
    maxAttempts: 3,
    retryMilliseconds: 1,
  });
  const lease = await HeldLease.take(
    store,
    {
      shardId: 's',
      expiresAt: 0,
      position: {},
      ended: false,
      parents: [],
      version: 1,
    },
    'me',
    30_000,
    log,
  );
  if (!lease) {
    throw new Error('no lease');
  }
  return {
    failedRecords,
    store,
    stop,
    lease,
    run: () => consumer.run(lease, stop.signal),
    checkpoint: () => store.saved.at(-1)?.position.sequenceNumber,
  };
}

test('records of a key are handled one after the other, keys at the same time', async () => {
  const events: string[] = [];
  const { run, checkpoint } = await consume(
    [batch('1a 2b 3a')],
    async ({ sequenceNumber }) => {
      events.push(`begin ${sequenceNumber}`);
      await sleep(2);
      events.push(`end ${sequenceNumber}`);
    },
  );
  await run();
  expect(events.slice(0, 2)).toEqual(['begin 1', 'begin 2']);
  expect(events.indexOf('begin 3')).toBeGreaterThan(events.indexOf('end 1'));
  expect(checkpoint()).toBe('3');
});

test('a record that fails is tried again, and those behind it of its key wait', async () => {
  const handled: string[] = [];
  let failures = 2;
  const { run, failedRecords } = await consume(
    [batch('1a 2a')],
    async ({ sequenceNumber }) => {
      if (sequenceNumber === '1' && failures > 0) {
        failures -= 1;
        throw new Error('no');
      }
      handled.push(sequenceNumber);
    },
  );
  await run();
  expect(handled).toEqual(['1', '2']);
  expect(failedRecords.kept).toEqual([]);
});

test('a record that never succeeds is kept, and the shard goes on', async () => {
  const { run, failedRecords, checkpoint } = await consume(
    [batch('1a 2a'), batch('3a')],
    async ({ sequenceNumber }) => {
      if (sequenceNumber === '1') {
        throw new Error('no');
      }
    },
  );
  failedRecords.away = 2;
  await run();
  expect(failedRecords.kept).toEqual(['1']);
  expect(checkpoint()).toBe('3');
});

test('a stop checkpoints what is done without a gap, and begins nothing more', async () => {
  const handled: string[] = [];
  const consumption = await consume(
    [batch('1a 2b 3a 4b'), batch('5a')],
    async ({ sequenceNumber }) => {
      handled.push(sequenceNumber);
      if (sequenceNumber === '2') {
        consumption.stop.abort();
      }
      await sleep(2);
    },
  );
  await consumption.run();
  expect(handled).toEqual(['1', '2']);
  expect(consumption.checkpoint()).toBe('2');
});

test('a shard that somebody else has gets no checkpoint and nothing more', async () => {
  const handled: string[] = [];
  const { run, store } = await consume(
    [batch('1a'), batch('2a')],
    async ({ sequenceNumber }) => {
      handled.push(sequenceNumber);
      store.taken = true;
    },
  );
  await run();
  expect(handled).toEqual(['1']);
  expect(store.saved).toHaveLength(1);
});

test('a shard that was split is marked as ended when all of it is done', async () => {
  const { run, store } = await consume([batch('1a', true)], async () => {});
  await run();
  expect(store.saved.at(-1)).toMatchObject({
    ended: true,
    position: { sequenceNumber: '1' },
  });
});
