import type { Shard } from '@aws-sdk/client-kinesis';
import type { Position, ShardLease } from './shard-lease';

/** What a worker knows when it decides which shards to read. */
export interface LeaseView {
  /** Those that the stream has. */
  shards: Partial<
    Pick<
      Shard,
      | 'ShardId'
      | 'ParentShardId'
      | 'AdjacentParentShardId'
      | 'SequenceNumberRange'
    >
  >[];
  leases: ShardLease[];
  /** Those that live, this one included. */
  workers: string[];
  me: string;
  /** Milliseconds. */
  now: number;
  /** Where to begin in a stream that was never read. */
  startAt: 'oldest' | 'now';
}

/** What it does about it. */
export interface LeasePlan {
  /** Shards that have none yet. */
  add: ShardLease[];
  take: ShardLease[];
  /** Its own, so that others get their share. */
  release: string[];
  /** Of shards that the stream has forgotten. */
  forget: string[];
}

/**
 * Shares the shards out evenly. A shard that came of a split or a merge waits
 * until all of its parents have been read to their end, so that the order of
 * each partition key holds. Nobody takes a shard from a worker that lives:
 * whoever has more than its share gives back.
 */
export function planLeases(view: LeaseView): LeasePlan {
  const { leases, workers, me, now } = view;
  const ended = new Map(leases.map(lease => [lease.shardId, lease.ended]));
  const readable = leases.filter(
    lease =>
      !lease.ended && lease.parents.every(parent => ended.get(parent) ?? true),
  );
  const isFree = (lease: ShardLease) => !lease.owner || lease.expiresAt <= now;
  const heldBy = (worker: string) =>
    readable.filter(lease => lease.owner === worker && !isFree(lease));
  const mine = heldBy(me);
  const most = Math.ceil(readable.length / workers.length);
  const least = Math.floor(readable.length / workers.length);
  const somebodyHasTooFew = workers.some(
    worker => heldBy(worker).length < least,
  );
  const free = readable.filter(isFree);
  // Workers that look at the same time begin at different ends, or one takes all.
  const first = (workers.toSorted().indexOf(me) * most) % (free.length || 1);
  return {
    add: newLeases(view),
    take: [...free.slice(first), ...free.slice(0, first)].slice(
      0,
      Math.max(0, most - mine.length),
    ),
    release:
      free.length === 0
        ? mine
            .slice(somebodyHasTooFew ? least : most)
            .map(({ shardId }) => shardId)
        : [],
    forget: forgotten(view),
  };
}

function newLeases({ shards, leases, now, startAt }: LeaseView): ShardLease[] {
  const known = new Set(leases.map(({ shardId }) => shardId));
  const lease = (
    shard: LeaseView['shards'][number],
    position: Position,
  ): ShardLease => ({
    shardId: shard.ShardId ?? '',
    expiresAt: 0,
    position,
    ended: false,
    parents: parentsOf(shard),
    version: 1,
  });
  if (known.size === 0) {
    return startAt === 'oldest'
      ? shards.map(shard => lease(shard, {}))
      : shards.filter(isOpen).map(shard => lease(shard, { timestamp: now }));
  }
  // Children only: what is older than where reading began stays unread.
  const added: ShardLease[] = [];
  for (const shard of shards) {
    if (
      !known.has(shard.ShardId ?? '') &&
      parentsOf(shard).some(parent => known.has(parent))
    ) {
      known.add(shard.ShardId ?? '');
      added.push(lease(shard, {}));
    }
  }
  return added;
}

function forgotten({ shards, leases }: LeaseView): string[] {
  const there = new Set(shards.map(({ ShardId }) => ShardId));
  return leases
    .filter(({ shardId, ended }) => ended && !there.has(shardId))
    .map(({ shardId }) => shardId);
}

function isOpen(shard: LeaseView['shards'][number]): boolean {
  return !shard.SequenceNumberRange?.EndingSequenceNumber;
}

function parentsOf(shard: LeaseView['shards'][number]): string[] {
  return [shard.ParentShardId, shard.AdjacentParentShardId].filter(
    parent => parent !== undefined,
  );
}
