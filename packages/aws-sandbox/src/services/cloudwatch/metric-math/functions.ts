import { MathValue, TimeSeries, mapPoints, scalar } from './value';

/** What functions know beside their arguments. */
export interface FunctionContext {
  /** All metrics of the request, by id; expressions are not among them. */
  metrics: Map<string, TimeSeries>;
  /** The starts of all periods between the request's start and end, oldest first. */
  timestamps: (periodSeconds: number) => number[];
}

/**
 * A function of metric math.
 *
 * @throws Error with the reason when the arguments don't fit
 */
export type MathFunction = (
  values: MathValue[],
  context: FunctionContext,
) => MathValue;

/** Those functions of metric math that the sandbox has, by name. */
export const MATH_FUNCTIONS: Record<string, MathFunction> = {
  ABS: pointwise(Math.abs),
  AVG: aggregate(values => sum(values) / values.length),
  CEIL: pointwise(Math.ceil),
  DATAPOINT_COUNT: aggregate(values => values.length),
  DATE: fromTime(at => at.getUTCDate()),
  DAY: fromTime(at => at.getUTCDay() || 7),
  DIFF: differences((value, previous) => value - previous),
  DIFF_TIME: differences((_value, _previous, seconds) => seconds),
  EPOCH: fromTime(at => at.getTime() / 1000),
  FILL: fill,
  FIRST: ([value]) => itemAt(value, 0),
  FLOOR: pointwise(Math.floor),
  HOUR: fromTime(at => at.getUTCHours()),
  IF: choose,
  LAST: ([value]) => itemAt(value, -1),
  LOG: pointwise(Math.log),
  LOG10: pointwise(Math.log10),
  MAX: aggregate(values => Math.max(...values)),
  METRICS: selectMetrics,
  METRIC_COUNT: ([value]) => scalar(arrayOf(value).length),
  MIN: aggregate(values => Math.min(...values)),
  MINUTE: fromTime(at => at.getUTCMinutes()),
  MONTH: fromTime(at => at.getUTCMonth() + 1),
  PERIOD: ([value]) => scalar(seriesOf(value).periodSeconds),
  RATE: differences((value, previous, seconds) => (value - previous) / seconds),
  REMOVE_EMPTY: ([value]) => ({
    kind: 'array',
    items: arrayOf(value).filter(item => item.points.size > 0),
  }),
  RUNNING_SUM: runningSum,
  SLICE: slice,
  SORT: sort,
  STDDEV: aggregate(standardDeviation),
  SUM: aggregate(sum),
  TIME_SERIES: ([value], context) => constantSeries(numberOf(value), context),
  YEAR: fromTime(at => at.getUTCFullYear()),
};

/** Of a series that comes of a number alone, and of the sum of nothing. */
const SCALAR_PERIOD_SECONDS = 60;

/** The number at every timestamp of the request. */
export function constantSeries(
  value: number,
  context: FunctionContext,
  periodSeconds = SCALAR_PERIOD_SECONDS,
): TimeSeries {
  return {
    kind: 'series',
    label: '',
    periodSeconds,
    points: new Map(
      context.timestamps(periodSeconds).map(at => [at, value] as const),
    ),
  };
}

function pointwise(compute: (value: number) => number): MathFunction {
  return ([value]) => {
    if (value?.kind === 'scalar') {
      return scalar(compute(value.value));
    }
    return eachSeries(value, series =>
      mapPoints(series, point => compute(point)),
    );
  };
}

/** One number of a series, or one series of an array. */
function aggregate(compute: (values: number[]) => number): MathFunction {
  return ([value]) => {
    if (value?.kind === 'series') {
      const values = [...value.points.values()];
      return scalar(values.length === 0 ? NaN : compute(values));
    }
    if (value?.kind === 'scalar') {
      return scalar(compute([value.value]));
    }
    const items = arrayOf(value);
    const byTime = new Map<number, number[]>();
    for (const item of items) {
      for (const [at, point] of item.points) {
        const values = byTime.get(at);
        if (values) {
          values.push(point);
        } else {
          byTime.set(at, [point]);
        }
      }
    }
    return {
      kind: 'series',
      label: '',
      periodSeconds:
        items.length === 0
          ? SCALAR_PERIOD_SECONDS
          : Math.min(...items.map(item => item.periodSeconds)),
      points: new Map(
        [...byTime]
          .sort(([a], [b]) => a - b)
          .map(([at, values]) => [at, compute(values)] as const),
      ),
    };
  };
}

function differences(
  compute: (value: number, previous: number, seconds: number) => number,
): MathFunction {
  return ([value]) =>
    eachSeries(value, series => {
      let previous: { at: number; value: number } | undefined;
      return mapPoints(series, (point, at) => {
        const before = previous;
        previous = { at, value: point };
        return before
          ? compute(point, before.value, (at - before.at) / 1000)
          : undefined;
      });
    });
}

function runningSum([value]: MathValue[]): MathValue {
  return eachSeries(value, series => {
    let total = 0;
    return mapPoints(series, point => {
      total += point;
      return total;
    });
  });
}

function fromTime(compute: (at: Date) => number): MathFunction {
  return ([value]) =>
    eachSeries(value, series =>
      mapPoints(series, (_point, at) => compute(new Date(at))),
    );
}

function fill(
  [value, filler]: MathValue[],
  context: FunctionContext,
): MathValue {
  if (!filler) {
    throw new Error('FILL takes a series and what to fill it with');
  }
  return eachSeries(value, series => fillSeries(series, filler, context));
}

function fillSeries(
  series: TimeSeries,
  filler: MathValue,
  context: FunctionContext,
): TimeSeries {
  const timestamps = context.timestamps(series.periodSeconds);
  const points = new Map<number, number>();
  timestamps.forEach((at, index) => {
    const value = series.points.get(at) ?? missing(at, index);
    if (value !== undefined) {
      points.set(at, value);
    }
  });
  return { ...series, points };

  function missing(at: number, index: number): number | undefined {
    if (filler.kind === 'scalar') {
      return filler.value;
    }
    if (filler.kind === 'series') {
      return filler.points.get(at);
    }
    const before = nearest(index, -1);
    if (filler.kind === 'text' && filler.value === 'REPEAT') {
      return before?.value;
    }
    if (filler.kind === 'text' && filler.value === 'LINEAR') {
      const after = nearest(index, 1);
      return before && after
        ? before.value +
            ((after.value - before.value) * (at - before.at)) /
              (after.at - before.at)
        : undefined;
    }
    throw new Error('FILL fills with a number, a series, REPEAT or LINEAR');
  }

  function nearest(
    index: number,
    step: number,
  ): { at: number; value: number } | undefined {
    for (let i = index + step; i >= 0 && i < timestamps.length; i += step) {
      const value = series.points.get(timestamps[i]);
      if (value !== undefined) {
        return { at: timestamps[i], value };
      }
    }
    return undefined;
  }
}

function choose([condition, whenTrue, whenFalse]: MathValue[]): MathValue {
  if (!condition || !whenTrue) {
    throw new Error('IF takes a condition and one or two values');
  }
  if (condition.kind === 'scalar') {
    const chosen = condition.value !== 0 ? whenTrue : whenFalse;
    if (!chosen) {
      throw new Error(
        'IF with a number as its condition takes two values, for a number has no gaps',
      );
    }
    return chosen;
  }
  return mapPoints(seriesOf(condition), (value, at) =>
    pointOf(value !== 0 ? whenTrue : whenFalse, at),
  );
}

function pointOf(value: MathValue | undefined, at: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  return value.kind === 'scalar' ? value.value : seriesOf(value).points.get(at);
}

function selectMetrics(
  [part]: MathValue[],
  context: FunctionContext,
): MathValue {
  const wanted = part?.kind === 'text' ? part.value : '';
  return {
    kind: 'array',
    items: [...context.metrics]
      .filter(([id]) => id.includes(wanted))
      .map(([, series]) => series),
  };
}

function slice([value, start, end]: MathValue[]): MathValue {
  const items = arrayOf(value);
  const from = numberOf(start);
  return end === undefined
    ? itemAt({ kind: 'array', items }, from)
    : { kind: 'array', items: items.slice(from, numberOf(end)) };
}

const SORT_KEYS: Record<string, ((values: number[]) => number) | undefined> = {
  AVG: values => sum(values) / values.length,
  MAX: values => Math.max(...values),
  MIN: values => Math.min(...values),
  SUM: sum,
};

function sort([value, by, order, limit]: MathValue[]): MathValue {
  const compute = SORT_KEYS[textOf(by)];
  const direction = textOf(order);
  if (!compute || (direction !== 'ASC' && direction !== 'DESC')) {
    throw new Error('SORT takes AVG, MIN, MAX or SUM, and ASC or DESC');
  }
  const sign = direction === 'ASC' ? 1 : -1;
  const items = arrayOf(value)
    .map(item => ({ item, key: compute([...item.points.values()]) }))
    .sort((a, b) => sign * (a.key - b.key))
    .map(({ item }) => item);
  return {
    kind: 'array',
    items: limit === undefined ? items : items.slice(0, numberOf(limit)),
  };
}

function eachSeries(
  value: MathValue | undefined,
  compute: (series: TimeSeries) => TimeSeries,
): MathValue {
  return value?.kind === 'array'
    ? { kind: 'array', items: value.items.map(compute) }
    : compute(seriesOf(value));
}

function itemAt(value: MathValue | undefined, index: number): TimeSeries {
  const item = arrayOf(value).at(index);
  if (!item) {
    throw new Error('there is no such series in the array');
  }
  return item;
}

function seriesOf(value: MathValue | undefined): TimeSeries {
  if (value?.kind !== 'series') {
    throw new Error('a time series is needed there');
  }
  return value;
}

function arrayOf(value: MathValue | undefined): TimeSeries[] {
  if (value?.kind === 'series') {
    return [value];
  }
  if (value?.kind !== 'array') {
    throw new Error('an array of time series is needed there');
  }
  return value.items;
}

function numberOf(value: MathValue | undefined): number {
  if (value?.kind !== 'scalar') {
    throw new Error('a number is needed there');
  }
  return value.value;
}

function textOf(value: MathValue | undefined): string {
  return value?.kind === 'text' ? value.value : '';
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function standardDeviation(values: number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(
    sum(values.map(value => (value - mean) ** 2)) / values.length,
  );
}
