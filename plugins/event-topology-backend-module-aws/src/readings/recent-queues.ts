import { Reading, ReadingOf } from '@ecs-eda/plugin-event-topology-common';

/** CloudWatch's own figures are up to three minutes old; what is younger says as much. */
const MAX_AGE_MILLISECONDS = 180_000;

/** The latest known figures of queues: a service's backlog needs them even when only the service is looked at. */
export class RecentQueues {
  readonly #latest = new Map<string, ReadingOf<'queue'>>();
  readonly #ages = new Map<string, { seconds: number; at: number }>();

  remember(readings: Reading[], now: number): void {
    for (const reading of readings) {
      if (reading.kind !== 'queue') {
        continue;
      }
      this.#latest.set(reading.nodeId, reading);
      if (reading.figures.oldestAgeSeconds !== undefined) {
        this.#ages.set(reading.nodeId, {
          seconds: reading.figures.oldestAgeSeconds,
          at: Date.parse(reading.at),
        });
      }
    }
    for (const [nodeId, reading] of this.#latest) {
      if (now - Date.parse(reading.at) > MAX_AGE_MILLISECONDS) {
        this.#latest.delete(nodeId);
      }
    }
    for (const [nodeId, age] of this.#ages) {
      if (now - age.at > MAX_AGE_MILLISECONDS) {
        this.#ages.delete(nodeId);
      }
    }
  }

  visible(nodeId: string): number | undefined {
    return this.#latest.get(nodeId)?.figures.visible;
  }

  /**
   * A fresh depth with the age that CloudWatch told of last, because SQS itself
   * does not tell ages.
   */
  withAge(reading: ReadingOf<'queue'>): ReadingOf<'queue'> {
    const age = this.#ages.get(reading.nodeId);
    return age && reading.figures.oldestAgeSeconds === undefined
      ? {
          ...reading,
          figures: { ...reading.figures, oldestAgeSeconds: age.seconds },
        }
      : reading;
  }
}
