import { BucketClock, TokenBucket } from './token-bucket';

class FakeClock implements BucketClock {
  #now = 0;
  readonly slept: number[] = [];

  now() {
    return this.#now;
  }

  async sleep(milliseconds: number) {
    this.slept.push(milliseconds);
  }

  advance(milliseconds: number) {
    this.#now += milliseconds;
  }
}

describe('TokenBucket', () => {
  it('lets a burst through at once and makes the rest wait their turn', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, clock);

    for (let i = 0; i < 6; i++) {
      await bucket.take();
    }

    expect(clock.slept).toEqual([100, 200, 300]);
  });

  it('refills with time and never above the burst', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, clock);
    await bucket.take();
    await bucket.take();

    clock.advance(60_000);
    await bucket.take();
    await bucket.take();
    await bucket.take();

    expect(clock.slept).toEqual([100]);
  });

  it('rejects an aborted taker and gives its token to the next one', async () => {
    const controller = new AbortController();
    const slept: number[] = [];
    const bucket = new TokenBucket(
      { perSecond: 1, burst: 1 },
      {
        now: () => 0,
        sleep: async milliseconds => {
          slept.push(milliseconds);
          if (!controller.signal.aborted) {
            controller.abort();
          }
        },
      },
    );
    await bucket.take();

    await expect(bucket.take(controller.signal)).rejects.toThrow(/abort/i);
    await bucket.take();

    expect(slept).toEqual([1000, 1000]);
  });

  it('does not take from an aborted signal', async () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 });

    await expect(bucket.take(AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});
