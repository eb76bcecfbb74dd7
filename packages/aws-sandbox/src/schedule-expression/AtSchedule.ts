import { InvalidScheduleExpressionError } from './InvalidScheduleExpressionError';
import { Schedule } from './Schedule';
import { instantOf } from './time-zone';

/** `at(2026-11-27T03:30:00)`: once. */
export class AtSchedule implements Schedule {
  readonly at: number;

  /** @param body - what stands between the parentheses */
  constructor(body: string, timeZone: string) {
    const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(body);
    const [year, month, day, hour, minute, second] = (match ?? [])
      .slice(1)
      .map(Number);
    // A date such as 30 February is taken for another day; it must come back as written.
    const utc = match ? Date.parse(`${body}Z`) : NaN;
    const real =
      !Number.isNaN(utc) && new Date(utc).toISOString().startsWith(body);
    const at = real
      ? instantOf({ year, month, day, hour, minute, second }, timeZone)
      : undefined;
    if (at === undefined) {
      throw new InvalidScheduleExpressionError(
        `at(${body})`,
        'write a date and time as yyyy-mm-ddThh:mm:ss',
      );
    }
    this.at = at;
  }

  next(after: number): number | undefined {
    return this.at > after ? this.at : undefined;
  }
}
