import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { AwsError, Scope, World } from '../../core';
import { evaluateExpression } from './metric-math/evaluate-expression';
import { constantSeries } from './metric-math/functions';
import { parseExpression } from './metric-math/parse-expression';
import { MathValue, TimeSeries } from './metric-math/value';
import {
  checkPeriod,
  intoBuckets,
  periodStarts,
  statisticOf,
} from './statistics';
import { dimensionsOf } from './dimensions';
import type { EvaluatedMetric, TimeSpan } from './metric-query';

/** The queries of one call, each evaluated once. */
export class MetricEvaluation {
  readonly #byId = new Map<string, MetricDataQuery>();
  readonly #values = new Map<string, MathValue>();
  readonly #underWay = new Set<string>();
  #metrics: Map<string, TimeSeries> | undefined;

  constructor(
    private readonly world: World,
    private readonly scope: Scope,
    private readonly queries: MetricDataQuery[],
    private readonly span: TimeSpan,
  ) {
    for (const query of queries) {
      checkQuery(query, this.#byId);
      this.#byId.set(query.Id ?? '', query);
    }
    if (span.startTime >= span.endTime) {
      throw new AwsError(
        'ValidationError',
        'The parameter StartTime must be less than the parameter EndTime.',
      );
    }
  }

  resultsOf(query: MetricDataQuery): EvaluatedMetric[] {
    const id = query.Id ?? '';
    const value = this.#valueOf(query);
    const isArray = value.kind === 'array';
    return this.#seriesOf(value).map(series => ({
      id,
      label: query.Label ?? defaultLabel(query, series, isArray),
      periodSeconds: series.periodSeconds,
      datapoints: [...series.points].map(([at, point]) => ({
        at,
        value: point,
      })),
    }));
  }

  #seriesOf(value: MathValue): TimeSeries[] {
    switch (value.kind) {
      case 'series':
        return [value];
      case 'array':
        return value.items;
      case 'scalar':
        return [
          constantSeries(value.value, this.#context(''), this.#basePeriod()),
        ];
      default:
        throw new AwsError(
          'ValidationError',
          'An expression must give a time series, an array of them, or a number',
        );
    }
  }

  #valueOf(query: MetricDataQuery): MathValue {
    const id = query.Id ?? '';
    const known = this.#values.get(id);
    if (known) {
      return known;
    }
    if (this.#underWay.has(id)) {
      throw new AwsError(
        'ValidationError',
        `The expression of '${id}' refers to itself`,
      );
    }
    this.#underWay.add(id);
    const value = query.MetricStat
      ? this.#readMetric(query)
      : this.#evaluate(query.Expression ?? '');
    this.#underWay.delete(id);
    this.#values.set(id, value);
    return value;
  }

  #evaluate(source: string): MathValue {
    return evaluateExpression(parseExpression(source), this.#context(source));
  }

  #context(source: string) {
    return {
      source,
      metrics: this.#allMetrics(),
      timestamps: (periodSeconds: number) =>
        periodStarts(
          this.span.startTime.getTime(),
          this.span.endTime.getTime(),
          periodSeconds,
        ),
      resolve: (id: string) => {
        const query = this.#byId.get(id);
        return query && this.#valueOf(query);
      },
    };
  }

  /** Read once, for `METRICS()` and for the period of numbers. */
  #allMetrics(): Map<string, TimeSeries> {
    if (!this.#metrics) {
      this.#metrics = new Map();
      for (const query of this.queries) {
        const value = query.MetricStat && this.#valueOf(query);
        if (value?.kind === 'series') {
          this.#metrics.set(query.Id ?? '', value);
        }
      }
    }
    return this.#metrics;
  }

  #basePeriod(): number | undefined {
    const periods = [...this.#allMetrics().values()].map(
      series => series.periodSeconds,
    );
    return periods.length === 0 ? undefined : Math.min(...periods);
  }

  #readMetric(query: MetricDataQuery): TimeSeries {
    const { Metric: metric, Period, Stat = '' } = query.MetricStat ?? {};
    const periodSeconds = checkPeriod(Period);
    const statistic = statisticOf(Stat);
    const series = this.world.metrics.find(
      {
        accountId: query.AccountId ?? this.scope.accountId,
        region: this.scope.region,
      },
      {
        namespace: metric?.Namespace ?? '',
        metricName: metric?.MetricName ?? '',
        dimensions: dimensionsOf(metric?.Dimensions),
      },
    );
    const buckets = intoBuckets(
      series,
      this.span.startTime.getTime(),
      this.span.endTime.getTime(),
      periodSeconds,
    );
    return {
      kind: 'series',
      label: query.Label ?? metric?.MetricName ?? '',
      periodSeconds,
      points: new Map(
        buckets.map(({ at, values }) => [at, statistic(values)] as const),
      ),
    };
  }
}

/** Metrics are labelled by their name, expressions by their id. */
function defaultLabel(
  query: MetricDataQuery,
  series: TimeSeries,
  isArray: boolean,
): string {
  if (query.MetricStat) {
    return series.label;
  }
  return isArray ? `${query.Id} ${series.label}`.trim() : query.Id ?? '';
}

function checkQuery(
  query: MetricDataQuery,
  others: Map<string, MetricDataQuery>,
): void {
  const id = query.Id ?? '';
  if (!/^[a-z]\w*$/.test(id)) {
    throw new AwsError(
      'ValidationError',
      `The id '${id}' of a metric data query must begin with a small letter and hold letters, digits and underscores only`,
    );
  }
  if (others.has(id)) {
    throw new AwsError(
      'ValidationError',
      `The id '${id}' of a metric data query is not unique`,
    );
  }
  if ((query.MetricStat === undefined) === (query.Expression === undefined)) {
    throw new AwsError(
      'ValidationError',
      `The metric data query '${id}' must have either MetricStat or Expression`,
    );
  }
}
