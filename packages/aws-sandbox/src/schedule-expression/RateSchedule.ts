import { InvalidScheduleExpressionError } from './InvalidScheduleExpressionError';
import { Schedule } from './Schedule';

const UNIT_MILLISECONDS: Record<string, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** `rate(5 minutes)`: every so often, counted from when the schedule was made. */
export class RateSchedule implements Schedule {
  readonly intervalMilliseconds: number;

  /** @param body - what stands between the parentheses */
  constructor(body: string) {
    const match = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body);
    if (!match) {
      throw new InvalidScheduleExpressionError(
        `rate(${body})`,
        'write a positive whole number and minute(s), hour(s) or day(s)',
      );
    }
    const [, number, unit, plural] = match;
    if ((number === '1') === (plural === 's')) {
      throw new InvalidScheduleExpressionError(
        `rate(${body})`,
        `write ${number === '1' ? unit : `${unit}s`} with ${number}`,
      );
    }
    this.intervalMilliseconds = Number(number) * UNIT_MILLISECONDS[unit];
  }

  next(after: number, anchor: number): number {
    const passed = Math.floor((after - anchor) / this.intervalMilliseconds);
    return anchor + (Math.max(passed, 0) + 1) * this.intervalMilliseconds;
  }
}
