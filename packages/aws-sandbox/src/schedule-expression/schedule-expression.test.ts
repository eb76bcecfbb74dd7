import { ManualClock } from '../core';
import { parseScheduleExpression, runOnSchedule } from './index';

const at = (text: string) => Date.parse(text);

function nextTimes(
  expression: string,
  after: string,
  count: number,
  timeZone?: string,
): string[] {
  const schedule = parseScheduleExpression(expression, timeZone);
  const times: string[] = [];
  let last = at(after);
  for (let index = 0; index < count; index += 1) {
    const next = schedule.next(last, at(after));
    if (next === undefined) {
      break;
    }
    times.push(new Date(next).toISOString().replace(':00.000Z', ''));
    last = next;
  }
  return times;
}

describe('parseScheduleExpression', () => {
  it.each([
    ['rate(5 minutes)', ['2026-11-27T00:05', '2026-11-27T00:10']],
    ['rate(1 day)', ['2026-11-28T00:00', '2026-11-29T00:00']],
    ['cron(0 8 1 * ? *)', ['2026-12-01T08:00', '2027-01-01T08:00']],
    ['cron(0/30 9-10 ? * MON-FRI *)', ['2026-11-27T09:00', '2026-11-27T09:30']],
    ['cron(15 12 ? * SAT,SUN *)', ['2026-11-28T12:15', '2026-11-29T12:15']],
    ['cron(0 0 L * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 0 LW * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 10 ? * 6L *)', ['2026-11-27T10:00', '2026-12-25T10:00']],
    ['cron(0 10 ? * 3#2 *)', ['2026-12-08T10:00', '2027-01-12T10:00']],
    ['cron(0 9 15W * ? *)', ['2026-12-15T09:00', '2027-01-15T09:00']],
    ['cron(0 9 1W AUG ? 2027)', ['2027-08-02T09:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['at(2026-12-24T18:00:00)', ['2026-12-24T18:00']],
    ['at(2026-01-01T00:00:00)', []],
    ['cron(0 0 1 1 ? 2020)', []],
  ])('%s', (expression, times) => {
    expect(nextTimes(expression, '2026-11-27T00:00:00Z', 2)).toEqual(times);
  });

  it('follows the clock on the wall of a time zone', () => {
    expect(
      nextTimes('cron(0 8 * * ? *)', '2026-10-24T00:00Z', 3, 'Europe/Berlin'),
    ).toEqual(['2026-10-24T06:00', '2026-10-25T07:00', '2026-10-26T07:00']);
    // 02:30 does not exist on the day when summer time begins.
    expect(
      nextTimes('cron(30 2 * * ? *)', '2026-03-28T00:00Z', 2, 'Europe/Berlin'),
    ).toEqual(['2026-03-28T01:30', '2026-03-30T00:30']);
    // 02:30 comes twice on the day when it ends.
    expect(
      nextTimes('cron(30 2 25 10 ? *)', '2026-10-24T00:00Z', 2, 'Europe/Berlin')
        .length,
    ).toBe(2);
    expect(
      nextTimes(
        'at(2026-11-27T03:30:00)',
        '2026-11-01T00:00Z',
        1,
        'Asia/Tokyo',
      ),
    ).toEqual(['2026-11-26T18:30']);
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(5 seconds)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(60 8 * * ? *)',
    'cron(0 8 * * ?)',
    'cron(0 8 32 * ? *)',
    'cron(0 8 ? * 8 *)',
    'at(2026-13-01T00:00:00)',
    'at(2026-02-30T00:00:00)',
    'at(tomorrow)',
    'every day',
  ])('refuses %s', expression => {
    expect(() => parseScheduleExpression(expression)).toThrow(
      'Invalid Schedule Expression',
    );
  });

  it('refuses a time zone that does not exist', () => {
    expect(() =>
      parseScheduleExpression('rate(1 day)', 'Mars/Olympus'),
    ).toThrow('Mars/Olympus is not a time zone');
  });
});

describe('runOnSchedule', () => {
  it('runs on time, also months ahead, until cancelled', async () => {
    const clock = new ManualClock(at('2026-11-27T00:00:00Z'));
    const runs: string[] = [];
    const cancel = runOnSchedule(
      clock,
      parseScheduleExpression('cron(0 8 1 1,2 ? *)'),
      clock.now(),
      scheduledAt => runs.push(new Date(scheduledAt).toISOString()),
    );
    await clock.advance(at('2027-02-02T00:00:00Z') - clock.now());
    expect(runs).toEqual([
      '2027-01-01T08:00:00.000Z',
      '2027-02-01T08:00:00.000Z',
    ]);
    cancel();
    await clock.advance(at('2028-02-02T00:00:00Z') - clock.now());
    expect(runs).toHaveLength(2);
  });

  it('says when nothing is left', async () => {
    const clock = new ManualClock(at('2026-11-27T00:00:00Z'));
    const happened: string[] = [];
    runOnSchedule(
      clock,
      parseScheduleExpression('at(2026-11-27T01:00:00)'),
      clock.now(),
      () => happened.push('run'),
      () => happened.push('exhausted'),
    );
    await clock.advance(2 * 60 * 60 * 1000);
    expect(happened).toEqual(['run', 'exhausted']);
  });
});
