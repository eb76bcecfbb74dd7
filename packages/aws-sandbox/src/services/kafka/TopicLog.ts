/** One record of a topic. */
export interface TopicRecord {
  partition: number;
  offset: number;
  /** Milliseconds since the epoch. */
  at: number;
  key?: string;
  value: string;
}

/** Records of one partition that a member of a consumer group has in hand. */
export interface TopicBatch {
  records: TopicRecord[];
  /** Done: the group goes on after them. */
  commit(): void;
  /** Not done: the group gets them again. */
  release(): void;
}

/** Where a group that has no offsets yet begins. */
export type StartingPosition = 'earliest' | 'latest';

/** How far a consumer group is behind, as MSK tells CloudWatch. */
export interface GroupLag {
  /** Records that the group has not committed, of all partitions. */
  sumOffsetLag: number;
  /** The same of the partition that is furthest behind. */
  maxOffsetLag: number;
  /** How long the group takes for `maxOffsetLag` at its pace of the last minute; absent when it stands still. */
  estimatedMaxTimeLagSeconds?: number;
}

/** What went through one partition since the topic began. */
export interface Traffic {
  bytesIn: number;
  bytesOut: number;
  messagesIn: number;
}

interface Partition extends Traffic {
  firstOffset: number;
  nextOffset: number;
  records: TopicRecord[];
}

interface Group {
  /** The next offset to read, by partition. */
  committed: number[];
  /** Partitions that a member has in hand: a group gives each to one member at a time. */
  taken: Set<number>;
  /** What was committed in the last minute. */
  commits: { at: number; partition: number; count: number }[];
}

const PACE_MILLISECONDS = 60_000;
/** The sandbox keeps records in memory: as with `retention.bytes`, the oldest go first. */
const RETAINED_RECORDS = 20_000;

/** The partitions of one topic, and how far each consumer group has read them. */
export class TopicLog {
  readonly #partitions: Partition[];
  readonly #groups = new Map<string, Group>();
  #next = 0;

  constructor(partitionCount: number) {
    this.#partitions = Array.from({ length: partitionCount }, () => ({
      firstOffset: 0,
      nextOffset: 0,
      records: [],
      bytesIn: 0,
      bytesOut: 0,
      messagesIn: 0,
    }));
  }

  get partitionCount(): number {
    return this.#partitions.length;
  }

  /** The groups that have offsets, by name. */
  get groupIds(): string[] {
    return [...this.#groups.keys()].sort();
  }

  /** Appends a record: to the partition of its key, or without one to each in turn. */
  append(record: { key?: string; value: string }, at: number): void {
    const index =
      record.key === undefined
        ? this.#next++ % this.#partitions.length
        : hashOf(record.key) % this.#partitions.length;
    const partition = this.#partitions[index];
    partition.records.push({
      ...record,
      partition: index,
      offset: partition.nextOffset,
      at,
    });
    partition.nextOffset += 1;
    partition.messagesIn += 1;
    partition.bytesIn += bytesOf(record);
    if (partition.records.length > RETAINED_RECORDS) {
      partition.records.splice(0, RETAINED_RECORDS / 2);
      partition.firstOffset = partition.records[0].offset;
    }
  }

  /**
   * Hands a member of a group the next records of the partition that is furthest
   * behind and in nobody's hands.
   *
   * @returns undefined when there is none
   */
  take(
    groupId: string,
    options: { maxRecords: number; startingPosition: StartingPosition },
    now: () => number,
  ): TopicBatch | undefined {
    const group = this.#join(groupId, options.startingPosition);
    const index = this.#partitions
      .map((_, partition) => partition)
      .filter(partition => !group.taken.has(partition))
      .sort((a, b) => this.#lag(group, b) - this.#lag(group, a))[0];
    if (index === undefined || this.#lag(group, index) === 0) {
      return undefined;
    }
    const partition = this.#partitions[index];
    const from = Math.max(group.committed[index], partition.firstOffset);
    const records = partition.records.slice(
      from - partition.firstOffset,
      from - partition.firstOffset + options.maxRecords,
    );
    partition.bytesOut += records.reduce((sum, one) => sum + bytesOf(one), 0);
    group.taken.add(index);
    return {
      records,
      commit: () => {
        group.taken.delete(index);
        group.committed[index] = records[records.length - 1].offset + 1;
        group.commits.push({
          at: now(),
          partition: index,
          count: records.length,
        });
      },
      release: () => void group.taken.delete(index),
    };
  }

  /** How far a group is behind; undefined for one that never read. */
  lagOf(groupId: string, now: number): GroupLag | undefined {
    const group = this.#groups.get(groupId);
    if (!group) {
      return undefined;
    }
    group.commits = group.commits.filter(
      ({ at }) => at > now - PACE_MILLISECONDS,
    );
    const lags = this.#partitions.map((_, index) => this.#lag(group, index));
    const maxOffsetLag = Math.max(...lags);
    const slowest = lags.indexOf(maxOffsetLag);
    const perSecond =
      group.commits
        .filter(({ partition }) => partition === slowest)
        .reduce((sum, { count }) => sum + count, 0) /
      (PACE_MILLISECONDS / 1000);
    return {
      sumOffsetLag: lags.reduce((sum, lag) => sum + lag, 0),
      maxOffsetLag,
      ...((maxOffsetLag === 0 || perSecond > 0) && {
        estimatedMaxTimeLagSeconds:
          maxOffsetLag === 0 ? 0 : maxOffsetLag / perSecond,
      }),
    };
  }

  /** What went through the partitions of one broker, or of all. */
  traffic(isOfBroker: (partition: number) => boolean = () => true): Traffic {
    const sum: Traffic = { bytesIn: 0, bytesOut: 0, messagesIn: 0 };
    this.#partitions.forEach((partition, index) => {
      if (isOfBroker(index)) {
        sum.bytesIn += partition.bytesIn;
        sum.bytesOut += partition.bytesOut;
        sum.messagesIn += partition.messagesIn;
      }
    });
    return sum;
  }

  #join(groupId: string, startingPosition: StartingPosition): Group {
    let group = this.#groups.get(groupId);
    if (!group) {
      group = {
        committed: this.#partitions.map(({ firstOffset, nextOffset }) =>
          startingPosition === 'earliest' ? firstOffset : nextOffset,
        ),
        taken: new Set(),
        commits: [],
      };
      this.#groups.set(groupId, group);
    }
    return group;
  }

  #lag(group: Group, index: number): number {
    const { firstOffset, nextOffset } = this.#partitions[index];
    return nextOffset - Math.max(group.committed[index], firstOffset);
  }
}

function bytesOf({ key = '', value }: { key?: string; value: string }): number {
  return Buffer.byteLength(key) + Buffer.byteLength(value);
}

function hashOf(key: string): number {
  let hash = 0;
  for (const character of key) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash;
}
