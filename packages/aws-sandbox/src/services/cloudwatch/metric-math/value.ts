/** A time series: values by the start of their period, in milliseconds, oldest first. */
export interface TimeSeries {
  kind: 'series';
  label: string;
  points: Map<number, number>;
  /** Length of its periods. */
  periodSeconds: number;
}

/** What an expression evaluates to. */
export type MathValue =
  | { kind: 'scalar'; value: number }
  | { kind: 'text'; value: string }
  | TimeSeries
  | { kind: 'array'; items: TimeSeries[] };

/** A scalar. */
export function scalar(value: number): MathValue {
  return { kind: 'scalar', value };
}

/** The same series with other values; what `compute` gives no value is left out. */
export function mapPoints(
  series: TimeSeries,
  compute: (value: number, at: number) => number | undefined,
): TimeSeries {
  const points = new Map<number, number>();
  for (const [at, value] of series.points) {
    const computed = compute(value, at);
    // CloudWatch leaves out what is no number, such as a division by zero.
    if (computed !== undefined && Number.isFinite(computed)) {
      points.set(at, computed);
    }
  }
  return { ...series, points };
}
