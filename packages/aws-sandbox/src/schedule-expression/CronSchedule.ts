import { InvalidScheduleExpressionError } from './InvalidScheduleExpressionError';
import { Schedule } from './Schedule';
import { DayTest, dayOfMonthTest, dayOfWeekTest, daysIn } from './cron-day';
import { CronRange, cronValues } from './cron-field';
import { instantOf, wallTimeAt } from './time-zone';

const MINUTES: CronRange = { name: 'minutes', least: 0, most: 59 };
const HOURS: CronRange = { name: 'hours', least: 0, most: 23 };
const MONTHS: CronRange = {
  name: 'month',
  least: 1,
  most: 12,
  names: [
    'JAN',
    'FEB',
    'MAR',
    'APR',
    'MAY',
    'JUN',
    'JUL',
    'AUG',
    'SEP',
    'OCT',
    'NOV',
    'DEC',
  ],
};
const YEARS: CronRange = { name: 'year', least: 1970, most: 2199 };

/**
 * `cron(0 8 ? * MON-FRI *)`: AWS's six fields, minutes to year, of which one
 * of day-of-month and day-of-week must be `?`. A time that daylight saving
 * skips is skipped; one that it repeats happens once.
 */
export class CronSchedule implements Schedule {
  readonly #timeZone: string;
  readonly #minutes: number[];
  readonly #hours: number[];
  readonly #months: number[];
  readonly #years: Set<number>;
  readonly #lastYear: number;
  readonly #isDay: DayTest;

  /** @param body - what stands between the parentheses */
  constructor(body: string, timeZone: string) {
    const refuse = (reason: string) =>
      new InvalidScheduleExpressionError(`cron(${body})`, reason);
    const fields = body.trim().split(/\s+/);
    if (fields.length !== 6) {
      throw refuse(
        'write six fields: minutes, hours, day-of-month, month, day-of-week, year',
      );
    }
    const [minutes, hours, dayOfMonth, months, dayOfWeek, years] = fields;
    if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
      throw refuse('write ? in one of day-of-month and day-of-week');
    }
    const read = (field: string, range: CronRange): number[] => {
      const values = cronValues(field, range);
      if (!values) {
        throw refuse(`${field} is not a value of ${range.name}`);
      }
      return values;
    };
    const isDay =
      dayOfMonth === '?'
        ? dayOfWeekTest(dayOfWeek)
        : dayOfMonthTest(dayOfMonth);
    if (!isDay) {
      throw refuse(
        dayOfMonth === '?'
          ? `${dayOfWeek} is not a value of day-of-week`
          : `${dayOfMonth} is not a value of day-of-month`,
      );
    }
    this.#timeZone = timeZone;
    this.#minutes = read(minutes, MINUTES);
    this.#hours = read(hours, HOURS);
    this.#months = read(months, MONTHS);
    const yearValues = read(years, YEARS);
    this.#years = new Set(yearValues);
    this.#lastYear = yearValues[yearValues.length - 1];
    this.#isDay = isDay;
  }

  next(after: number): number | undefined {
    const from = wallTimeAt(after, this.#timeZone);
    for (let year = from.year; year <= this.#lastYear; year += 1) {
      if (!this.#years.has(year)) {
        continue;
      }
      for (const month of this.#months) {
        if (year === from.year && month < from.month) {
          continue;
        }
        const found = this.#nextInMonth(
          year,
          month,
          year === from.year && month === from.month ? from.day : 1,
          after,
        );
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  }

  #nextInMonth(
    year: number,
    month: number,
    firstDay: number,
    after: number,
  ): number | undefined {
    const lastDay = daysIn(year, month);
    for (let day = firstDay; day <= lastDay; day += 1) {
      if (!this.#isDay(year, month, day)) {
        continue;
      }
      for (const hour of this.#hours) {
        for (const minute of this.#minutes) {
          const at = instantOf(
            { year, month, day, hour, minute, second: 0 },
            this.#timeZone,
          );
          if (at !== undefined && at > after) {
            return at;
          }
        }
      }
    }
    return undefined;
  }
}
