import { CronRange, cronValue, cronValues } from './cron-field';

/** Whether a date is meant; the month counts from 1. */
export type DayTest = (year: number, month: number, day: number) => boolean;

const DAY_OF_MONTH: CronRange = { name: 'day-of-month', least: 1, most: 31 };
const DAY_OF_WEEK: CronRange = {
  name: 'day-of-week',
  least: 1,
  most: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/**
 * The test of the day-of-month field: values, `L` (the last day), `LW` (the
 * last weekday), `15W` (the weekday nearest to the 15th).
 *
 * @returns undefined when the field is none of these
 */
export function dayOfMonthTest(field: string): DayTest | undefined {
  if (field === 'L') {
    return (year, month, day) => day === daysIn(year, month);
  }
  if (field === 'LW') {
    return (year, month, day) =>
      day === nearestWeekday(year, month, daysIn(year, month));
  }
  const [, weekday] = /^(\d+)W$/.exec(field) ?? [];
  if (weekday !== undefined) {
    const wanted = cronValue(weekday, DAY_OF_MONTH);
    return wanted === undefined
      ? undefined
      : (year, month, day) =>
          wanted <= daysIn(year, month) &&
          day === nearestWeekday(year, month, wanted);
  }
  const values = cronValues(field, DAY_OF_MONTH);
  return values && ((_year, _month, day) => values.includes(day));
}

/**
 * The test of the day-of-week field, 1 being Sunday: values and names, `L`
 * (Saturday), `6L` (the last Friday), `3#2` (the second Tuesday).
 *
 * @returns undefined when the field is none of these
 */
export function dayOfWeekTest(field: string): DayTest | undefined {
  if (field === 'L') {
    return (year, month, day) => dayOfWeek(year, month, day) === 7;
  }
  const [, last] = /^(\w+)L$/.exec(field) ?? [];
  if (last !== undefined) {
    const wanted = cronValue(last, DAY_OF_WEEK);
    return wanted === undefined
      ? undefined
      : (year, month, day) =>
          dayOfWeek(year, month, day) === wanted &&
          day + 7 > daysIn(year, month);
  }
  const [, nth, ordinal] = /^(\w+)#([1-5])$/.exec(field) ?? [];
  if (nth !== undefined) {
    const wanted = cronValue(nth, DAY_OF_WEEK);
    return wanted === undefined
      ? undefined
      : (year, month, day) =>
          dayOfWeek(year, month, day) === wanted &&
          Math.ceil(day / 7) === Number(ordinal);
  }
  const values = cronValues(field, DAY_OF_WEEK);
  return (
    values &&
    ((year, month, day) => values.includes(dayOfWeek(year, month, day)))
  );
}

/** Days of a month, counted from 1. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 1 for Sunday to 7 for Saturday. */
function dayOfWeek(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The weekday nearest to a day, never in another month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = dayOfWeek(year, month, day);
  if (weekday === 7) {
    return day > 1 ? day - 1 : day + 2;
  }
  if (weekday === 1) {
    return day < daysIn(year, month) ? day + 1 : day - 2;
  }
  return day;
}
