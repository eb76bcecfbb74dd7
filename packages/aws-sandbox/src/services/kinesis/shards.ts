import { createHash } from 'node:crypto';
import type { ChildShard } from '@aws-sdk/client-kinesis';

/** A record as it lies in a shard. */
export interface StoredRecord {
  sequenceNumber: string;
  partitionKey: string;
  data: Uint8Array;
  /** Milliseconds since the epoch. */
  at: number;
}

/** A part of a stream, for the partition keys whose hashes are in its range. */
export interface Shard {
  id: string;
  /** Both ends are part of the range. */
  startingHash: bigint;
  endingHash: bigint;
  startingSequence: string;
  /** Set when the shard takes no more records. */
  endingSequence?: string;
  parentId?: string;
  adjacentParentId?: string;
  /** Oldest first. */
  records: StoredRecord[];
}

const HASH_SPACE = 1n << 128n;

/** The hash by which a partition key finds its shard. */
export function hashOf(partitionKey: string): bigint {
  return BigInt(
    `0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`,
  );
}

/**
 * The shards that a stream of so many has, of equal size. When there were
 * others before, each is the child of one or two of those, by what they share.
 */
export function evenShards(
  count: number,
  firstIndex: number,
  startingSequence: string,
  former: Shard[] = [],
): Shard[] {
  return Array.from({ length: count }, (_, index) => {
    const startingHash = (HASH_SPACE * BigInt(index)) / BigInt(count);
    const endingHash = (HASH_SPACE * BigInt(index + 1)) / BigInt(count) - 1n;
    const [parent, adjacent] = former.filter(
      shard =>
        shard.startingHash <= endingHash && shard.endingHash >= startingHash,
    );
    return {
      id: `shardId-${String(firstIndex + index).padStart(12, '0')}`,
      startingHash,
      endingHash,
      startingSequence,
      parentId: parent?.id,
      adjacentParentId: adjacent?.id,
      records: [],
    };
  });
}

/** The open shard of a hash. */
export function shardOf(shards: Shard[], hash: bigint): Shard {
  const found = shards.find(
    shard =>
      shard.endingSequence === undefined &&
      shard.startingHash <= hash &&
      shard.endingHash >= hash,
  );
  if (!found) {
    throw new Error(`No open shard has the hash ${hash}`);
  }
  return found;
}

/** The shards that go on where one ends, as its readers are told. */
export function childShards(shards: Shard[], { id }: Shard): ChildShard[] {
  return shards
    .filter(
      ({ parentId, adjacentParentId }) =>
        parentId === id || adjacentParentId === id,
    )
    .map(child => ({
      ShardId: child.id,
      ParentShards: [child.parentId, child.adjacentParentId].filter(
        parent => parent !== undefined,
      ),
      HashKeyRange: {
        StartingHashKey: String(child.startingHash),
        EndingHashKey: String(child.endingHash),
      },
    }));
}
