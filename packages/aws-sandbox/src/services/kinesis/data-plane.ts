import { AwsError, World } from '../../core';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { sampleGetRecords, sampleSubscription } from './metrics';
import {
  StartingPosition,
  readShard,
  startOf,
  takeSharedRead,
} from './read-shard';
import { Shard, StoredRecord } from './shards';
import { StoredConsumer, StoredStream, findStream, notFound } from './state';

export type { StartingPosition } from './read-shard';
export type { StoredRecord } from './shards';

/** Lambda and Pipes ask each shard once a second. */
const POLL_MILLISECONDS = 1_000;

/** What reads a stream from inside the sandbox: an event source mapping, a pipe. */
export interface StreamReader {
  /** A stream, or a registered consumer of one. */
  sourceArn: string;
  start: StartingPosition;
  /** By shard, the sequence number after which to go on; kept by the reader's owner, so that it outlives a restart. */
  positions: Map<string, string>;
  batchSize: number;
  /** How long records may wait for more of them. */
  batchingWindowMilliseconds: number;
  /**
   * Takes a batch of one shard, in order. Gives the sequence number of the
   * first record that is to come again, if one is; a failure brings back the
   * whole batch. The shard waits meanwhile.
   */
  handle(records: StoredRecord[], shardId: string): Promise<string | undefined>;
  /** What made a batch come again, or the stream unreadable. */
  onProblem(error: unknown): void;
}

/**
 * The stream that an ARN leads to, and its consumer when the ARN is of one.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function findStreamSource(
  world: World,
  sourceArn: string,
): { stream: StoredStream; consumer?: StoredConsumer } {
  const { accountId = '', region = '' } = parseArn(sourceArn) ?? {};
  const [streamArn, consumerPart] = sourceArn.split('/consumer/');
  const stream = findStream(
    { world, accountId, region },
    { StreamARN: streamArn },
  );
  if (consumerPart === undefined) {
    return { stream };
  }
  const consumer = [...stream.consumers.values()].find(
    ({ arn }) => arn === sourceArn,
  );
  if (!consumer) {
    throw notFound(`Consumer ${sourceArn} not found.`);
  }
  return { stream, consumer };
}

/** Reads every shard of a stream in its order, parents before their children, until the signal aborts. */
export function followStream(
  world: World,
  reader: StreamReader,
  signal: AbortSignal,
): void {
  void followShards(world, reader, signal);
}

async function followShards(
  world: World,
  reader: StreamReader,
  signal: AbortSignal,
): Promise<void> {
  const started = new Set<string>();
  const ended = new Set<string>();
  // What began after the reader did is read from its beginning.
  let isFirstLook = reader.positions.size === 0;
  while (!signal.aborted) {
    try {
      const { stream } = findStreamSource(world, reader.sourceArn);
      for (const shard of stream.shards) {
        if (started.has(shard.id) || !parentsAreRead(shard, started, ended)) {
          continue;
        }
        started.add(shard.id);
        if (isFirstLook) {
          reader.positions.set(shard.id, startOf(shard, reader.start));
        }
        void followShard(world, reader, shard.id, signal).then(() =>
          ended.add(shard.id),
        );
      }
      isFirstLook = false;
    } catch (error) {
      reader.onProblem(error);
    }
    await world.clock.sleep(POLL_MILLISECONDS, signal);
  }
}

function parentsAreRead(
  { parentId, adjacentParentId }: Shard,
  started: ReadonlySet<string>,
  ended: ReadonlySet<string>,
): boolean {
  return [parentId, adjacentParentId].every(
    id => id === undefined || !started.has(id) || ended.has(id),
  );
}

/** Reads one shard to its end, or until the signal aborts. */
async function followShard(
  world: World,
  reader: StreamReader,
  shardId: string,
  signal: AbortSignal,
): Promise<void> {
  let waitingSince: number | undefined;
  while (!signal.aborted) {
    try {
      const after = reader.positions.get(shardId) ?? '';
      const part = readFor(world, reader, shardId, after);
      if (part.records.length === 0) {
        waitingSince = undefined;
        if (part.isAtEnd) {
          return;
        }
      } else {
        waitingSince ??= world.clock.now();
        const isDue =
          part.records.length >= reader.batchSize ||
          world.clock.now() - waitingSince >= reader.batchingWindowMilliseconds;
        if (isDue) {
          const again = await reader.handle(part.records, shardId);
          reader.positions.set(
            shardId,
            again ? before(part.records, again, after) : part.after,
          );
          waitingSince = undefined;
        }
      }
    } catch (error) {
      reader.onProblem(error);
    }
    await world.clock.sleep(POLL_MILLISECONDS, signal);
  }
}

/** A read as `GetRecords` does it, or as `SubscribeToShard` does for a consumer with a throughput of its own. */
function readFor(
  world: World,
  reader: StreamReader,
  shardId: string,
  after: string,
) {
  const { stream, consumer } = findStreamSource(world, reader.sourceArn);
  const shard = stream.shards.find(({ id }) => id === shardId);
  if (!shard) {
    throw new AwsError('ResourceNotFoundException', `${shardId} is gone.`);
  }
  if (!consumer) {
    takeSharedRead(world, stream, shard);
  }
  const part = readShard(world, stream, shard, {
    after,
    limit: reader.batchSize,
  });
  if (consumer) {
    sampleSubscription(world, stream, consumer, part);
  } else {
    sampleGetRecords(world, stream, part);
  }
  return part;
}

/** The place just before a record. */
function before(
  records: StoredRecord[],
  sequenceNumber: string,
  after: string,
): string {
  const index = records.findIndex(
    record => record.sequenceNumber === sequenceNumber,
  );
  return index > 0 ? records[index - 1].sequenceNumber : after;
}
