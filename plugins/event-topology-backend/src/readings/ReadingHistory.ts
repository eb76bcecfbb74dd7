import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { ReadingSeries } from './ReadingSeries';

/** How far back the history of a node goes. */
export const HISTORY_SECONDS = 60 * 60;

/** How many readings of a node are kept at most. */
export const HISTORY_POINTS = 120;

/** How many nodes have a history at most. */
export const HISTORY_NODES = 10_000;

/**
 * The readings of the last hour, in memory: enough for a sparkline, bounded
 * for any estate. It starts anew with the backend.
 */
export class ReadingHistory {
  readonly #series = new Map<string, ReadingSeries>();

  add(readings: Iterable<Reading>): void {
    for (const reading of readings) {
      let series = this.#series.get(reading.nodeId);
      if (!series) {
        if (this.#series.size >= HISTORY_NODES) {
          continue;
        }
        series = new ReadingSeries({
          maxPoints: HISTORY_POINTS,
          maxAgeSeconds: HISTORY_SECONDS,
        });
        this.#series.set(reading.nodeId, series);
      }
      series.add(reading);
    }
  }

  /** The readings of a node, oldest first; none for a node without any. */
  of(nodeId: string): Reading[] {
    return this.#series.get(nodeId)?.readings() ?? [];
  }

  /** Forgets all nodes that `isKnown` does not know. */
  retain(isKnown: (nodeId: string) => boolean): void {
    for (const nodeId of this.#series.keys()) {
      if (!isKnown(nodeId)) {
        this.#series.delete(nodeId);
      }
    }
  }
}
