import type {
  MetricDatum,
  PutMetricDataInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, Operation, UnsupportedError } from '../../../core';
import { dimensionsOf } from '../dimensions';

/** A caller may send thousands of equal values as one; so many are kept. */
const MAXIMUM_COUNT = 1_000;

/** A user's own metrics. */
export const putMetricData: Operation<PutMetricDataInput, {}> = (
  input,
  context,
) => {
  if (input.Namespace?.startsWith('AWS/')) {
    throw new AwsError(
      'InvalidParameterValue',
      'The value AWS/ for parameter Namespace is invalid: namespaces that begin with AWS/ are reserved',
    );
  }
  if (input.EntityMetricData) {
    throw new UnsupportedError('EntityMetricData of PutMetricData');
  }
  for (const datum of input.MetricData ?? []) {
    const metric = {
      namespace: input.Namespace ?? '',
      metricName: datum.MetricName ?? '',
      dimensions: dimensionsOf(datum.Dimensions),
    };
    const at = datum.Timestamp?.getTime() ?? context.world.clock.now();
    for (const value of valuesOf(datum)) {
      context.world.metrics.addAt(context, metric, value, at);
    }
  }
  return {};
};

function valuesOf(datum: MetricDatum): number[] {
  if (datum.StatisticValues) {
    throw new UnsupportedError('StatisticValues of PutMetricData');
  }
  if (datum.Values) {
    return datum.Values.flatMap((value, index) =>
      Array.from(
        {
          length: Math.min(
            MAXIMUM_COUNT,
            Math.round(datum.Counts?.[index] ?? 1),
          ),
        },
        () => value,
      ),
    );
  }
  if (datum.Value === undefined) {
    throw new AwsError(
      'MissingParameter',
      'At least one of the parameters Value, Values and StatisticValues must be specified',
    );
  }
  return [datum.Value];
}
