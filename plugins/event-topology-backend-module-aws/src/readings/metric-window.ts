/** CloudWatch's own grain for the metrics of AWS services. */
export const PERIOD_SECONDS = 60;

const PERIOD_MILLISECONDS = PERIOD_SECONDS * 1000;
const MINUTES = 3;

/** One value of a metric; `at` is when its minute began, in milliseconds. */
export interface Datapoint {
  at: number;
  value: number;
}

/** The time that figures are made of: the last three whole minutes and the one under way. */
export interface MetricWindow {
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}

export function metricWindow(now: number): MetricWindow {
  const minute = Math.floor(now / PERIOD_MILLISECONDS) * PERIOD_MILLISECONDS;
  return { start: minute - MINUTES * PERIOD_MILLISECONDS, end: now };
}

/**
 * A count a minute, over the window. AWS leaves out the minutes in which
 * nothing happened, so no value means zero. The minute under way counts only
 * when CloudWatch has it already; most often it comes a minute or two late.
 */
export function perMinute(
  datapoints: Datapoint[],
  window: MetricWindow,
): number {
  const minuteUnderWay =
    Math.floor(window.end / PERIOD_MILLISECONDS) * PERIOD_MILLISECONDS;
  const current = datapoints.some(one => one.at >= minuteUnderWay);
  const from = current ? window.start + PERIOD_MILLISECONDS : window.start;
  const to = current ? window.end : minuteUnderWay;
  const sum = datapoints
    .filter(one => one.at >= from && one.at < to)
    .reduce((total, one) => total + one.value, 0);
  const rate = (sum / (to - from)) * PERIOD_MILLISECONDS;
  return Math.round(rate * 100) / 100;
}

/**
 * The newest value of a gauge, with the moment it holds for. No value means
 * that nobody knows: AWS stops measuring queues that nothing touches.
 */
export function newest(
  datapoints: Datapoint[],
  window: MetricWindow,
): { value: number; at: number } | undefined {
  let found: Datapoint | undefined;
  for (const one of datapoints) {
    if (!found || one.at > found.at) {
      found = one;
    }
  }
  return (
    found && {
      value: found.value,
      at: Math.min(found.at + PERIOD_MILLISECONDS, window.end),
    }
  );
}
