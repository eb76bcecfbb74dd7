import type { Log } from './runtime/log';
import type { StreamRecord } from './runtime/stream-record';

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the task is asked to stop, or lost the shard: finish soon, or throw. */
  stop: AbortSignal;
}

/**
 * Handles one record: this is where your code goes.
 *
 * Records of one partition key come one after the other, in order; those of
 * others at the same time. When it throws, the record is tried again after 1,
 * 2, 4 and 8 seconds, those behind it of its key wait, and after the last time
 * it goes to the queue of failed records. A record may come twice: its
 * `idempotencyKey` is the same then.
 */
export async function handleRecord(
  record: StreamRecord,
  { log, stop }: HandlerContext,
): Promise<void> {
  stop.throwIfAborted();
  log.info(
    {
      idempotencyKey: record.idempotencyKey,
      partitionKey: record.partitionKey,
      bytes: record.data.length,
    },
    'record handled',
  );
}
