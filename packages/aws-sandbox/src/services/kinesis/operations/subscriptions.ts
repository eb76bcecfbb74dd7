import {
  SubscribeToShardEventStream,
  SubscribeToShardInput,
  SubscribeToShardOutput,
} from '@aws-sdk/client-kinesis';
import { AwsError, Operation, World } from '../../../core';
import { findStreamSource } from '../data-plane';
import { sampleSubscription } from '../metrics';
import { readRecord, readShard, startOf } from '../read-shard';
import { childShards } from '../shards';
import { StoredConsumer, findShard, invalidArgument } from '../state';

/** After which a subscription ends, and its reader subscribes again. */
const SUBSCRIBED_MILLISECONDS = 300_000;
/** How soon another reader may take a shard over. */
const TAKE_OVER_MILLISECONDS = 5_000;
/** How soon new records are pushed. */
const PUSH_MILLISECONDS = 200;
/** How often a reader of a shard with no records hears that there are none. */
const NOTHING_MILLISECONDS = 5_000;
const MOST_RECORDS = 10_000;
const GONE = 'ResourceNotFoundException';

/** Records pushed to registered consumers, without the limits of shared reads. */
export const subscriptionOperations: Record<string, Operation> = {
  SubscribeToShard(
    input: SubscribeToShardInput,
    { world, signal },
  ): SubscribeToShardOutput {
    const { ConsumerARN = '', StartingPosition } = input;
    const { stream, consumer } = findStreamSource(world, ConsumerARN);
    if (!consumer) {
      throw invalidArgument(`${ConsumerARN} is not the ARN of a consumer.`);
    }
    const shard = findShard(stream, input.ShardId);
    const after = startOf(shard, {
      type: StartingPosition?.Type,
      sequenceNumber: StartingPosition?.SequenceNumber,
      timestamp: StartingPosition?.Timestamp,
    });
    const over = takeShard(world, consumer, shard.id);
    return {
      EventStream: pushUntilGone(world, {
        sourceArn: ConsumerARN,
        shardId: shard.id,
        after,
        signal: AbortSignal.any([signal, over]),
      }),
    };
  },
};

/** @returns aborted when the next reader has the shard */
function takeShard(
  { clock }: World,
  { subscriptions, arn }: StoredConsumer,
  shardId: string,
): AbortSignal {
  const former = subscriptions.get(shardId);
  if (former && clock.now() - former.since < TAKE_OVER_MILLISECONDS) {
    throw new AwsError(
      'ResourceInUseException',
      `Another active subscription exists for this consumer: ${arn}, shard: ${shardId}`,
    );
  }
  former?.end();
  const over = new AbortController();
  subscriptions.set(shardId, {
    since: clock.now(),
    end: () => over.abort(),
  });
  return over.signal;
}

/** What is pushed to whom. */
interface Push {
  sourceArn: string;
  shardId: string;
  /** The sequence number after which it begins. */
  after: string;
  signal: AbortSignal;
}

async function* pushUntilGone(
  world: World,
  push: Push,
): AsyncGenerator<SubscribeToShardEventStream> {
  try {
    yield* pushRecords(world, push);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== GONE) {
      throw error;
    }
    // Who subscribes anew is told.
  }
}

async function* pushRecords(
  world: World,
  { sourceArn, shardId, signal, ...start }: Push,
): AsyncGenerator<SubscribeToShardEventStream> {
  const { clock } = world;
  const end = clock.now() + SUBSCRIBED_MILLISECONDS;
  let { after } = start;
  let saidAt = -Infinity;
  while (!signal.aborted && clock.now() < end) {
    const { stream, consumer } = findStreamSource(world, sourceArn);
    const shard = findShard(stream, shardId);
    const part = readShard(world, stream, shard, {
      after,
      limit: MOST_RECORDS,
    });
    const isDue =
      part.records.length > 0 ||
      part.isAtEnd ||
      clock.now() - saidAt >= NOTHING_MILLISECONDS;
    if (consumer && isDue) {
      sampleSubscription(world, stream, consumer, part);
      yield {
        SubscribeToShardEvent: {
          Records: part.records.map(record => readRecord(stream, record)),
          ContinuationSequenceNumber: part.isAtEnd
            ? undefined
            : part.after || shard.startingSequence,
          MillisBehindLatest: part.behindMilliseconds,
          ChildShards: part.isAtEnd
            ? childShards(stream.shards, shard)
            : undefined,
        },
      };
      ({ after } = part);
      saidAt = clock.now();
    }
    if (part.isAtEnd) {
      return;
    }
    await clock.sleep(PUSH_MILLISECONDS, signal);
  }
}
