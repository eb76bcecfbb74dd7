import { RetrierDefinition } from '../definition/state-machine-definition';
import { errorMatches } from './error-matches';
import { StateError } from './StateError';

/** Counts the attempts of one visit to a state. */
export class Retries {
  readonly #retriers: RetrierDefinition[];
  readonly #attempts: number[];

  constructor(retriers: RetrierDefinition[] = []) {
    this.#retriers = retriers;
    this.#attempts = retriers.map(() => 0);
  }

  /** All retries so far. */
  get count(): number {
    return this.#attempts.reduce((sum, attempts) => sum + attempts, 0);
  }

  /** Milliseconds to wait before the next attempt; undefined when there is none. */
  next(error: StateError): number | undefined {
    const index = this.#retriers.findIndex(({ ErrorEquals }) =>
      errorMatches(error, ErrorEquals),
    );
    if (index === -1) {
      return undefined;
    }
    const {
      MaxAttempts = 3,
      IntervalSeconds = 1,
      BackoffRate = 2,
      MaxDelaySeconds = Infinity,
      JitterStrategy,
    } = this.#retriers[index];
    const attempts = this.#attempts[index];
    if (attempts >= MaxAttempts) {
      return undefined;
    }
    this.#attempts[index] += 1;
    const seconds = Math.min(
      IntervalSeconds * BackoffRate ** attempts,
      MaxDelaySeconds,
    );
    return seconds * 1000 * (JitterStrategy === 'FULL' ? Math.random() : 1);
  }
}
