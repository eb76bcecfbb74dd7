import { RateSchedule, Schedule } from '../../schedule-expression';

/**
 * A schedule between its start and end date. A rate happens for the first time
 * at the start date itself.
 */
export class WindowedSchedule implements Schedule {
  /** Start and end in milliseconds since the epoch. */
  constructor(
    private readonly schedule: Schedule,
    private readonly start: number | undefined,
    private readonly end: number | undefined,
  ) {}

  next(after: number, anchor: number): number | undefined {
    const next = this.#nextFromStart(after, anchor);
    return next !== undefined && this.end !== undefined && next > this.end
      ? undefined
      : next;
  }

  #nextFromStart(after: number, anchor: number): number | undefined {
    if (this.start === undefined || after >= this.start) {
      return this.schedule.next(after, anchor);
    }
    return this.schedule instanceof RateSchedule
      ? this.start
      : this.schedule.next(this.start - 1, anchor);
  }
}
