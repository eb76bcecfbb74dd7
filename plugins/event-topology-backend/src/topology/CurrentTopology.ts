import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { StoredTopology, TopologyStore } from '../database/TopologyStore';

/**
 * The snapshot that this replica serves. It is the one in the database: read
 * from there at the start and again whenever another replica has stored one.
 */
export class CurrentTopology {
  readonly #store: TopologyStore;
  readonly #logger: LoggerService;
  readonly #listeners = new Set<(snapshot: TopologySnapshot) => void>();
  #stored: StoredTopology | undefined;
  /** The revision that was looked at last, readable or not. */
  #revision = 0;
  #json: string | undefined;
  #syncing: Promise<void> | undefined;

  constructor(options: { store: TopologyStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Undefined until a first read has ended, here or on another replica. */
  get snapshot(): TopologySnapshot | undefined {
    return this.#stored?.snapshot;
  }

  /** The snapshot in JSON, made once for all who ask. */
  get json(): string | undefined {
    if (this.#stored && !this.#json) {
      this.#json = JSON.stringify(this.#stored.snapshot);
    }
    return this.#json;
  }

  /** Calls `listener` whenever the version changes. */
  onNewVersion(listener: (snapshot: TopologySnapshot) => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Takes over what another replica stored, if anything. A database that does
   * not answer costs freshness only: what is at hand is served on.
   */
  async sync(): Promise<void> {
    this.#syncing ??= this.#load().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #load(): Promise<void> {
    try {
      const revision = await this.#store.revision();
      if (revision === this.#revision) {
        return;
      }
      const stored = await this.#store.load(this.#stored);
      // Without a readable snapshot the revision still counts: the next one is
      // to be stored in its place.
      this.#revision = stored?.revision ?? revision;
      if (stored) {
        this.#take(stored);
      }
    } catch (error) {
      this.#logger.warn(
        `The stored topology could not be read, so the one at hand is served: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /**
   * Stores a snapshot that was made from the current one and serves it.
   *
   * @returns false when another replica stored one in the meantime; that one
   *   is served then
   */
  async replace(snapshot: TopologySnapshot): Promise<boolean> {
    const stored = await this.#store.save(snapshot, this.#revision);
    if (!stored) {
      await this.sync();
      return false;
    }
    this.#revision = stored.revision;
    this.#take(stored);
    return true;
  }

  #take(stored: StoredTopology): void {
    const isNew = stored.snapshot.version !== this.#stored?.snapshot.version;
    this.#stored = stored;
    this.#json = undefined;
    if (isNew) {
      this.#listeners.forEach(listener => listener(stored.snapshot));
    }
  }
}
