import type {
  DimensionFilter,
  ListMetricsInput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';
import { MetricSeries, Operation, paginate } from '../../../core';

const PAGE_SIZE = 500;
const RECENT_MILLISECONDS = 3 * 60 * 60 * 1000;

/** The metrics that got data. */
export const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = (
  input,
  context,
) => {
  const since =
    input.RecentlyActive === 'PT3H'
      ? context.world.clock.now() - RECENT_MILLISECONDS
      : -Infinity;
  const found = context.world.metrics
    .list(context)
    .filter(
      series =>
        (input.Namespace ?? series.namespace) === series.namespace &&
        (input.MetricName ?? series.metricName) === series.metricName &&
        (input.Dimensions ?? []).every(filter => matches(series, filter)) &&
        (series.samples.at(-1)?.at ?? -Infinity) >= since,
    )
    .map(series => ({ series, key: keyOf(series) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = paginate(found, ({ key }) => key, {
    maximum: PAGE_SIZE,
    token: input.NextToken,
  });
  return {
    Metrics: page.items.map(({ series }) => ({
      Namespace: series.namespace,
      MetricName: series.metricName,
      Dimensions: Object.entries(series.dimensions).map(([Name, Value]) => ({
        Name,
        Value,
      })),
    })),
    NextToken: page.nextToken,
  };
};

function matches(series: MetricSeries, filter: DimensionFilter): boolean {
  const value = series.dimensions[filter.Name ?? ''];
  return value !== undefined && (filter.Value ?? value) === value;
}

function keyOf(series: MetricSeries): string {
  const dimensions = Object.entries(series.dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return [series.namespace, series.metricName, ...dimensions].join('|');
}
