import { Clock } from '../../core';

/** Lets so much through in each second, and refuses the rest. */
export class RateWindow {
  #second = -1;
  readonly #used: number[];

  /** @param limits - of each of the things that are counted */
  constructor(
    private readonly clock: Clock,
    private readonly limits: number[],
  ) {
    this.#used = limits.map(() => 0);
  }

  /** @returns whether all of it still fits into this second; when not, nothing is taken */
  take(amounts: number[]): boolean {
    const second = Math.floor(this.clock.now() / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#used.fill(0);
    }
    const fits = amounts.every(
      (amount, index) => this.#used[index] + amount <= this.limits[index],
    );
    if (fits) {
      amounts.forEach((amount, index) => {
        this.#used[index] += amount;
      });
    }
    return fits;
  }
}
