import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { handleRecord } from './handler';
import { number, text } from './runtime/environment';
import { FailedRecordsQueue } from './runtime/failed-records';
import { FanOutReader } from './runtime/fan-out-reader';
import { serveHealth } from './runtime/health';
import { AlreadyInProgressError, Idempotency } from './runtime/idempotency';
import { LeaseTable } from './runtime/lease-table';
import { listShards } from './runtime/list-shards';
import { log } from './runtime/log';
import { pause } from './runtime/pause';
import { ShardConsumer } from './runtime/shard-consumer';
import { PollingShardReader } from './runtime/shard-reader';
import { stopSignal } from './runtime/stop-signal';
import type { StreamRecord } from './runtime/stream-record';
import { StreamWorker } from './runtime/stream-worker';

/** ECS kills what is still there at the stop timeout; shards must be free before. */
const SECONDS_TO_GIVE_BACK = 10;
/** A run that gave no sign for so long counts as dead, and the record comes again. */
const RECORD_SECONDS = 60;
const IN_PROGRESS_PAUSE_MILLISECONDS = 5_000;

/** Remembers records only where a table for them exists. */
function handler(): (record: StreamRecord, stop: AbortSignal) => Promise<void> {
  const table = process.env.IDEMPOTENCY_TABLE;
  const handle = (record: StreamRecord, stop: AbortSignal) =>
    handleRecord(record, { log, stop });
  if (!table) {
    return handle;
  }
  const idempotency = Idempotency.inTable(table);
  return async (record, stop) => {
    for (;;) {
      try {
        await idempotency.once(record.idempotencyKey, RECORD_SECONDS, () =>
          handle(record, stop),
        );
        return;
      } catch (error) {
        if (!(error instanceof AlreadyInProgressError) || stop.aborted) {
          throw error;
        }
        // The task that had the shard before may still be at it, or have died.
        await pause(IN_PROGRESS_PAUSE_MILLISECONDS, stop);
      }
    }
  };
}

async function main(): Promise<void> {
  const stop = stopSignal();
  const kinesis = new KinesisClient();
  const streamArn = text('STREAM_ARN');
  const consumerArn = process.env.STREAM_CONSUMER_ARN;
  const consumer = new ShardConsumer({
    reader: consumerArn
      ? new FanOutReader(kinesis, consumerArn, log)
      : new PollingShardReader(kinesis, streamArn, number('BATCH_SIZE', 500)),
    handle: handler(),
    failedRecords: new FailedRecordsQueue(
      // The endpoint is that of the configuration, not of the queue's URL, so AWS_ENDPOINT_URL counts.
      new SQSClient({ useQueueUrlAsEndpoint: false }),
      text('FAILED_RECORDS_QUEUE_URL'),
      streamArn,
    ),
    log,
    concurrentKeys: number('CONCURRENT_KEYS', 10),
    maxAttempts: number('MAX_ATTEMPTS', 5),
    retryMilliseconds: number('RETRY_SECONDS', 1) * 1000,
  });
  const worker = new StreamWorker({
    me: randomUUID(),
    leases: new LeaseTable(new DynamoDBClient(), text('LEASE_TABLE')),
    listShards: () => listShards(kinesis, streamArn),
    startAt: process.env.START_AT === 'oldest' ? 'oldest' : 'now',
    consume: (lease, until) => consumer.run(lease, until),
    log,
    leaseMilliseconds: number('LEASE_SECONDS', 30) * 1000,
    graceSeconds: Math.max(
      0,
      number('STOP_TIMEOUT_SECONDS', 30) - SECONDS_TO_GIVE_BACK,
    ),
  });
  const health = await serveHealth(
    number('PORT', 8080),
    () => worker.isHealthy,
  );
  log.info({}, 'started');
  await worker.run(stop);
  health.close();
  log.info({}, 'stopped');
}

main().then(
  // Connections that are kept alive would keep the process, too.
  () => process.exit(0),
  error => {
    log.error({ err: error }, 'the worker ended');
    process.exit(1);
  },
);
