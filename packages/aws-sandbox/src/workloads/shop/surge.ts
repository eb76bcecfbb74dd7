import { Clock } from '../../core';

/** Black Friday, as it was asked for. */
export interface SurgeRequest {
  /** Orders that come in on top of the usual ones. */
  ordersPerSecond?: number;
  durationSeconds?: number;
}

/** How the surge stands. */
export interface SurgeStatus {
  active: boolean;
  ordersPerSecond: number;
  durationSeconds: number;
  /** ISO 8601, UTC; absent before the first surge. */
  endsAt?: string;
}

const DEFAULTS = { ordersPerSecond: 25, durationSeconds: 60 };
const LIMITS = { ordersPerSecond: 200, durationSeconds: 600 };

/** Whether and how much more is ordered than usual. */
export class Surge {
  readonly #clock: Clock;
  #ordersPerSecond = DEFAULTS.ordersPerSecond;
  #durationSeconds = DEFAULTS.durationSeconds;
  #endsAt?: number;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Starts a surge, or starts it anew.
   *
   * @throws Error when a figure is out of range; its message names it
   */
  start(input: unknown): SurgeStatus {
    const request = readRequest(input);
    this.#ordersPerSecond = request.ordersPerSecond;
    this.#durationSeconds = request.durationSeconds;
    this.#endsAt = this.#clock.now() + request.durationSeconds * 1000;
    return this.status();
  }

  status(): SurgeStatus {
    return {
      active: this.isActive(),
      ordersPerSecond: this.#ordersPerSecond,
      durationSeconds: this.#durationSeconds,
      ...(this.#endsAt !== undefined && {
        endsAt: new Date(this.#endsAt).toISOString(),
      }),
    };
  }

  isActive(): boolean {
    return this.#endsAt !== undefined && this.#clock.now() < this.#endsAt;
  }

  /** What comes in on top right now. */
  extraOrdersPerSecond(): number {
    return this.isActive() ? this.#ordersPerSecond : 0;
  }
}

function readRequest(input: unknown): Required<SurgeRequest> {
  if (typeof input !== 'object' || input === null) {
    throw new Error('A surge takes an object');
  }
  const { ordersPerSecond, durationSeconds } = input as Record<string, unknown>;
  return {
    ordersPerSecond: inRange('ordersPerSecond', ordersPerSecond),
    durationSeconds: inRange('durationSeconds', durationSeconds),
  };
}

function inRange(name: keyof typeof LIMITS, value: unknown): number {
  if (value === undefined) {
    return DEFAULTS[name];
  }
  if (typeof value !== 'number' || !(value > 0) || value > LIMITS[name]) {
    throw new Error(
      `'${name}' must be a number above 0, at most ${LIMITS[name]}`,
    );
  }
  return value;
}
