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
import { sampleGetRecords } from '../metrics';
import { putRecord } from '../put-record';
import { readRecord, readShard, startOf, takeSharedRead } from '../read-shard';
import { childShards } from '../shards';
import { findShard, findStream, invalidArgument } from '../state';

const ITERATOR_MILLISECONDS = 300_000;
const MAXIMUM_PUT = 500;
const MAXIMUM_GET = 10_000;

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
        after: startOf(shard, {
          type: input.ShardIteratorType,
          sequenceNumber: input.StartingSequenceNumber,
          timestamp: input.Timestamp,
        }),
      }),
    };
  },

  GetRecords(input: GetRecordsInput, context): GetRecordsOutput {
    const iterator = decodeIterator(context, input.ShardIterator);
    const stream = findStream(context, { StreamARN: iterator.streamArn });
    const shard = findShard(stream, iterator.shardId);
    takeSharedRead(context.world, stream, shard);
    const part = readShard(context.world, stream, shard, {
      after: iterator.after,
      limit: Math.min(input.Limit ?? MAXIMUM_GET, MAXIMUM_GET),
    });
    sampleGetRecords(context.world, stream, part);
    return {
      Records: part.records.map(record => readRecord(stream, record)),
      NextShardIterator: part.isAtEnd
        ? undefined
        : encodeIterator(context, { ...iterator, after: part.after }),
      MillisBehindLatest: part.behindMilliseconds,
      ChildShards: part.isAtEnd ? childShards(stream.shards, shard) : undefined,
    };
  },
};

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
