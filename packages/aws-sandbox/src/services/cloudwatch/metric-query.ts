import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { Scope, World } from '../../core';
import { MetricEvaluation } from './metric-evaluation';

/** The result of one query. */
export interface EvaluatedMetric {
  id: string;
  label: string;
  /** Length of the periods. */
  periodSeconds: number;
  /** Oldest first; `at` is the start of the period in milliseconds since the epoch. */
  datapoints: { at: number; value: number }[];
}

/** A span of time: from `startTime`, up to but without `endTime`. */
export interface TimeSpan {
  startTime: Date;
  endTime: Date;
}

/**
 * Evaluates metric queries as `GetMetricData` does: metrics by period and
 * statistic, expressions over them.
 *
 * @returns the results of all queries that don't say `ReturnData: false`, in
 *   their order; a query whose expression gives an array has one for each series
 * @throws AwsError `ValidationError` when a query is wrong
 */
export function evaluateMetricQuery(
  world: World,
  scope: Scope,
  queries: MetricDataQuery[],
  span: TimeSpan,
): EvaluatedMetric[] {
  const evaluation = new MetricEvaluation(world, scope, queries, span);
  return queries
    .filter(query => query.ReturnData !== false)
    .flatMap(query => evaluation.resultsOf(query));
}
