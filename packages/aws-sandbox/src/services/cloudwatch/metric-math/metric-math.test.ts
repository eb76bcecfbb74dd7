import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { ManualClock, World } from '../../../core';
import { evaluateMetricQuery } from '../metric-query';
import { parseExpression } from './parse-expression';

const SCOPE = { accountId: '111111111111', region: 'eu-west-1' };
const START = Date.UTC(2026, 10, 27, 4, 0);
const MINUTE = 60_000;

/** Evaluates over six minutes in which `a` is 1,2,3,-,5,6 and `b` is 10,-,30,40,-,60, a minute each. */
function evaluate(expression: string) {
  const world = new World([], { clock: new ManualClock(START + 6 * MINUTE) });
  const record = (metricName: string, values: (number | undefined)[]) =>
    values.forEach((value, minute) => {
      if (value !== undefined) {
        world.metrics.addAt(
          SCOPE,
          { namespace: 'Test', metricName, dimensions: {} },
          value,
          START + minute * MINUTE + 1_000,
        );
      }
    });
  record('a', [1, 2, 3, undefined, 5, 6]);
  record('b', [10, undefined, 30, 40, undefined, 60]);
  const metric = (Id: string): MetricDataQuery => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: 'Test', MetricName: Id },
      Period: 60,
      Stat: 'Sum',
    },
  });
  return evaluateMetricQuery(
    world,
    SCOPE,
    [metric('a'), metric('b'), { Id: 'result', Expression: expression }],
    { startTime: new Date(START), endTime: new Date(START + 6 * MINUTE) },
  ).map(({ datapoints }) => {
    const values: (number | undefined)[] = Array(6).fill(undefined);
    datapoints.forEach(({ at, value }) => {
      values[(at - START) / MINUTE] = value;
    });
    return values;
  });
}

const _ = undefined;

it.each<[string, (number | undefined)[][]]>([
  // Operators meet where both have a value.
  ['a + b', [[11, _, 33, _, _, 66]]],
  ['b - a * 2', [[8, _, 24, _, _, 48]]],
  ['(b - a) * 2', [[18, _, 54, _, _, 108]]],
  ['-a', [[-1, -2, -3, _, -5, -6]]],
  ['2 ^ 3 ^ 2', [[512, 512, 512, 512, 512, 512]]],
  ['a / (a - 3)', [[-0.5, -2, _, _, 2.5, 2]]],
  ['a > 2', [[0, 0, 1, _, 1, 1]]],
  ['a >= 2 AND a <= 5', [[0, 1, 1, _, 1, 0]]],
  ['a == 1 || a == 6', [[1, 0, 0, _, 0, 1]]],
  ['a != 3 && a < 6', [[1, 1, 0, _, 1, 0]]],
  ['10 / a', [[10, 5, 10 / 3, _, 2, 10 / 6]]],
  // Aggregates of a series are numbers, of an array series.
  ['SUM(a)', [[17, 17, 17, 17, 17, 17]]],
  ['a / MAX(a)', [[1 / 6, 2 / 6, 3 / 6, _, 5 / 6, 1]]],
  ['SUM([a, b])', [[11, 2, 33, 40, 5, 66]]],
  ['SUM(METRICS())', [[11, 2, 33, 40, 5, 66]]],
  ['SUM(METRICS("b"))', [[10, _, 30, 40, _, 60]]],
  ['AVG([a, b])', [[5.5, 2, 16.5, 40, 5, 33]]],
  ['MIN([a, 3])', [[1, 2, 3, 3, 3, 3]]],
  ['MAX(METRICS())', [[10, 2, 30, 40, 5, 60]]],
  ['STDDEV([a, b])', [[4.5, 0, 13.5, 0, 0, 27]]],
  ['METRIC_COUNT(METRICS())', [[2, 2, 2, 2, 2, 2]]],
  ['DATAPOINT_COUNT([a, b])', [[2, 1, 2, 1, 1, 2]]],
  // An array gives one result a series.
  [
    'METRICS() * 2',
    [
      [2, 4, 6, _, 10, 12],
      [20, _, 60, 80, _, 120],
    ],
  ],
  ['SORT(METRICS(), SUM, DESC, 1)', [[10, _, 30, 40, _, 60]]],
  ['SLICE(METRICS(), 1)', [[10, _, 30, 40, _, 60]]],
  ['FIRST(METRICS())', [[1, 2, 3, _, 5, 6]]],
  // Gaps.
  ['FILL(a, 0)', [[1, 2, 3, 0, 5, 6]]],
  ['FILL(b, REPEAT)', [[10, 10, 30, 40, 40, 60]]],
  ['FILL(b, LINEAR)', [[10, 20, 30, 40, 50, 60]]],
  ['FILL(a, 0) + FILL(b, 0)', [[11, 2, 33, 40, 5, 66]]],
  ['IF(a > 2, b, 0)', [[0, 0, 30, _, _, 60]]],
  ['IF(a > 2, a)', [[_, _, 3, _, 5, 6]]],
  ['IF(1 > 2, a, b)', [[10, _, 30, 40, _, 60]]],
  // Change over time.
  ['DIFF(a)', [[_, 1, 1, _, 2, 1]]],
  ['RATE(a) * PERIOD(a)', [[_, 1, 1, _, 1, 1]]],
  ['RUNNING_SUM(a)', [[1, 3, 6, _, 11, 17]]],
  ['DIFF_TIME(a)', [[_, 60, 60, _, 120, 60]]],
  ['MINUTE(a)', [[0, 1, 2, _, 4, 5]]],
  // One by one.
  ['CEIL(a / 2)', [[1, 1, 2, _, 3, 3]]],
  ['FLOOR(a / 2)', [[0, 1, 1, _, 2, 3]]],
  ['ABS(2 - a)', [[1, 0, 1, _, 3, 4]]],
  [
    'LOG10(b * 10)',
    [[2, _, Math.log10(300), Math.log10(400), _, Math.log10(600)]],
  ],
  ['TIME_SERIES(7)', [[7, 7, 7, 7, 7, 7]]],
  // Backlog a task, as target tracking has it.
  ['IF(FILL(a, 0) > 0, FILL(b, 0) / a, FILL(b, 0))', [[10, 0, 10, 40, 0, 10]]],
])('%s', (expression, expected) => {
  expect(evaluate(expression)).toEqual(expected);
});

it.each([
  ['a +', 'it ends too early'],
  ['a b', "'b' is not expected there"],
  ['a $ b', "'$' means nothing in metric math"],
  ['(a', 'it ends too early'],
  ['nothing + 1', "there is no query 'nothing'"],
  ['NOTHING(a)', "there is no function 'NOTHING'"],
  ['toString(a)', "there is no function 'TOSTRING'"],
  ['METRICS() + METRICS()', "'+' doesn't take these operands"],
  ['result + 1', "The expression of 'result' refers to itself"],
  ['RATE(3)', 'a time series is needed there'],
])('refuses %s', (expression, reason) => {
  expect(() => evaluate(expression)).toThrow(reason);
});

it('says that it has no SEARCH', () => {
  expect(() => evaluate("SEARCH('{AWS/SQS}', 'Sum')")).toThrow(
    'The AWS sandbox does not support the metric math function SEARCH',
  );
});

it('takes each operator by its strength', () => {
  const shape = (source: string) => JSON.stringify(parseExpression(source));
  expect(shape('a + b * c ^ 2 > 3 AND d')).toBe(
    shape('((a + (b * (c ^ 2))) > 3) AND d'),
  );
  expect(shape('a - b - c')).toBe(shape('(a - b) - c'));
  expect(shape('a OR b AND c')).toBe(shape('a OR (b AND c)'));
});
