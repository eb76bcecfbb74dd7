import { Quota } from './behaviour';

/** Full at first; empty, it fills again at the quota's rate. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  constructor(private readonly quota: Quota, now: number) {
    this.#tokens = quota.burst;
    this.#filledAt = now;
  }

  hasToken(now: number): boolean {
    const seconds = Math.max(0, now - this.#filledAt) / 1000;
    this.#tokens = Math.min(
      this.quota.burst,
      this.#tokens + seconds * this.quota.perSecond,
    );
    this.#filledAt = now;
    return this.#tokens >= 1;
  }

  take(): void {
    this.#tokens -= 1;
  }
}
