import type { FailedRecords } from './failed-records';
import type { Log } from './log';
import { pause } from './pause';
import type { HeldLease } from './shard-lease';
import type { ShardReader } from './shard-reader';
import type { StreamRecord } from './stream-record';

/** What the consumer of a shard works with. */
export interface ShardConsumerOptions {
  reader: ShardReader;
  /** Done when it resolves; when it rejects, it is tried again. */
  handle(record: StreamRecord, stop: AbortSignal): Promise<void>;
  failedRecords: FailedRecords;
  log: Log;
  /** Partition keys that are handled at the same time, for each shard. */
  concurrentKeys: number;
  /** How often a record is tried before it is kept as failed. */
  maxAttempts: number;
  /** How long the first retry waits; each further one twice as long. */
  retryMilliseconds: number;
}

/** Handles the records of one shard, batch by batch, and remembers how far it came. */
export class ShardConsumer {
  constructor(private readonly options: ShardConsumerOptions) {}

  /** Works until the shard ends, the lease is lost or the signal aborts. */
  async run(lease: HeldLease, stop: AbortSignal): Promise<void> {
    const until = AbortSignal.any([stop, lease.lost]);
    const { reader, log } = this.options;
    const { shardId } = lease;
    for await (const { records, ended } of reader.read(
      shardId,
      lease.position,
      until,
    )) {
      const started = Date.now();
      const done = await this.workOff(records, until);
      const last = records[done - 1];
      if (last) {
        await lease.checkpoint(last.sequenceNumber);
        log.info(
          { shardId, records: done, milliseconds: Date.now() - started },
          'records done',
        );
      }
      if (done < records.length) {
        return;
      }
      if (ended) {
        await lease.end();
        log.info({ shardId }, 'shard read to its end');
        return;
      }
    }
  }

  /** @returns how many records from the first on are done, without a gap */
  private async workOff(
    records: StreamRecord[],
    until: AbortSignal,
  ): Promise<number> {
    const done = new Set<StreamRecord>();
    const lanes = lanesByKey(records);
    const next = lanes.values();
    const workers = Array.from(
      { length: Math.min(this.options.concurrentKeys, lanes.length) },
      async () => {
        for (const lane of next) {
          for (const record of lane) {
            if (!(await this.work(record, until))) {
              return;
            }
            done.add(record);
          }
        }
      },
    );
    await Promise.all(workers);
    const gap = records.findIndex(record => !done.has(record));
    return gap === -1 ? records.length : gap;
  }

  /** @returns whether the record is done, for good or ill; it isn't when the signal came first */
  private async work(
    record: StreamRecord,
    until: AbortSignal,
  ): Promise<boolean> {
    const { handle, log, maxAttempts, retryMilliseconds } = this.options;
    const { idempotencyKey } = record;
    let failure: unknown;
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      if (until.aborted) {
        return false;
      }
      try {
        await handle(record, until);
        return true;
      } catch (error) {
        failure = error;
        if (until.aborted) {
          return false;
        }
        log.error({ err: error, idempotencyKey, attempt }, 'record failed');
        if (attempt < maxAttempts) {
          await pause(retryMilliseconds * 2 ** (attempt - 1), until);
        }
      }
    }
    return this.keepAsFailed(record, failure, until);
  }

  /** The shard goes on without it, but not before it is kept. */
  private async keepAsFailed(
    record: StreamRecord,
    failure: unknown,
    until: AbortSignal,
  ): Promise<boolean> {
    const { failedRecords, log, retryMilliseconds } = this.options;
    const { idempotencyKey } = record;
    while (!until.aborted) {
      try {
        await failedRecords.keep(record, failure);
        log.error({ idempotencyKey }, 'record given up on');
        return true;
      } catch (error) {
        log.error({ err: error, idempotencyKey }, 'record not kept');
        await pause(retryMilliseconds, until);
      }
    }
    return false;
  }
}

/** Records of one partition key in their order; the keys in that of their first records. */
function lanesByKey(records: StreamRecord[]): StreamRecord[][] {
  const lanes = new Map<string, StreamRecord[]>();
  for (const record of records) {
    const lane = lanes.get(record.partitionKey);
    if (lane) {
      lane.push(record);
    } else {
      lanes.set(record.partitionKey, [record]);
    }
  }
  return [...lanes.values()];
}
