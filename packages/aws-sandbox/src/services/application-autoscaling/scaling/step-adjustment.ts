import { StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';

/**
 * The capacity that a step policy asks for.
 *
 * @param breach - metric minus threshold of the alarm
 * @returns undefined when no step covers the breach
 */
export function steppedCapacity(
  policy: StepScalingPolicyConfiguration,
  capacity: number,
  breach: number,
): number | undefined {
  const step = (policy.StepAdjustments ?? []).find(
    ({ MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper }) =>
      // Above the threshold the lower bound belongs to a step, below it the upper one.
      breach >= 0 && (lower !== undefined || (upper ?? 0) > 0)
        ? breach >= (lower ?? -Infinity) && breach < (upper ?? Infinity)
        : breach > (lower ?? -Infinity) && breach <= (upper ?? Infinity),
  );
  if (!step || step.ScalingAdjustment === undefined) {
    return undefined;
  }
  const adjustment = step.ScalingAdjustment;
  switch (policy.AdjustmentType) {
    case 'ExactCapacity':
      return adjustment;
    case 'PercentChangeInCapacity':
      return (
        capacity +
        percentChange(capacity, adjustment, policy.MinAdjustmentMagnitude ?? 0)
      );
    default:
      return capacity + adjustment;
  }
}

/** Rounded towards zero, but never to nothing. */
function percentChange(
  capacity: number,
  percent: number,
  minimumMagnitude: number,
): number {
  const exact = (capacity * percent) / 100;
  const magnitude = Math.max(
    Math.abs(exact) < 1 && exact !== 0 ? 1 : Math.floor(Math.abs(exact)),
    minimumMagnitude,
  );
  return Math.sign(percent) * magnitude;
}
