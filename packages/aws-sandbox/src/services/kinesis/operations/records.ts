import {
  GetRecordsInput,
  GetRecordsOutput,
  GetShardIteratorInput,
  GetShardIteratorOutput,
  PutRecordInput,
  PutRecordOutput,
  PutRecordsInput,
  PutRecordsOutput,
  PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis';
import { AwsError, Operation, RequestContext } from '../../../core';
import { RateWindow } from '../RateWindow';
import { countOfStream, sampleIteratorAge } from '../metrics';
import { forgetOldRecords, putRecord, throughputExceeded } from '../put-record';
import { Shard, StoredRecord } from '../shards';
import { StoredStream, findStream, invalidArgument, notFound } from '../state';

const ITERATOR_MILLISECONDS = 300_000;
const READS_PER_SECOND = 5;
const MAXIMUM_PUT = 500;
const MAXIMUM_GET = 10_000;
const MAXIMUM_GET_BYTES = 10 * 1_048_576;

/** Writing and reading. */
export const recordOperations: Record<string, Operation> = {
  PutRecord(input: PutRecordInput, context): PutRecordOutput {
    const stream = findStream(context, input);
    const { shardId, sequenceNumber } = putRecord(context.world, stream, {
      Data: input.Data,
      PartitionKey: input.PartitionKey,
      ExplicitHashKey: input.ExplicitHashKey,
    });
    return {
      ShardId: shardId,
      SequenceNumber: sequenceNumber,
      EncryptionType: stream.keyId ? 'KMS' : 'NONE',
    };
  },

  PutRecords(input: PutRecordsInput, context): PutRecordsOutput {
    const stream = findStream(context, input);
    const entries = input.Records ?? [];
    if (entries.length === 0 || entries.length > MAXIMUM_PUT) {
      throw invalidArgument(
        `Records must have between 1 and ${MAXIMUM_PUT} elements.`,
      );
    }
    const results = entries.map((entry): PutRecordsResultEntry => {
      try {
        const { shardId, sequenceNumber } = putRecord(
          context.world,
          stream,
          entry,
        );
        return { ShardId: shardId, SequenceNumber: sequenceNumber };
      } catch (error) {
        if (
          error instanceof AwsError &&
          error.code === 'ProvisionedThroughputExceededException'
        ) {
          return { ErrorCode: error.code, ErrorMessage: error.message };
        }
        throw error;
      }
    });
    return {
      Records: results,
      FailedRecordCount: results.filter(({ ErrorCode }) => ErrorCode).length,
      EncryptionType: stream.keyId ? 'KMS' : 'NONE',
    };
  },

  GetShardIterator(
    input: GetShardIteratorInput,
    context,
  ): GetShardIteratorOutput {
    const stream = findStream(context, input);
    const shard = findShard(stream, input.ShardId);
    return {
      ShardIterator: encodeIterator(context, {
        streamArn: stream.arn,
        shardId: shard.id,
        after: startOf(shard, input),
      }),
    };
  },

  GetRecords(input: GetRecordsInput, context): GetRecordsOutput {
    const iterator = decodeIterator(context, input.ShardIterator);
    const stream = findStream(context, { StreamARN: iterator.streamArn });
    const shard = findShard(stream, iterator.shardId);
    if (!readsOf(context, stream, shard).take([1])) {
      countOfStream(context.world, stream, 'ReadProvisionedThroughputExceeded');
      throw throughputExceeded(stream, shard);
    }
    const now = context.world.clock.now();
    forgetOldRecords(stream, shard, now);
    const rest = shard.records.filter(
      ({ sequenceNumber }) => sequenceNumber > iterator.after,
    );
    const records = upTo(
      rest,
      Math.min(input.Limit ?? MAXIMUM_GET, MAXIMUM_GET),
    );
    const last = records.at(-1);
    const behind = last && records.length < rest.length ? now - last.at : 0;
    countOfStream(context.world, stream, 'GetRecords.Success');
    countOfStream(context.world, stream, 'GetRecords.Records', records.length);
    sampleIteratorAge(context.world, stream, last ? now - last.at : 0);
    const isAtEnd =
      shard.endingSequence !== undefined && records.length === rest.length;
    return {
      Records: records.map(record => ({
        SequenceNumber: record.sequenceNumber,
        PartitionKey: record.partitionKey,
        Data: record.data,
        ApproximateArrivalTimestamp: new Date(record.at),
        EncryptionType: stream.keyId ? 'KMS' : 'NONE',
      })),
      NextShardIterator: isAtEnd
        ? undefined
        : encodeIterator(context, {
            ...iterator,
            after: last?.sequenceNumber ?? iterator.after,
          }),
      MillisBehindLatest: behind,
      ChildShards: isAtEnd ? childrenOf(stream, shard) : undefined,
    };
  },
};

function findShard(stream: StoredStream, id: string | undefined): Shard {
  const found = stream.shards.find(shard => shard.id === id);
  if (!found) {
    throw notFound(
      `Shard ${id} in stream ${stream.name} under account ${stream.scope.accountId} does not exist`,
    );
  }
  return found;
}

/** The sequence number after which an iterator begins. */
function startOf(shard: Shard, input: GetShardIteratorInput): string {
  const { ShardIteratorType, StartingSequenceNumber, Timestamp } = input;
  const before = (index: number) =>
    shard.records[index - 1]?.sequenceNumber ?? '';
  switch (ShardIteratorType) {
    case 'TRIM_HORIZON':
      return '';
    case 'LATEST':
      return before(shard.records.length);
    case 'AT_TIMESTAMP': {
      const at = Timestamp?.getTime() ?? 0;
      const index = shard.records.findIndex(record => record.at >= at);
      return before(index === -1 ? shard.records.length : index);
    }
    case 'AFTER_SEQUENCE_NUMBER':
      return StartingSequenceNumber ?? '';
    case 'AT_SEQUENCE_NUMBER': {
      const index = shard.records.findIndex(
        ({ sequenceNumber }) =>
          sequenceNumber >= (StartingSequenceNumber ?? ''),
      );
      return before(index === -1 ? shard.records.length : index);
    }
    default:
      throw invalidArgument(
        `ShardIteratorType ${ShardIteratorType} is not valid`,
      );
  }
}

/** As many as fit into an answer. */
function upTo(records: StoredRecord[], limit: number): StoredRecord[] {
  let bytes = 0;
  const end = records.findIndex((record, index) => {
    bytes += record.data.length;
    return index >= limit || (index > 0 && bytes > MAXIMUM_GET_BYTES);
  });
  return end === -1 ? records : records.slice(0, end);
}

function childrenOf(stream: StoredStream, shard: Shard) {
  return stream.shards
    .filter(
      ({ parentId, adjacentParentId }) =>
        parentId === shard.id || adjacentParentId === shard.id,
    )
    .map(child => ({
      ShardId: child.id,
      ParentShards: [child.parentId, child.adjacentParentId].filter(
        (id): id is string => id !== undefined,
      ),
      HashKeyRange: {
        StartingHashKey: String(child.startingHash),
        EndingHashKey: String(child.endingHash),
      },
    }));
}

function readsOf(
  { world }: RequestContext,
  stream: StoredStream,
  { id }: Shard,
): RateWindow {
  let found = stream.reads.get(id);
  if (!found) {
    found = new RateWindow(world.clock, [READS_PER_SECOND]);
    stream.reads.set(id, found);
  }
  return found;
}

interface ShardPosition {
  streamArn: string;
  shardId: string;
  after: string;
}

function encodeIterator(
  { world }: RequestContext,
  position: ShardPosition,
): string {
  return Buffer.from(
    JSON.stringify({ ...position, given: world.clock.now() }),
  ).toString('base64');
}

function decodeIterator(
  { world }: RequestContext,
  text: string | undefined,
): ShardPosition {
  let position: ShardPosition & { given: number };
  try {
    position = JSON.parse(Buffer.from(text ?? '', 'base64').toString('utf8'));
  } catch {
    throw invalidArgument('Invalid ShardIterator.');
  }
  if (world.clock.now() - position.given > ITERATOR_MILLISECONDS) {
    throw new AwsError(
      'ExpiredIteratorException',
      `Iterator expired. The iterator was created more than ${
        ITERATOR_MILLISECONDS / 60_000
      } minutes ago.`,
    );
  }
  const { streamArn, shardId, after } = position;
  return { streamArn, shardId, after };
}
