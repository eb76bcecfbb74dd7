import {
  KinesisClient,
  ResourceInUseException,
  ResourceNotFoundException,
  SubscribeToShardCommand,
  SubscribeToShardEventStream,
} from '@aws-sdk/client-kinesis';
import type { Log } from './log';
import { pause } from './pause';
import type { Position } from './shard-lease';
import { Batch, ShardReader, startingPosition } from './shard-reader';
import { streamRecord } from './stream-record';

/** Kinesis takes a subscription anew five seconds after the last one. */
const PAUSE_MILLISECONDS = 5_000;

/** Gets records pushed, with 2 MB a second of each shard for this consumer alone. */
export class FanOutReader implements ShardReader {
  constructor(
    private readonly client: Pick<KinesisClient, 'send'>,
    private readonly consumerArn: string,
    private readonly log: Log,
    private readonly pauseMilliseconds = PAUSE_MILLISECONDS,
  ) {}

  async *read(
    shardId: string,
    from: Position,
    signal: AbortSignal,
  ): AsyncIterable<Batch> {
    let position = from;
    while (!signal.aborted) {
      try {
        for await (const event of await this.subscribe(
          shardId,
          position,
          signal,
        )) {
          const { Records, ChildShards, ContinuationSequenceNumber } =
            event.SubscribeToShardEvent ?? {};
          const records = (Records ?? []).map(record =>
            streamRecord(shardId, record),
          );
          const ended = (ChildShards ?? []).length > 0;
          if (records.length > 0 || ended) {
            yield { records, ended };
          }
          if (ended) {
            return;
          }
          const sequenceNumber =
            ContinuationSequenceNumber ?? records.at(-1)?.sequenceNumber;
          if (sequenceNumber) {
            position = { sequenceNumber };
          }
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (error instanceof ResourceNotFoundException) {
          throw error;
        }
        // Subscriptions end after five minutes, and with connections; the one of
        // the task that had the shard before may not have ended yet.
        this.log[error instanceof ResourceInUseException ? 'debug' : 'warn'](
          { err: error, shardId },
          'subscribing to the shard again',
        );
        await pause(this.pauseMilliseconds, signal);
      }
    }
  }

  private async subscribe(
    shardId: string,
    position: Position,
    signal: AbortSignal,
  ): Promise<AsyncIterable<SubscribeToShardEventStream>> {
    const { EventStream } = await this.client.send(
      new SubscribeToShardCommand({
        ConsumerARN: this.consumerArn,
        ShardId: shardId,
        StartingPosition: startingPosition(position),
      }),
      { abortSignal: signal },
    );
    if (!EventStream) {
      throw new Error(`Kinesis pushes nothing of ${shardId}.`);
    }
    return EventStream;
  }
}
