import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  Reading,
  ReadingProblem,
  ReadingsResponse,
} from '@ecs-eda/plugin-event-topology-common';
import {
  ReadingsBatch,
  ReadingsMode,
  ReadingsStore,
} from '../database/ReadingsStore';
import { mergeProblems, mergeReadings } from './merge-readings';
import { ReadingHistory } from './ReadingHistory';
import { TaggedJson, taggedJson } from './tagged-json';

/**
 * Figures of a metrics service describe minutes that are over, and come a
 * minute or two after their end: this much age is no sign of trouble.
 */
const METRICS_DELAY_SECONDS = 180;

/** When a reading counts as old: three reads in a row have not renewed it. */
export function staleAfterSeconds(clock: { frequencySeconds: number }): number {
  return METRICS_DELAY_SECONDS + 3 * clock.frequencySeconds;
}

const MODES: ReadingsMode[] = ['map', 'watched'];

/**
 * The readings that this replica serves: the map's with those of watched nodes
 * over them. They are shared through the database like the snapshot, so that
 * one replica reads AWS and all of them know.
 */
export class CurrentReadings {
  readonly #store: ReadingsStore;
  readonly #logger: LoggerService;
  readonly #staleAfterSeconds: number;
  readonly #revisions: Record<ReadingsMode, number> = { map: 0, watched: 0 };
  readonly #problems: Record<ReadingsMode, ReadingProblem[]> = {
    map: [],
    watched: [],
  };
  readonly history = new ReadingHistory();
  #newest = new Map<string, Reading>();
  #mapReadAt: number | undefined;
  #response: ReadingsResponse | undefined;
  #tagged: TaggedJson | undefined;
  #syncing: Promise<void> | undefined;

  constructor(options: {
    store: ReadingsStore;
    logger: LoggerService;
    staleAfterSeconds: number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#staleAfterSeconds = options.staleAfterSeconds;
  }

  get(nodeId: string): Reading | undefined {
    return this.#newest.get(nodeId);
  }

  /** When the map was last read, on any replica; milliseconds since the epoch. */
  get mapReadAt(): number | undefined {
    return this.#mapReadAt;
  }

  /** ISO 8601, UTC: when the newest reading was taken. */
  get at(): string | undefined {
    let newest: Reading | undefined;
    for (const reading of this.#newest.values()) {
      if (!newest || Date.parse(reading.at) > Date.parse(newest.at)) {
        newest = reading;
      }
    }
    return newest?.at;
  }

  /** All readings and the problems with them; the same object until any changes. */
  get response(): ReadingsResponse {
    if (!this.#response) {
      const { at } = this;
      this.#response = {
        ...(at ? { at } : {}),
        readings: [...this.#newest.values()],
        problems: mergeProblems(this.#problems.map, this.#problems.watched),
        staleAfterSeconds: this.#staleAfterSeconds,
      };
    }
    return this.#response;
  }

  /** The response in JSON, made once for all who may see all of it. */
  get tagged(): TaggedJson {
    this.#tagged ??= taggedJson(this.response);
    return this.#tagged;
  }

  /** Takes over what another replica read, if anything. Never throws. */
  async sync(): Promise<void> {
    this.#syncing ??= this.#load().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #load(): Promise<void> {
    try {
      const revisions = await this.#store.revisions();
      for (const mode of MODES) {
        if (revisions[mode] > this.#revisions[mode]) {
          const stored = await this.#store.load(mode);
          this.#revisions[mode] = stored?.revision ?? revisions[mode];
          if (stored) {
            this.#apply(mode, stored, Date.parse(stored.storedAt));
          }
        }
      }
    } catch (error) {
      this.#logger.warn(
        `The stored readings could not be read, so those at hand are served: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /**
   * Takes over what this replica read and shares it with the others.
   *
   * @returns true when it brought anything that was not known
   */
  async add(
    mode: ReadingsMode,
    batch: ReadingsBatch,
    startedAt: number,
  ): Promise<boolean> {
    const before = this.tagged.tag;
    this.#apply(mode, batch, startedAt);
    try {
      // The map's document holds all that is known, so that the nodes that
      // could not be read this time keep their last figures after a restart.
      this.#revisions[mode] = await this.#store.save(
        mode,
        mode === 'map'
          ? { ...batch, readings: [...this.#newest.values()] }
          : batch,
      );
    } catch (error) {
      this.#logger.warn(
        `The readings could not be shared with the other replicas: ${stringifyError(
          error,
        )}`,
      );
    }
    return this.tagged.tag !== before;
  }

  /** Forgets the nodes that the topology no longer has. */
  retain(isKnown: (nodeId: string) => boolean): void {
    const kept = [...this.#newest].filter(([nodeId]) => isKnown(nodeId));
    if (kept.length < this.#newest.size) {
      this.#newest = new Map(kept);
      this.#changed();
    }
    this.history.retain(isKnown);
  }

  #apply(mode: ReadingsMode, batch: ReadingsBatch, at: number): void {
    this.#newest = mergeReadings(this.#newest.values(), batch.readings);
    this.#problems[mode] = batch.problems;
    if (mode === 'map') {
      this.#mapReadAt = at;
    }
    this.history.add(batch.readings);
    this.#changed();
  }

  #changed(): void {
    this.#response = undefined;
    this.#tagged = undefined;
  }
}
