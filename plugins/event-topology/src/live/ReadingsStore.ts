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
  #version = 0;
  readonly #listeners = new Set<() => void>();

  /** Grows with every change. */
  readonly version = () => this.#version;

  /** The same object for as long as nothing about it has changed. */
  readonly summary = () => this.#summary;

  /** The same object for as long as the node's figures and their time are the same. */
  readonly get = (nodeId: string) => this.#readings.get(nodeId);

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  replace(response: ReadingsResponse) {
    const next = new Map<string, Reading>();
    for (const reading of response.readings) {
      const known = this.#readings.get(reading.nodeId);
      next.set(reading.nodeId, known && same(known, reading) ? known : reading);
    }
    this.#readings = next;
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
    this.#version += 1;
    this.#listeners.forEach(listener => listener());
  }
}

function same(a: Reading, b: Reading): boolean {
  return (
    a.at === b.at && JSON.stringify(a.figures) === JSON.stringify(b.figures)
  );
}
