const UINT32 = 2 ** 32;

/**
 * Numbers that look random and are the same for the same seed. Each workload
 * has its own, so that one more draw in one does not change another.
 */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = hash(seed);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    // A Weyl sequence, its steps scrambled by multiplications and shifts.
    this.#state = (this.#state + 0x9e3779b9) % UINT32;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / UINT32;
  }

  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** True in a share of cases, 0 to 1. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** How many of many rare independent things happen, `mean` on average. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) {
      count += 1;
    }
    return count;
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}
