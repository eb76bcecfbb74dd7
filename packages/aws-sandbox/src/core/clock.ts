/** Cancels what it came from. */
export type Cancel = () => void;

/** Time as the sandbox sees it; tests drive a `ManualClock` instead of waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  after(milliseconds: number, run: () => void | Promise<void>): Cancel;
  every(milliseconds: number, run: () => void | Promise<void>): Cancel;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. Its timers never keep the process alive. */
export class SystemClock implements Clock {
  now() {
    return Date.now();
  }

  after(milliseconds: number, run: () => void | Promise<void>): Cancel {
    const timer = setTimeout(() => void run(), milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  }

  every(milliseconds: number, run: () => void | Promise<void>): Cancel {
    const timer = setInterval(() => void run(), milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return sleepWith(this, milliseconds, signal);
  }
}

/** A clock that stands still until `advance` is called. */
export class ManualClock implements Clock {
  #now: number;
  #sequence = 0;
  readonly #timers = new Map<
    number,
    { at: number; interval?: number; run: () => void | Promise<void> }
  >();

  constructor(startAt = Date.UTC(2026, 10, 27, 3, 30)) {
    this.#now = startAt;
  }

  now() {
    return this.#now;
  }

  after(milliseconds: number, run: () => void | Promise<void>): Cancel {
    return this.#add(milliseconds, run);
  }

  every(milliseconds: number, run: () => void | Promise<void>): Cancel {
    return this.#add(milliseconds, run, milliseconds);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return sleepWith(this, milliseconds, signal);
  }

  /** Moves time on and runs all that falls due, in order, each to its end. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers.entries()]
        .filter(([, timer]) => timer.at <= until)
        .sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB)[0];
      if (!due) {
        break;
      }
      const [id, timer] = due;
      this.#now = Math.max(this.#now, timer.at);
      if (timer.interval === undefined) {
        this.#timers.delete(id);
      } else {
        timer.at += timer.interval;
      }
      await timer.run();
      // Lets continuations of promises that the timer settled go first.
      await new Promise(resolve => setImmediate(resolve));
    }
    this.#now = until;
  }

  #add(
    milliseconds: number,
    run: () => void | Promise<void>,
    interval?: number,
  ): Cancel {
    const id = this.#sequence++;
    this.#timers.set(id, { at: this.#now + milliseconds, interval, run });
    return () => this.#timers.delete(id);
  }
}

function sleepWith(clock: Clock, milliseconds: number, signal?: AbortSignal) {
  return new Promise<void>(resolve => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const over = new AbortController();
    const cancel = clock.after(milliseconds, () => {
      over.abort();
      resolve();
    });
    signal?.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      // The listener goes when the sleep is over.
      { once: true, signal: over.signal },
    );
  });
}
