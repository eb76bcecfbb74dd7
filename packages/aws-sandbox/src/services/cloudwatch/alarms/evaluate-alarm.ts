import type {
  ComparisonOperator,
  StateValue,
} from '@aws-sdk/client-cloudwatch';

/** How an alarm judges its datapoints. */
export interface AlarmCriteria {
  evaluationPeriods: number;
  datapointsToAlarm: number;
  threshold: number;
  comparisonOperator: ComparisonOperator;
  /** `missing`, `ignore`, `breaching` or `notBreaching`. */
  treatMissingData: string;
}

/** CloudWatch looks at more periods than it judges, for data that comes late. */
export const EXTRA_PERIODS = 2;

const COMPARE: Record<
  ComparisonOperator,
  (value: number, threshold: number) => boolean
> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  // Bands come from anomaly detection, which `PutMetricAlarm` refuses.
  GreaterThanUpperThreshold: () => false,
  LessThanLowerOrGreaterThanUpperThreshold: () => false,
  LessThanLowerThreshold: () => false,
};

/**
 * The state that datapoints put an alarm into, by CloudWatch's rules for
 * missing data: real datapoints of the whole evaluation range count first,
 * and only what is still lacking is filled in.
 *
 * @param datapoints - one for each period of the evaluation range
 *   (`evaluationPeriods` + `EXTRA_PERIODS`), oldest first, undefined where
 *   there is no data
 * @param current - kept where the alarm ignores missing data
 */
export function evaluateAlarm(
  criteria: AlarmCriteria,
  datapoints: (number | undefined)[],
  current: StateValue,
): StateValue {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = criteria;
  const isBreaching = (value: number) =>
    COMPARE[criteria.comparisonOperator](value, criteria.threshold);
  const real = datapoints
    .filter((value): value is number => value !== undefined)
    .slice(-evaluationPeriods);
  const breaching = real.filter(isBreaching).length;
  const lacking = evaluationPeriods - real.length;
  if (lacking === 0 || breaching >= datapointsToAlarm) {
    return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  switch (treatMissingData) {
    case 'breaching':
      return breaching + lacking >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return real.length > 0 && breaching === 0 ? 'OK' : current;
    default:
      if (real.length === 0) {
        return 'INSUFFICIENT_DATA';
      }
      return breachesSinceLongEnough(datapoints, isBreaching, datapointsToAlarm)
        ? 'ALARM'
        : 'OK';
  }
}

/**
 * Whether the oldest breaching datapoint is as old as the datapoints that an
 * alarm takes, and all after it breach or are missing.
 */
function breachesSinceLongEnough(
  datapoints: (number | undefined)[],
  isBreaching: (value: number) => boolean,
  datapointsToAlarm: number,
): boolean {
  const oldest = datapoints.findIndex(
    value => value !== undefined && isBreaching(value),
  );
  return (
    oldest !== -1 &&
    datapoints.length - oldest >= datapointsToAlarm &&
    datapoints
      .slice(oldest)
      .every(value => value === undefined || isBreaching(value))
  );
}
