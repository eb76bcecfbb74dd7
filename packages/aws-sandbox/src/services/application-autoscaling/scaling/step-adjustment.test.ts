import { steppedCapacity } from './step-adjustment';

const percent = (
  ScalingAdjustment: number,
  MinAdjustmentMagnitude?: number,
) => ({
  AdjustmentType: 'PercentChangeInCapacity' as const,
  MinAdjustmentMagnitude,
  StepAdjustments: [
    ScalingAdjustment > 0
      ? { MetricIntervalLowerBound: 0, ScalingAdjustment }
      : { MetricIntervalUpperBound: 0, ScalingAdjustment },
  ],
});

describe('steppedCapacity', () => {
  it.each([
    // adjustment, least change, capacity, breach, expected
    [10, undefined, 2, 1, 3],
    [50, undefined, 5, 1, 7],
    [-10, undefined, 2, -1, 1],
    [-50, undefined, 5, -1, 3],
    [10, 4, 10, 1, 14],
  ])(
    'changes by %s %% (at least %s) from %s',
    (by, least, from, breach, to) => {
      expect(steppedCapacity(percent(by, least), from, breach)).toBe(to);
    },
  );

  it('sets exact capacities', () => {
    const policy = {
      AdjustmentType: 'ExactCapacity' as const,
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 0 }],
    };
    expect(steppedCapacity(policy, 7, 0)).toBe(0);
  });

  const steps = {
    AdjustmentType: 'ChangeInCapacity' as const,
    StepAdjustments: [
      {
        MetricIntervalLowerBound: 0,
        MetricIntervalUpperBound: 10,
        ScalingAdjustment: 1,
      },
      { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
      {
        MetricIntervalLowerBound: -10,
        MetricIntervalUpperBound: 0,
        ScalingAdjustment: -1,
      },
      { MetricIntervalUpperBound: -10, ScalingAdjustment: -2 },
    ],
  };

  it.each([
    [0, 6],
    [9.9, 6],
    [10, 7],
    [-0.1, 4],
    [-10, 3],
    [-99, 3],
  ])('finds the step for a breach of %s', (breach, capacity) => {
    expect(steppedCapacity(steps, 5, breach)).toBe(capacity);
  });

  it('asks for nothing when no step covers the breach', () => {
    expect(
      steppedCapacity(
        {
          AdjustmentType: 'ChangeInCapacity',
          StepAdjustments: [
            { MetricIntervalLowerBound: 5, ScalingAdjustment: 1 },
          ],
        },
        5,
        3,
      ),
    ).toBeUndefined();
  });
});
