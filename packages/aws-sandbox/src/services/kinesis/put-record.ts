import { PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { AwsError, World } from '../../core';
import { RateWindow } from './RateWindow';
import { countOfStream } from './metrics';
import { Shard, hashOf, shardOf } from './shards';
import {
  StoredStream,
  invalidArgument,
  isUsable,
  kinesisState,
  nextSequenceNumber,
  notFound,
} from './state';

/** What a shard takes in a second: records and bytes. */
const WRITES_PER_SECOND = [1_000, 1_048_576];
const MAXIMUM_RECORD_BYTES = 10 * 1_048_576;

/** Where a record has gone. */
export interface PutResult {
  shardId: string;
  sequenceNumber: string;
}

/**
 * Puts a record into the shard of its key.
 *
 * @throws AwsError `ProvisionedThroughputExceededException` when the shard has taken enough in this second
 */
export function putRecord(
  world: World,
  stream: StoredStream,
  entry: PutRecordsRequestEntry,
): PutResult {
  const { PartitionKey = '', ExplicitHashKey, Data = new Uint8Array() } = entry;
  if (!isUsable(stream)) {
    throw notFound(`Stream ${stream.name} is ${stream.status}.`);
  }
  if (PartitionKey.length === 0 || PartitionKey.length > 256) {
    throw invalidArgument('PartitionKey must have 1 to 256 characters.');
  }
  const bytes = Data.length + Buffer.byteLength(PartitionKey);
  if (bytes > MAXIMUM_RECORD_BYTES) {
    throw invalidArgument(
      `A record must not have more than ${MAXIMUM_RECORD_BYTES} bytes.`,
    );
  }
  const shard = shardOf(
    stream.shards,
    ExplicitHashKey === undefined
      ? hashOf(PartitionKey)
      : BigInt(ExplicitHashKey),
  );
  // On demand, a stream grows with what comes.
  if (
    stream.mode === 'PROVISIONED' &&
    !writesOf(world, stream, shard).take([1, bytes])
  ) {
    countOfStream(world, stream, 'WriteProvisionedThroughputExceeded');
    throw throughputExceeded(stream, shard);
  }
  const now = world.clock.now();
  const sequenceNumber = nextSequenceNumber(kinesisState(world, stream.scope));
  shard.records.push({
    sequenceNumber,
    partitionKey: PartitionKey,
    data: Data,
    at: now,
  });
  forgetOldRecords(stream, shard, now);
  countOfStream(world, stream, 'IncomingRecords');
  countOfStream(world, stream, 'IncomingBytes', bytes);
  return { shardId: shard.id, sequenceNumber };
}

/** The stream has taken, or given, what a shard may in a second. */
export function throughputExceeded(
  stream: StoredStream,
  shard: Shard,
): AwsError {
  return new AwsError(
    'ProvisionedThroughputExceededException',
    `Rate exceeded for shard ${shard.id} in stream ${stream.name} under account ${stream.scope.accountId}.`,
  );
}

/** Drops what is older than the stream's retention. */
export function forgetOldRecords(
  stream: StoredStream,
  shard: Shard,
  now: number,
): void {
  const limit = now - stream.retentionHours * 3_600_000;
  const fresh = shard.records.findIndex(({ at }) => at >= limit);
  shard.records.splice(0, fresh === -1 ? shard.records.length : fresh);
}

function writesOf(
  world: World,
  stream: StoredStream,
  { id }: Shard,
): RateWindow {
  let found = stream.writes.get(id);
  if (!found) {
    found = new RateWindow(world.clock, WRITES_PER_SECOND);
    stream.writes.set(id, found);
  }
  return found;
}
