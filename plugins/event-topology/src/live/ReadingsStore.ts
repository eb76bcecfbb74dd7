import {
  Reading,
  ReadingProblem,
  ReadingsResponse,
} from '@ecs-eda/plugin-event-topology-common';

/** The readings as a whole: when, and what is missing. */
export interface ReadingsSummary {
  /** ISO 8601, UTC; absent until there are any. */
  at?: string;
  problems: ReadingProblem[];
  staleAfterSeconds: number;
  /** Set when the newest readings could not be loaded. */
  error?: Error;
  loaded: boolean;
}

const NOTHING_YET: ReadingsSummary = {
  problems: [],
  staleAfterSeconds: 60,
  loaded: false,
};

/**
 * The newest figures, outside of React's state: a card listens to its own node
 * alone, so that new figures redraw what has changed and lay out nothing.
 */
export class ReadingsStore {
  #readings = new Map<string, Reading>();
  #summary = NOTHING_YET;
  readonly #listeners = new Set<() => void>();

  /** All readings by node id: another map after each change, never changed itself. */
  readonly all = (): ReadonlyMap<string, Reading> => this.#readings;

  /** The same object for as long as nothing about it has changed. */
  readonly summary = () => this.#summary;

  /** The same object for as long as the node's figures and their time are the same. */
  readonly get = (nodeId: string) => this.#readings.get(nodeId);

  /** True when the node's figures are older than figures should be. */
  isOld(nodeId: string, now: number): boolean {
    const reading = this.#readings.get(nodeId);
    return (
      reading !== undefined &&
      now - Date.parse(reading.at) > this.#summary.staleAfterSeconds * 1000
    );
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  replace(response: ReadingsResponse) {
    const next = new Map<string, Reading>();
    let changed = false;
    for (const reading of response.readings) {
      const known = this.#readings.get(reading.nodeId);
      const kept = known && same(known, reading) ? known : reading;
      changed ||= kept !== known;
      next.set(reading.nodeId, kept);
    }
    if (changed || next.size !== this.#readings.size) {
      this.#readings = next;
    }
    this.#change({
      at: response.at,
      problems: response.problems,
      staleAfterSeconds: response.staleAfterSeconds,
      loaded: true,
    });
  }

  /** Keeps the figures: old ones are better than none, and they carry their age. */
  fail(error: Error) {
    this.#change({ ...this.#summary, error, loaded: true });
  }

  #change(summary: ReadingsSummary) {
    this.#summary = summary;
    this.#listeners.forEach(listener => listener());
  }
}

function same(a: Reading, b: Reading): boolean {
  return (
    a.at === b.at && JSON.stringify(a.figures) === JSON.stringify(b.figures)
  );
}
