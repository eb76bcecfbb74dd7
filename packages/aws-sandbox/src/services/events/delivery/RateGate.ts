import { Clock } from '../../../core';

interface Waiting {
  deadline: number;
  settle(passed: boolean): void;
}

const WINDOW_MILLISECONDS = 1000;

/**
 * Lets so many through in each second; the rest wait in line. Whoever would
 * wait beyond the own deadline does not get through at all.
 */
export class RateGate {
  readonly #line: Waiting[] = [];
  #windowStart = -Infinity;
  #passedInWindow = 0;
  #draining = false;

  constructor(private readonly clock: Clock, public perSecond: number) {}

  /** How many wait. */
  get waiting(): number {
    return this.#line.length;
  }

  /**
   * @param deadline - milliseconds since the epoch
   * @returns whether the caller may go on; false when the deadline passed first
   */
  enter(deadline: number): Promise<boolean> {
    if (this.#line.length === 0 && this.#hasRoom()) {
      this.#passedInWindow += 1;
      return Promise.resolve(true);
    }
    return new Promise(settle => {
      this.#line.push({ deadline, settle });
      this.#drainLater();
    });
  }

  #hasRoom(): boolean {
    const now = this.clock.now();
    if (now - this.#windowStart >= WINDOW_MILLISECONDS) {
      this.#windowStart = now;
      this.#passedInWindow = 0;
    }
    return this.#passedInWindow < this.perSecond;
  }

  #drainLater(): void {
    if (this.#draining) {
      return;
    }
    this.#draining = true;
    const until = this.#windowStart + WINDOW_MILLISECONDS - this.clock.now();
    this.clock.after(Math.max(until, 0), () => {
      this.#draining = false;
      let served = 0;
      while (served < this.#line.length) {
        const { deadline, settle } = this.#line[served];
        const late = this.clock.now() > deadline;
        if (!late && !this.#hasRoom()) {
          break;
        }
        if (!late) {
          this.#passedInWindow += 1;
        }
        settle(!late);
        served += 1;
      }
      this.#line.splice(0, served);
      if (this.#line.length > 0) {
        this.#drainLater();
      }
    });
  }
}
