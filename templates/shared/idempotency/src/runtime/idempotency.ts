import {
  IdempotencyConfig,
  IdempotencyItemAlreadyExistsError,
} from '@aws-lambda-powertools/idempotency';
import type { BasePersistenceLayer } from '@aws-lambda-powertools/idempotency/persistence';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';

/** How long an event is remembered: as long as SQS, EventBridge's retries and a replay may bring it back. */
const REMEMBERED_SECONDS = 14 * 24 * 3600;

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
  constructor(private readonly store: BasePersistenceLayer) {}

  /** Remembers in the table that the stack has made. */
  static inTable(tableName: string): Idempotency {
    const store = new DynamoDBPersistenceLayer({ tableName });
    store.configure({
      config: new IdempotencyConfig({
        expiresAfterSeconds: REMEMBERED_SECONDS,
      }),
      keyPrefix: 'event',
    });
    return new Idempotency(store);
  }

  /**
   * @param key - names the event, the same at each delivery
   * @param withinSeconds - after which a run that never ended counts as dead
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
    try {
      await this.store.saveInProgress(key, withinSeconds * 1000);
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
    let answer: unknown;
    try {
      answer = (await run()) ?? null;
    } catch (error) {
      await this.store.deleteRecord(key);
      throw error;
    }
    await this.store.saveSuccess(key, JSON.stringify(answer));
    return { outcome: 'handled', answer };
  }
}
