import type {
  MetricDataQuery,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';

const METRIC_ID = 'm1';

/** An alarm's metric or expression as the queries of a `GetMetricData` call. */
export function alarmQueries(
  configuration: PutMetricAlarmInput,
): MetricDataQuery[] {
  if (configuration.Metrics && configuration.Metrics.length > 0) {
    return configuration.Metrics;
  }
  return [
    {
      Id: METRIC_ID,
      MetricStat: {
        Metric: {
          Namespace: configuration.Namespace,
          MetricName: configuration.MetricName,
          Dimensions: configuration.Dimensions,
        },
        Period: configuration.Period,
        Stat: configuration.Statistic ?? configuration.ExtendedStatistic,
      },
    },
  ];
}

/** The length of an alarm's periods: its own, or the shortest of its metrics. */
export function alarmPeriodSeconds(configuration: PutMetricAlarmInput): number {
  const periods = alarmQueries(configuration).flatMap(query => {
    const period = query.MetricStat?.Period ?? query.Period;
    return period === undefined ? [] : [period];
  });
  return periods.length === 0 ? 60 : Math.min(...periods);
}
