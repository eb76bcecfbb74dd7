import { Reading, ReadingProblem } from '@ecs-eda/plugin-event-topology-common';

/**
 * Puts readings together by node. The newest wins whatever its source, so that
 * a number on the screen never goes back in time when a node stops being
 * watched; of two from one moment, the later in the list wins.
 */
export function mergeReadings(
  ...lists: Iterable<Reading>[]
): Map<string, Reading> {
  const newest = new Map<string, Reading>();
  for (const list of lists) {
    for (const reading of list) {
      const earlier = newest.get(reading.nodeId);
      if (!earlier || Date.parse(reading.at) >= Date.parse(earlier.at)) {
        newest.set(reading.nodeId, reading);
      }
    }
  }
  return newest;
}

/** One problem for each scope and code, with the nodes of all. */
export function mergeProblems(
  ...lists: Iterable<ReadingProblem>[]
): ReadingProblem[] {
  const merged = new Map<string, ReadingProblem>();
  for (const list of lists) {
    for (const problem of list) {
      const key = `${problem.scope} ${problem.code}`;
      const earlier = merged.get(key);
      merged.set(key, {
        ...problem,
        nodeIds: [
          ...new Set([...(earlier?.nodeIds ?? []), ...problem.nodeIds]),
        ],
      });
    }
  }
  return [...merged.values()];
}
