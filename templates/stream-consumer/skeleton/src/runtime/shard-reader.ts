import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ProvisionedThroughputExceededException,
  ShardIteratorType,
} from '@aws-sdk/client-kinesis';
import { pause } from './pause';
import type { Position } from './shard-lease';
import { StreamRecord, streamRecord } from './stream-record';

/** Records that came together. */
export interface Batch {
  records: StreamRecord[];
  /** Nothing comes after them: the shard was split or merged. */
  ended: boolean;
}

/** Reads a shard, until it ends or the signal aborts. */
export interface ShardReader {
  read(
    shardId: string,
    from: Position,
    signal: AbortSignal,
  ): AsyncIterable<Batch>;
}

/** A shard answers five times a second, to all who read it together. */
const PAUSE_WHILE_BEHIND_MILLISECONDS = 250;
const PAUSE_MILLISECONDS = 1_000;

/** Where to begin, as Kinesis says it. */
export function startingPosition({ sequenceNumber, timestamp }: Position): {
  Type: ShardIteratorType;
  SequenceNumber?: string;
  Timestamp?: Date;
} {
  if (sequenceNumber !== undefined) {
    return { Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber };
  }
  return timestamp === undefined
    ? { Type: 'TRIM_HORIZON' }
    : { Type: 'AT_TIMESTAMP', Timestamp: new Date(timestamp) };
}

/** Asks for records, and shares each shard's 2 MB a second with all who do. */
export class PollingShardReader implements ShardReader {
  constructor(
    private readonly client: Pick<KinesisClient, 'send'>,
    private readonly streamArn: string,
    private readonly batchSize: number,
  ) {}

  async *read(
    shardId: string,
    from: Position,
    signal: AbortSignal,
  ): AsyncIterable<Batch> {
    let position = from;
    let iterator = await this.iterator(shardId, position);
    while (!signal.aborted) {
      const answer = await this.ask(iterator);
      if (answer === 'expired') {
        iterator = await this.iterator(shardId, position);
        continue;
      }
      if (answer === 'throttled') {
        await pause(PAUSE_MILLISECONDS, signal);
        continue;
      }
      const records = (answer.Records ?? []).map(record =>
        streamRecord(shardId, record),
      );
      const sequenceNumber = records.at(-1)?.sequenceNumber;
      if (sequenceNumber) {
        position = { sequenceNumber };
      }
      const ended = !answer.NextShardIterator;
      if (records.length > 0 || ended) {
        yield { records, ended };
      }
      if (!answer.NextShardIterator) {
        return;
      }
      iterator = answer.NextShardIterator;
      await pause(
        answer.MillisBehindLatest
          ? PAUSE_WHILE_BEHIND_MILLISECONDS
          : PAUSE_MILLISECONDS,
        signal,
      );
    }
  }

  private async ask(iterator: string) {
    try {
      return await this.client.send(
        new GetRecordsCommand({
          StreamARN: this.streamArn,
          ShardIterator: iterator,
          Limit: this.batchSize,
        }),
      );
    } catch (error) {
      // It lasts for five minutes, which a batch may take longer than.
      if (error instanceof ExpiredIteratorException) {
        return 'expired';
      }
      if (error instanceof ProvisionedThroughputExceededException) {
        return 'throttled';
      }
      throw error;
    }
  }

  private async iterator(shardId: string, position: Position) {
    const { Type, SequenceNumber, Timestamp } = startingPosition(position);
    const { ShardIterator } = await this.client.send(
      new GetShardIteratorCommand({
        StreamARN: this.streamArn,
        ShardId: shardId,
        ShardIteratorType: Type,
        StartingSequenceNumber: SequenceNumber,
        Timestamp,
      }),
    );
    return ShardIterator ?? '';
  }
}
