import { Reading } from '@ecs-eda/plugin-event-topology-common';

/** Half an hour of readings every three seconds. */
const KEPT_READINGS = 600;

/** Both lists as one, oldest first, each moment once; the oldest are let go. */
export function mergeReadings(a: Reading[], b: Reading[]): Reading[] {
  const byMoment = new Map([...a, ...b].map(reading => [reading.at, reading]));
  return [...byMoment.values()]
    .sort((first, second) => Date.parse(first.at) - Date.parse(second.at))
    .slice(-KEPT_READINGS);
}
