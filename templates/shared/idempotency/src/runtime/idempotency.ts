import { IdempotencyItemAlreadyExistsError } from '@aws-lambda-powertools/idempotency';
import type { BasePersistenceLayer } from '@aws-lambda-powertools/idempotency/persistence';
import { LockTable } from './lock-table';

/** What is remembered of events, and the locks on those that are being handled. */
export interface IdempotencyStore
  extends Pick<
    BasePersistenceLayer,
    'getRecord' | 'saveSuccess' | 'deleteRecord'
  > {
  /**
   * Locks a key.
   *
   * @param until - when the lock ends, in milliseconds since 1970
   * @throws IdempotencyItemAlreadyExistsError when it is locked, or done
   */
  lock(key: string, until: number): Promise<void>;
  /**
   * Moves the end of a lock.
   *
   * @param from - when it ended so far, by which it is known
   * @returns whether it was still there
   */
  prolong(key: string, from: number, until: number): Promise<boolean>;
}

/** The event is being handled by somebody else right now. It may fail there, so it must come back. */
export class AlreadyInProgressError extends Error {
  constructor(key: string) {
    super(`${key} is being handled by another task.`);
    this.name = 'AlreadyInProgressError';
  }
}

/**
 * Runs what must happen once for an event, once. Events are delivered at least
 * once by everything that delivers them.
 */
export class Idempotency {
  constructor(private readonly store: IdempotencyStore) {}

  /** Remembers in the table that the stack has made. */
  static inTable(tableName: string): Idempotency {
    return new Idempotency(new LockTable(tableName));
  }

  /**
   * @param key - names the event, the same at each delivery
   * @param withinSeconds - after which a run counts as dead whose process gave
   *   no more sign of life; one that goes on may take as long as it likes
   * @returns whether it ran now, or had before
   * @throws AlreadyInProgressError while somebody else runs it; and what `run` throws
   */
  async once(
    key: string,
    withinSeconds: number,
    run: () => Promise<void>,
  ): Promise<'handled' | 'duplicate'> {
    return (await this.answer(key, withinSeconds, run)).outcome;
  }

  /**
   * As `once`, for what somebody waits for: the answer of the first run is the
   * answer to each delivery. It is kept as JSON, at most 400 KB.
   */
  async answer(
    key: string,
    withinSeconds: number,
    run: () => Promise<unknown>,
  ): Promise<{ outcome: 'handled' | 'duplicate'; answer: unknown }> {
    const lock = new Lock(this.store, key, withinSeconds * 1000);
    try {
      await lock.take();
    } catch (error) {
      if (!(error instanceof IdempotencyItemAlreadyExistsError)) {
        throw error;
      }
      const known = error.existingRecord ?? (await this.store.getRecord(key));
      if (known.getStatus() === 'COMPLETED') {
        return {
          outcome: 'duplicate',
          answer: JSON.parse(String(known.getResponse() ?? null)),
        };
      }
      throw new AlreadyInProgressError(key);
    }
    return lock.hold(async () => {
      const answer = await this.runOrForget(key, run);
      await this.store.saveSuccess(key, JSON.stringify(answer));
      return { outcome: 'handled', answer };
    });
  }

  private async runOrForget(
    key: string,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    try {
      return (await run()) ?? null;
    } catch (error) {
      await this.store.deleteRecord(key);
      throw error;
    }
  }
}

/** What keeps others from an event until it is written down that it is handled. */
class Lock {
  private until = 0;

  constructor(
    private readonly store: IdempotencyStore,
    private readonly key: string,
    private readonly milliseconds: number,
  ) {}

  /** @throws AlreadyInProgressError when it was lost before anything was done */
  async take(): Promise<void> {
    this.until = Date.now() + this.milliseconds;
    await this.store.lock(this.key, this.until);
    // Where the table answers late, most of the time may be over by now.
    while (this.until - Date.now() < (this.milliseconds * 2) / 3) {
      if (!(await this.prolong())) {
        throw new AlreadyInProgressError(this.key);
      }
    }
  }

  async hold<T>(run: () => Promise<T>): Promise<T> {
    let isUnderWay = false;
    const signsOfLife = setInterval(() => {
      if (!isUnderWay) {
        isUnderWay = true;
        this.prolong()
          // When it fails, the next one comes before the lock ends.
          .catch(() => {})
          .finally(() => (isUnderWay = false));
      }
    }, this.milliseconds / 6);
    try {
      return await run();
    } finally {
      clearInterval(signsOfLife);
    }
  }

  private async prolong(): Promise<boolean> {
    const until = Date.now() + this.milliseconds;
    const isMine = await this.store.prolong(this.key, this.until, until);
    if (isMine) {
      this.until = until;
    }
    return isMine;
  }
}
