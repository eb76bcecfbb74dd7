import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, Operation } from '../../../core';
import { dimensionsOf } from '../dimensions';
import { checkPeriod, intoBuckets, statisticOf } from '../statistics';

const MAXIMUM_DATAPOINTS = 1_440;

/** One metric, with all statistics asked for in each datapoint. */
export const getMetricStatistics: Operation<
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput
> = (input, context) => {
  const {
    StartTime,
    EndTime,
    Statistics = [],
    ExtendedStatistics = [],
  } = input;
  if (!StartTime || !EndTime || StartTime >= EndTime) {
    throw new AwsError(
      'InvalidParameterValue',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  if (Statistics.length + ExtendedStatistics.length === 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified',
    );
  }
  const period = checkPeriod(input.Period);
  const buckets = intoBuckets(
    context.world.metrics.find(context, {
      namespace: input.Namespace ?? '',
      metricName: input.MetricName ?? '',
      dimensions: dimensionsOf(input.Dimensions),
    }),
    StartTime.getTime(),
    EndTime.getTime(),
    period,
  );
  const seconds = (EndTime.getTime() - StartTime.getTime()) / 1000;
  if (seconds / period > MAXIMUM_DATAPOINTS) {
    throw new AwsError(
      'InvalidParameterCombination',
      `You have requested up to ${Math.floor(
        seconds / period,
      )} datapoints, which exceeds the limit of ${MAXIMUM_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  return {
    Label: input.MetricName,
    Datapoints: buckets.map(({ at, values }): Datapoint => {
      const statistics = Statistics.map(
        name => [name, statisticOf(name)(values)] as const,
      );
      const extended = ExtendedStatistics.map(
        name => [name, statisticOf(name)(values)] as const,
      );
      return {
        Timestamp: new Date(at),
        Unit: 'None',
        ...Object.fromEntries(statistics),
        ...(extended.length > 0 && {
          ExtendedStatistics: Object.fromEntries(extended),
        }),
      };
    }),
  };
};
