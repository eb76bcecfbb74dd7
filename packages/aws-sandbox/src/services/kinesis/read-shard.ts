import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { World } from '../../core';
import { RateWindow } from './RateWindow';
import { countOfStream } from './metrics';
import { forgetOldRecords, throughputExceeded } from './put-record';
import { Shard, StoredRecord } from './shards';
import { StoredStream, invalidArgument } from './state';

const READS_PER_SECOND = 5;
const MAXIMUM_BYTES = 10 * 1_048_576;

/** Where in a shard to begin, in the terms of `GetShardIterator`. */
export interface StartingPosition {
  type: string | undefined;
  sequenceNumber?: string;
  timestamp?: Date;
}

/** The next records of a shard, and how far behind their reader is. */
export interface ShardPart {
  records: StoredRecord[];
  /** The sequence number after which the next part begins. */
  after: string;
  /** How old the last record is, in milliseconds; 0 when there is none. */
  ageMilliseconds: number;
  /** The same when more records wait, else 0: the reader is at the tip. */
  behindMilliseconds: number;
  /** A closed shard has been read to its end. */
  isAtEnd: boolean;
}

/**
 * The sequence number after which reading begins.
 *
 * @throws AwsError `InvalidArgumentException`
 */
export function startOf(
  shard: Shard,
  { type, sequenceNumber = '', timestamp }: StartingPosition,
): string {
  const before = (index: number) =>
    shard.records[index - 1]?.sequenceNumber ?? '';
  const beforeFirst = (isFirst: (record: StoredRecord) => boolean) => {
    const index = shard.records.findIndex(isFirst);
    return before(index === -1 ? shard.records.length : index);
  };
  switch (type) {
    case 'TRIM_HORIZON':
      return '';
    case 'LATEST':
      return before(shard.records.length);
    case 'AT_TIMESTAMP':
      return beforeFirst(({ at }) => at >= (timestamp?.getTime() ?? 0));
    case 'AFTER_SEQUENCE_NUMBER':
      return sequenceNumber;
    case 'AT_SEQUENCE_NUMBER':
      return beforeFirst(record => record.sequenceNumber >= sequenceNumber);
    default:
      throw invalidArgument(`The starting position ${type} is not valid`);
  }
}

/** Reads on in a shard, as many records as fit into an answer. */
export function readShard(
  world: World,
  stream: StoredStream,
  shard: Shard,
  { after, limit }: { after: string; limit: number },
): ShardPart {
  const now = world.clock.now();
  forgetOldRecords(stream, shard, now);
  const rest = shard.records.filter(
    ({ sequenceNumber }) => sequenceNumber > after,
  );
  const records = upTo(rest, limit);
  const last = records.at(-1);
  const ageMilliseconds = last ? now - last.at : 0;
  const hasAll = records.length === rest.length;
  return {
    records,
    after: last?.sequenceNumber ?? after,
    ageMilliseconds,
    behindMilliseconds: hasAll ? 0 : ageMilliseconds,
    isAtEnd: shard.endingSequence !== undefined && hasAll,
  };
}

/** A record as readers get it. */
export function readRecord(
  stream: StoredStream,
  record: StoredRecord,
): KinesisRecord {
  return {
    SequenceNumber: record.sequenceNumber,
    PartitionKey: record.partitionKey,
    Data: record.data,
    ApproximateArrivalTimestamp: new Date(record.at),
    EncryptionType: stream.keyId ? 'KMS' : 'NONE',
  };
}

/**
 * Takes one of the reads that all readers without a throughput of their own
 * share.
 *
 * @throws AwsError `ProvisionedThroughputExceededException`
 */
export function takeSharedRead(
  world: World,
  stream: StoredStream,
  shard: Shard,
): void {
  let window = stream.reads.get(shard.id);
  if (!window) {
    window = new RateWindow(world.clock, [READS_PER_SECOND]);
    stream.reads.set(shard.id, window);
  }
  if (!window.take([1])) {
    countOfStream(world, stream, 'ReadProvisionedThroughputExceeded');
    throw throughputExceeded(stream, shard);
  }
}

function upTo(records: StoredRecord[], limit: number): StoredRecord[] {
  let bytes = 0;
  const end = records.findIndex((record, index) => {
    bytes += record.data.length;
    return index >= limit || (index > 0 && bytes > MAXIMUM_BYTES);
  });
  return end === -1 ? records : records.slice(0, end);
}
