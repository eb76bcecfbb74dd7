import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log';
import { pause } from './pause';
import { LeaseView, planLeases } from './plan-leases';
import { HeldLease, LeaseStore } from './shard-lease';

/** What the worker works with. */
export interface StreamWorkerOptions {
  /** Names this worker among the others. */
  me: string;
  leases: LeaseStore;
  listShards(): Promise<LeaseView['shards']>;
  startAt: LeaseView['startAt'];
  /** Reads a shard until it ends, the lease is lost or the signal aborts. */
  consume(lease: HeldLease, stop: AbortSignal): Promise<void>;
  log: Log;
  /** How long a shard stays with a worker that gives no sign of life. */
  leaseMilliseconds: number;
  /** From the signal to stop, until shards are left to others, finished or not. */
  graceSeconds: number;
}

/** How often leases are renewed and shared out anew, within the time that they last. */
const ROUNDS_IN_LEASE = 3;
/** A worker that has not been able to renew leases for so many of their times isn't well. */
const UNHEALTHY_AFTER_LEASES = 6;

interface Consumption {
  lease: HeldLease;
  /** Aborts when the shard goes to another worker. */
  giveUp: AbortController;
  ended: Promise<void>;
}

/** Shares the stream's shards with the other workers, and has its own consumed. */
export class StreamWorker {
  private readonly consumptions = new Map<string, Consumption>();
  private lastRound = Date.now();

  constructor(private readonly options: StreamWorkerOptions) {}

  /** Was able to renew its leases lately. */
  get isHealthy(): boolean {
    return (
      Date.now() - this.lastRound <
      UNHEALTHY_AFTER_LEASES * this.options.leaseMilliseconds
    );
  }

  /** Works until it is told to stop; then its shards are free, with their checkpoints. */
  async run(stop: AbortSignal): Promise<void> {
    const { leaseMilliseconds, log } = this.options;
    while (!stop.aborted) {
      try {
        await this.round(stop);
        this.lastRound = Date.now();
      } catch (error) {
        log.error({ err: error }, 'cannot share out shards');
      }
      await pause(leaseMilliseconds / ROUNDS_IN_LEASE, stop);
    }
    await this.leave();
  }

  private async round(stop: AbortSignal): Promise<void> {
    const { me, leases, listShards, startAt, leaseMilliseconds } = this.options;
    await leases.announce(me, Date.now() + leaseMilliseconds);
    await Promise.all(
      [...this.consumptions.values()].map(({ lease }) => lease.renew()),
    );
    const shards = await listShards();
    const now = Date.now();
    const known = await leases.list(now);
    const plan = planLeases({
      shards,
      leases: known.leases,
      workers: [...new Set([...known.workers, me])],
      me,
      now,
      startAt,
    });
    for (const lease of plan.add) {
      // Somebody else may have been quicker, which is as good.
      await leases.save(lease, 0);
    }
    for (const shardId of plan.forget) {
      await leases.remove(shardId);
    }
    for (const shardId of plan.release) {
      this.consumptions.get(shardId)?.giveUp.abort();
    }
    for (const lease of plan.take) {
      if (!stop.aborted && !this.consumptions.has(lease.shardId)) {
        await this.take(lease, stop);
      }
    }
  }

  private async take(
    lease: Parameters<typeof HeldLease.take>[1],
    stop: AbortSignal,
  ): Promise<void> {
    const { leases, me, leaseMilliseconds, log } = this.options;
    const held = await HeldLease.take(
      leases,
      lease,
      me,
      leaseMilliseconds,
      log,
    );
    if (!held) {
      return;
    }
    const giveUp = new AbortController();
    log.info({ shardId: held.shardId, from: held.position }, 'shard taken');
    this.consumptions.set(held.shardId, {
      lease: held,
      giveUp,
      ended: this.consume(held, AbortSignal.any([stop, giveUp.signal])),
    });
  }

  private async consume(lease: HeldLease, stop: AbortSignal): Promise<void> {
    const { consume, log } = this.options;
    const { shardId } = lease;
    try {
      await consume(lease, stop);
    } catch (error) {
      // Free again, so that the next round goes on at the checkpoint.
      log.error({ err: error, shardId }, 'shard not consumed');
    }
    await lease.release();
    this.consumptions.delete(shardId);
    log.info({ shardId }, 'shard left');
  }

  private async leave(): Promise<void> {
    const { me, leases, graceSeconds, log } = this.options;
    const inTime = new AbortController();
    await Promise.race([
      Promise.all([...this.consumptions.values()].map(({ ended }) => ended)),
      sleep(graceSeconds * 1000, undefined, { signal: inTime.signal }).catch(
        () => log.debug({}, 'everything in hand was finished'),
      ),
    ]);
    inTime.abort();
    if (this.consumptions.size > 0) {
      log.warn({ shards: this.consumptions.size }, 'leaving unfinished shards');
    }
    await Promise.all(
      [...this.consumptions.values()].map(({ lease }) => lease.release()),
    );
    await leases.withdraw(me);
  }
}
