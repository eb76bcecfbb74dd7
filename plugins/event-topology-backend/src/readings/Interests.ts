import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { InterestStore } from '../database/InterestStore';

/** Somebody looks at the map for so long after asking for readings. */
export const VIEWING_SECONDS = 60;

/** Somebody watches a node for so long after saying so. */
export const WATCH_LEASE_SECONDS = 15;

const MAP = '*';

/**
 * What viewers look at, on all replicas. A viewer does not count, only whether
 * there is one: two hundred leases on a node are one lease.
 */
export class Interests {
  readonly #store: InterestStore;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** Until when, as told to the database. */
  readonly #told = new Map<string, number>();

  constructor(options: {
    store: InterestStore;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Somebody looks at the map.
   *
   * @returns true when, as far as this replica knows, nobody did before
   */
  async viewMap(): Promise<boolean> {
    return (await this.#extend([MAP], VIEWING_SECONDS)) > 0;
  }

  /**
   * Somebody looks closely at these nodes.
   *
   * @returns true when, as far as this replica knows, one of them is newly watched
   */
  async watch(nodeIds: string[]): Promise<boolean> {
    return (await this.#extend(nodeIds, WATCH_LEASE_SECONDS)) > 0;
  }

  /** What is looked at now. */
  async active(): Promise<{ map: boolean; nodeIds: string[] }> {
    const subjects = await this.#store.active();
    return {
      map: subjects.length > 0,
      nodeIds: subjects.filter(subject => subject !== MAP),
    };
  }

  /** Forgets what has run out. */
  async prune(): Promise<void> {
    const now = this.#now();
    for (const [subject, until] of this.#told) {
      if (until <= now) {
        this.#told.delete(subject);
      }
    }
    await this.#store.prune();
  }

  /** @returns how many of the subjects nobody looked at before */
  async #extend(subjects: string[], seconds: number): Promise<number> {
    const now = this.#now();
    const until = now + seconds * 1000;
    // The database hears of a lease when it is new or half spent, so that its
    // load follows the number of nodes watched, not the number of viewers.
    const due = subjects.filter(
      subject => (this.#told.get(subject) ?? 0) - now <= seconds * 500,
    );
    const fresh = due.filter(subject => (this.#told.get(subject) ?? 0) <= now);
    if (due.length > 0) {
      due.forEach(subject => this.#told.set(subject, until));
      try {
        await this.#store.extend(due, seconds);
      } catch (error) {
        due.forEach(subject => this.#told.delete(subject));
        this.#logger.warn(
          `What viewers look at could not be noted, so its readings come by the slower clock: ${stringifyError(
            error,
          )}`,
        );
      }
    }
    return fresh.length;
  }
}
