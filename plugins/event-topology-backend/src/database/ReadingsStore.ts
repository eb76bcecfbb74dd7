import { Reading, ReadingProblem } from '@ecs-eda/plugin-event-topology-common';

/** Which clock readings came by: of the whole map, or of watched nodes. */
export type ReadingsMode = 'map' | 'watched';

/** What one read of figures gave. */
export interface ReadingsBatch {
  readings: Reading[];
  problems: ReadingProblem[];
}

/** A batch and the revision it was stored under. */
export interface StoredReadings extends ReadingsBatch {
  revision: number;
  /** ISO 8601, UTC: when it was stored. */
  storedAt: string;
}

/** Keeps the last readings, for restarts and for the other replicas. */
export interface ReadingsStore {
  /** Revisions by mode; 0 when there is none. Cheap. */
  revisions(): Promise<Record<ReadingsMode, number>>;
  load(mode: ReadingsMode): Promise<StoredReadings | undefined>;
  /** @returns the new revision */
  save(mode: ReadingsMode, batch: ReadingsBatch): Promise<number>;
}
