import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { evaluateAlarm } from './evaluate-alarm';

const X = 10;
const O = 0;
const _ = undefined;

/** The tables of CloudWatch's own documentation on how missing data is treated. */
describe.each<{
  title: string;
  datapointsToAlarm: number;
  rows: [
    (number | undefined)[],
    Record<'missing' | 'ignore' | 'breaching' | 'notBreaching', string>,
  ][];
}>([
  {
    title: 'three out of three',
    datapointsToAlarm: 3,
    rows: [
      [
        [O, _, X, _, X],
        { missing: 'OK', ignore: 'OK', breaching: 'OK', notBreaching: 'OK' },
      ],
      [
        [_, _, _, _, O],
        { missing: 'OK', ignore: 'OK', breaching: 'OK', notBreaching: 'OK' },
      ],
      [
        [_, _, _, _, _],
        {
          missing: 'INSUFFICIENT_DATA',
          ignore: 'current',
          breaching: 'ALARM',
          notBreaching: 'OK',
        },
      ],
      [
        [O, X, X, _, X],
        {
          missing: 'ALARM',
          ignore: 'ALARM',
          breaching: 'ALARM',
          notBreaching: 'ALARM',
        },
      ],
      [
        [_, _, X, _, _],
        {
          missing: 'ALARM',
          ignore: 'current',
          breaching: 'ALARM',
          notBreaching: 'OK',
        },
      ],
    ],
  },
  {
    title: 'two out of three',
    datapointsToAlarm: 2,
    rows: [
      [
        [O, _, X, _, X],
        {
          missing: 'ALARM',
          ignore: 'ALARM',
          breaching: 'ALARM',
          notBreaching: 'ALARM',
        },
      ],
      [
        [O, O, X, O, X],
        {
          missing: 'ALARM',
          ignore: 'ALARM',
          breaching: 'ALARM',
          notBreaching: 'ALARM',
        },
      ],
      [
        [O, _, X, _, _],
        {
          missing: 'ALARM',
          ignore: 'current',
          breaching: 'ALARM',
          notBreaching: 'OK',
        },
      ],
      [
        [_, _, _, _, O],
        { missing: 'OK', ignore: 'OK', breaching: 'ALARM', notBreaching: 'OK' },
      ],
      [
        [_, _, _, X, _],
        {
          missing: 'ALARM',
          ignore: 'current',
          breaching: 'ALARM',
          notBreaching: 'OK',
        },
      ],
    ],
  },
])('$title', ({ datapointsToAlarm, rows }) => {
  it.each(
    rows.flatMap(([datapoints, expected]) =>
      Object.entries(expected).map(
        ([treatMissingData, state]) =>
          [show(datapoints), treatMissingData, state, datapoints] as const,
      ),
    ),
  )('%s with missing data %s is %s', (_show, treatMissingData, state, data) => {
    for (const current of ['OK', 'ALARM'] as StateValue[]) {
      expect(
        evaluateAlarm(
          {
            evaluationPeriods: 3,
            datapointsToAlarm,
            threshold: 5,
            comparisonOperator: 'GreaterThanThreshold',
            treatMissingData,
          },
          [...data],
          current,
        ),
      ).toBe(state === 'current' ? current : state);
    }
  });
});

function show(datapoints: (number | undefined)[]): string {
  const signs = new Map([
    [X, 'X'],
    [O, '0'],
  ]);
  return datapoints
    .map(value => (value === undefined ? '-' : signs.get(value)))
    .join(' ');
}

it.each([
  ['GreaterThanThreshold', 5, 'OK'],
  ['GreaterThanOrEqualToThreshold', 5, 'ALARM'],
  ['LessThanThreshold', 5, 'OK'],
  ['LessThanOrEqualToThreshold', 5, 'ALARM'],
  ['LessThanThreshold', 4, 'ALARM'],
  ['GreaterThanThreshold', 6, 'ALARM'],
] as const)('%s 5 with %d is %s', (comparisonOperator, value, state) => {
  expect(
    evaluateAlarm(
      {
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        threshold: 5,
        comparisonOperator,
        treatMissingData: 'missing',
      },
      [value],
      'OK',
    ),
  ).toBe(state);
});
