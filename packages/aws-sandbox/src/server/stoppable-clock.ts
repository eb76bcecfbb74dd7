import { Cancel, Clock, SystemClock } from '../core';

/** The machine's clock, with a way to end all that still waits on it. */
export class StoppableClock implements Clock {
  readonly #clock = new SystemClock();
  readonly #pending = new Set<Cancel>();
  #stopped = false;

  /** @param onFault - told of what recurring work throws, which must not end the process */
  constructor(private readonly onFault: (error: unknown) => void) {}

  now(): number {
    return this.#clock.now();
  }

  after(milliseconds: number, run: () => void | Promise<void>): Cancel {
    const cancel = this.#track(() =>
      this.#clock.after(milliseconds, () => {
        this.#pending.delete(cancel);
        return this.#guarded(run);
      }),
    );
    return cancel;
  }

  every(milliseconds: number, run: () => void | Promise<void>): Cancel {
    return this.#track(() =>
      this.#clock.every(milliseconds, () => this.#guarded(run)),
    );
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(milliseconds, signal);
  }

  /** Cancels what waits; nothing that comes later will run. Sleepers run out by themselves. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#pending) {
      cancel();
    }
  }

  async #guarded(run: () => void | Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.onFault(error);
    }
  }

  #track(begin: () => Cancel): Cancel {
    if (this.#stopped) {
      return () => {};
    }
    const cancelTimer = begin();
    const cancel = () => {
      cancelTimer();
      this.#pending.delete(cancel);
    };
    this.#pending.add(cancel);
    return cancel;
  }
}
