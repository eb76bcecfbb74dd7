import { AtSchedule } from './AtSchedule';
import { CronSchedule } from './CronSchedule';
import { InvalidScheduleExpressionError } from './InvalidScheduleExpressionError';
import { RateSchedule } from './RateSchedule';
import { Schedule } from './Schedule';
import { isTimeZone } from './time-zone';

/**
 * Reads `rate(…)`, `cron(…)` or `at(…)`.
 *
 * @param timeZone - an IANA name; rates don't care
 * @throws InvalidScheduleExpressionError
 */
export function parseScheduleExpression(
  expression: string,
  timeZone = 'UTC',
): Schedule {
  if (!isTimeZone(timeZone)) {
    throw new InvalidScheduleExpressionError(
      expression,
      `${timeZone} is not a time zone`,
    );
  }
  const [, kind, body] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'rate':
      return new RateSchedule(body);
    case 'cron':
      return new CronSchedule(body, timeZone);
    case 'at':
      return new AtSchedule(body, timeZone);
    default:
      throw new InvalidScheduleExpressionError(
        expression,
        'write rate(…), cron(…) or at(…)',
      );
  }
}
