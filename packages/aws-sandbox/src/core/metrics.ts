import { Clock } from './clock';
import { Scope, scopeKey } from './scope';

/** What a metric is, as CloudWatch names it. */
export interface MetricIdentity {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
}

/** Samples of one metric, oldest first. */
export interface MetricSeries extends MetricIdentity {
  samples: { at: number; value: number }[];
}

const RETENTION_MILLISECONDS = 3 * 60 * 60 * 1000;

/**
 * What happened in the sandbox, as metrics. Services `add` counts (one sample
 * an event, summed by `Sum`) and `set` gauges (sampled on a clock); CloudWatch
 * and the scaling policies read them.
 */
export class MetricStore {
  readonly #clock: Clock;
  readonly #scopes = new Map<string, Map<string, MetricSeries>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Records a value now. */
  add(scope: Scope, metric: MetricIdentity, value: number): void {
    const series = this.#series(scope, metric);
    const at = this.#clock.now();
    const last = series.samples[series.samples.length - 1];
    // Counts within the same second are folded, to bound memory under a surge.
    if (
      last &&
      this.#isCount(metric) &&
      Math.floor(last.at / 1000) === Math.floor(at / 1000)
    ) {
      last.value += value;
    } else {
      series.samples.push({ at, value });
    }
    if (
      series.samples.length > 64 &&
      series.samples[0].at < at - RETENTION_MILLISECONDS
    ) {
      series.samples = series.samples.filter(
        sample => sample.at >= at - RETENTION_MILLISECONDS,
      );
    }
  }

  /** Records a value of another time than now, in its place. */
  addAt(scope: Scope, metric: MetricIdentity, value: number, at: number): void {
    if (at < this.#clock.now() - RETENTION_MILLISECONDS) {
      return;
    }
    const { samples } = this.#series(scope, metric);
    let index = samples.length;
    while (index > 0 && samples[index - 1].at > at) {
      index -= 1;
    }
    samples.splice(index, 0, { at, value });
  }

  /** Adds one to a count. */
  count(scope: Scope, metric: MetricIdentity, by = 1): void {
    this.#counts.add(metric.metricName);
    this.add(scope, metric, by);
  }

  /** All series of one account and region. */
  list(scope: Scope): MetricSeries[] {
    return [...(this.#scopes.get(scopeKey(scope))?.values() ?? [])];
  }

  /** One series, by its exact identity. */
  find(scope: Scope, metric: MetricIdentity): MetricSeries | undefined {
    return this.#scopes.get(scopeKey(scope))?.get(metricKey(metric));
  }

  readonly #counts = new Set<string>();

  #isCount(metric: MetricIdentity): boolean {
    return this.#counts.has(metric.metricName);
  }

  #series(scope: Scope, metric: MetricIdentity): MetricSeries {
    const key = scopeKey(scope);
    let all = this.#scopes.get(key);
    if (!all) {
      all = new Map();
      this.#scopes.set(key, all);
    }
    const id = metricKey(metric);
    let series = all.get(id);
    if (!series) {
      series = { ...metric, samples: [] };
      all.set(id, series);
    }
    return series;
  }
}

function metricKey(metric: MetricIdentity): string {
  const dimensions = Object.entries(metric.dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  return `${metric.namespace}|${metric.metricName}|${dimensions}`;
}
