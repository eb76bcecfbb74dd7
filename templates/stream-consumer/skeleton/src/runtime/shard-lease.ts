import type { Log } from './log';

/** Where in a shard to go on; from its oldest record when nothing is said. */
export interface Position {
  /** After this one. */
  sequenceNumber?: string;
  /** From this time on, in milliseconds. */
  timestamp?: number;
}

/** Who reads a shard, and how far it has been read. */
export interface ShardLease {
  shardId: string;
  /** Of nobody when it is missing. */
  owner?: string;
  /** Milliseconds; then anybody may take it. */
  expiresAt: number;
  position: Position;
  /** Read to its end: the shard was split or merged. */
  ended: boolean;
  /** The shards that it came from, which must be read first. */
  parents: string[];
  /** Counts changes, so that nobody overwrites another's. */
  version: number;
}

/** Where leases are kept, for all tasks. */
export interface LeaseStore {
  /** All leases, and the workers that have announced themselves and not expired. */
  list(now: number): Promise<{ leases: ShardLease[]; workers: string[] }>;
  /**
   * Keeps a lease, if it has the version that is expected; 0 for a new one.
   *
   * @returns whether it had
   */
  save(lease: ShardLease, expectedVersion: number): Promise<boolean>;
  /** Takes away one that is no longer needed. */
  remove(shardId: string): Promise<void>;
  announce(worker: string, expiresAt: number): Promise<void>;
  withdraw(worker: string): Promise<void>;
}

/** A lease that this worker has, for as long as it renews it. */
export class HeldLease {
  private readonly lease: ShardLease;
  private readonly losing = new AbortController();
  /** Renewals and checkpoints change the same record: one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly store: LeaseStore,
    lease: ShardLease,
    private readonly leaseMilliseconds: number,
    private readonly log: Log,
  ) {
    this.lease = { ...lease };
  }

  /** Takes a lease, unless somebody else was quicker. */
  static async take(
    store: LeaseStore,
    lease: ShardLease,
    owner: string,
    leaseMilliseconds: number,
    log: Log,
  ): Promise<HeldLease | undefined> {
    const held = new HeldLease(
      store,
      { ...lease, owner },
      leaseMilliseconds,
      log,
    );
    await held.renew();
    return held.lost.aborted ? undefined : held;
  }

  get shardId(): string {
    return this.lease.shardId;
  }

  get position(): Position {
    return this.lease.position;
  }

  /** Aborts when the shard is somebody else's, or may be. */
  get lost(): AbortSignal {
    return this.losing.signal;
  }

  renew(): Promise<void> {
    return this.change({});
  }

  /** Everything up to this record has been handled, or kept as failed. */
  checkpoint(sequenceNumber: string): Promise<void> {
    return this.change({ position: { sequenceNumber } });
  }

  /** Everything in the shard has been handled: its children may be read. */
  end(): Promise<void> {
    return this.change({ ended: true });
  }

  /** Leaves the shard to whoever wants it. */
  async release(): Promise<void> {
    await this.change({ owner: undefined });
    this.losing.abort(new Error('released'));
  }

  private change(changes: Partial<ShardLease>): Promise<void> {
    const changed = this.last.then(() => this.save(changes));
    this.last = changed;
    return changed;
  }

  private async save(changes: Partial<ShardLease>): Promise<void> {
    if (this.lost.aborted) {
      return;
    }
    const { version } = this.lease;
    const next = {
      ...this.lease,
      ...changes,
      version: version + 1,
      expiresAt: 'owner' in changes ? 0 : Date.now() + this.leaseMilliseconds,
    };
    try {
      if (await this.store.save(next, version)) {
        Object.assign(this.lease, next);
      } else {
        this.lose('somebody else has the shard');
      }
    } catch (error) {
      // Tried again by the next renewal, as long as the lease lasts.
      this.log.warn({ err: error, shardId: this.shardId }, 'lease not saved');
      if (Date.now() >= this.lease.expiresAt) {
        this.lose('the lease could not be renewed in time');
      }
    }
  }

  private lose(reason: string): void {
    this.log.warn({ shardId: this.shardId, reason }, 'lease lost');
    this.losing.abort(new Error(reason));
  }
}
