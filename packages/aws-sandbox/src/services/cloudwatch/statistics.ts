import { AwsError, MetricSeries } from '../../core';

/** Samples of one period. */
export interface Bucket {
  /** Start of the period, milliseconds since the epoch. */
  at: number;
  values: number[];
}

const PERIODS_BELOW_A_MINUTE = [1, 5, 10, 20, 30];

/** @throws AwsError when CloudWatch has no periods of this length */
export function checkPeriod(periodSeconds: number | undefined): number {
  if (
    periodSeconds === undefined ||
    !(
      PERIODS_BELOW_A_MINUTE.includes(periodSeconds) ||
      (periodSeconds > 0 && periodSeconds % 60 === 0)
    )
  ) {
    throw new AwsError(
      'ValidationError',
      `Period must be 1, 5, 10, 20, 30 or a multiple of 60 seconds, not ${periodSeconds}`,
    );
  }
  return periodSeconds;
}

/** The starts of the periods that touch a span of time; periods begin at whole multiples of their length. */
export function periodStarts(
  startAt: number,
  endAt: number,
  periodSeconds: number,
): number[] {
  const step = periodSeconds * 1000;
  const starts: number[] = [];
  for (let at = Math.floor(startAt / step) * step; at < endAt; at += step) {
    starts.push(at);
  }
  return starts;
}

/** The samples of a series by period; periods without samples are left out. */
export function intoBuckets(
  series: MetricSeries | undefined,
  startAt: number,
  endAt: number,
  periodSeconds: number,
): Bucket[] {
  const step = periodSeconds * 1000;
  const from = Math.floor(startAt / step) * step;
  const buckets: Bucket[] = [];
  const samples = series?.samples ?? [];
  for (let i = firstSince(samples, from); i < samples.length; i += 1) {
    const { at, value } = samples[i];
    if (at >= endAt) {
      break;
    }
    const start = Math.floor(at / step) * step;
    const last = buckets[buckets.length - 1];
    if (last?.at === start) {
      last.values.push(value);
    } else {
      buckets.push({ at: start, values: [value] });
    }
  }
  return buckets;
}

/** The index of the first sample that is not older; readings ask for minutes out of hours. */
function firstSince(samples: { at: number }[], since: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (samples[middle].at < since) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const STATISTICS: Record<string, ((values: number[]) => number) | undefined> = {
  Average: values => sum(values) / values.length,
  Maximum: values => values.reduce((a, b) => Math.max(a, b)),
  Minimum: values => values.reduce((a, b) => Math.min(a, b)),
  SampleCount: values => values.length,
  Sum: sum,
};

/**
 * The function of a statistic by CloudWatch's name of it.
 *
 * @throws AwsError for a name that the sandbox doesn't have
 */
export function statisticOf(name: string): (values: number[]) => number {
  const simple = STATISTICS[name];
  if (simple) {
    return simple;
  }
  const percentile = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name);
  if (percentile) {
    return values => percentileOf(values, Number(percentile[1]));
  }
  throw new AwsError(
    'ValidationError',
    `The value ${name} for parameter Stat is not supported: the sandbox has Average, Maximum, Minimum, SampleCount, Sum and percentiles such as p95`,
  );
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Between the two nearest samples, in proportion. */
function percentileOf(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  return below + (above - below) * (rank - Math.floor(rank));
}
