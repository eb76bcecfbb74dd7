/** Time, so that tests need not wait. */
export interface BucketClock {
  /** Milliseconds, never going backwards. */
  now(): number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemBucketClock: BucketClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise<void>(resolve => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const timer = { id: undefined as NodeJS.Timeout | undefined };
      const end = () => {
        clearTimeout(timer.id);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      timer.id = setTimeout(end, milliseconds);
      signal?.addEventListener('abort', end, { once: true });
    }),
};

/**
 * A token bucket: `burst` calls at once, `perSecond` sustained. Takers are
 * served in the order they came: each reserves the next token and sleeps until
 * that token exists, so a crowd of waiters costs one timer each and no polling.
 */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #clock: BucketClock;
  #tokens: number;
  #refilledAt: number;

  constructor(
    limits: { perSecond: number; burst: number },
    clock: BucketClock = systemBucketClock,
  ) {
    this.#perSecond = limits.perSecond;
    this.#burst = limits.burst;
    this.#clock = clock;
    this.#tokens = limits.burst;
    this.#refilledAt = clock.now();
  }

  /**
   * Waits for a token and takes it.
   *
   * @throws the signal's reason when it is aborted before
   */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const now = this.#clock.now();
    this.#tokens = Math.min(
      this.#burst,
      this.#tokens + ((now - this.#refilledAt) / 1000) * this.#perSecond,
    );
    this.#refilledAt = now;
    this.#tokens -= 1;
    if (this.#tokens >= 0) {
      return;
    }
    // A negative count is the queue: this taker's token exists in this long.
    await this.#clock.sleep((-this.#tokens / this.#perSecond) * 1000, signal);
    if (signal?.aborted) {
      this.#tokens += 1;
      signal.throwIfAborted();
    }
  }
}
