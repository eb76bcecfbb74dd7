/** One figure of a node, as CloudWatch knows it. */
export interface MetricQuery {
  /** What the figure is called in the node's reading, or would be. */
  figure: string;
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  statistic: 'Average' | 'Maximum' | 'Sum';
}

/** Several metrics of the same dimensions, by the figure that each is of. */
export function metrics(
  namespace: string,
  dimensions: Record<string, string>,
  statistic: MetricQuery['statistic'],
  names: Record<string, string>,
): MetricQuery[] {
  return Object.entries(names).map(([figure, metricName]) => ({
    figure,
    namespace,
    metricName,
    dimensions,
    statistic,
  }));
}
