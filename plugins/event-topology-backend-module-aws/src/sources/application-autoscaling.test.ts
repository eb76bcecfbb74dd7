import { placeOf } from '../__testing__/place';
import {
  isBacklogPerTask,
  scalableTargetFact,
  scalingPolicyFact,
  trackedQueues,
} from './application-autoscaling';

const place = placeOf('application-autoscaling');
const common = {
  PolicyARN: 'arn:policy',
  ServiceNamespace: 'ecs' as const,
  ResourceId: 'service/shop/loyalty',
  ScalableDimension: 'ecs:service:DesiredCount' as const,
  CreationTime: new Date(0),
};

const queueDepth = {
  Id: 'm',
  MetricStat: {
    Stat: 'Maximum',
    Metric: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
    },
  },
};

describe('scalingPolicyFact', () => {
  it('reads steps, relative to their alarm', () => {
    expect(
      scalingPolicyFact(place, {
        ...common,
        PolicyName: 'steps',
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: {
          AdjustmentType: 'ChangeInCapacity',
          Cooldown: 300,
          StepAdjustments: [
            {
              MetricIntervalLowerBound: 0,
              MetricIntervalUpperBound: 10,
              ScalingAdjustment: 1,
            },
            { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
          ],
        },
        Alarms: [{ AlarmName: 'backlog', AlarmARN: 'arn:alarm' }],
      }),
    ).toMatchObject({
      resourceId: 'service/shop/loyalty',
      policy: {
        policyName: 'steps',
        policyType: 'StepScaling',
        cooldownSeconds: 300,
      },
      alarmNames: ['backlog'],
      adjustmentType: 'ChangeInCapacity',
      steps: [
        { lowerBound: 0, upperBound: 10, adjustment: 1 },
        { lowerBound: 10, adjustment: 2 },
      ],
    });
  });

  it('reads the target of target tracking', () => {
    expect(
      scalingPolicyFact(place, {
        ...common,
        PolicyName: 'backlog',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 25,
          ScaleOutCooldown: 60,
          CustomizedMetricSpecification: {
            Metrics: [queueDepth, { Id: 'e', Expression: 'm / t' }],
          },
        },
      }).policy,
    ).toEqual({
      policyName: 'backlog',
      policyType: 'TargetTrackingScaling',
      targetValue: 25,
      backlogPerTask: true,
      cooldownSeconds: 60,
      queueNames: ['loyalty'],
    });
  });
});

describe('isBacklogPerTask', () => {
  const target = { TargetValue: 1 };

  it.each([
    [
      'a metric that is called so',
      {
        ...target,
        CustomizedMetricSpecification: {
          Namespace: 'Shop',
          MetricName: 'BacklogPerTask',
        },
      },
      true,
    ],
    [
      'a depth that nothing divides',
      { ...target, CustomizedMetricSpecification: { Metrics: [queueDepth] } },
      false,
    ],
    [
      'CPU',
      {
        ...target,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ECSServiceAverageCPUUtilization' as const,
        },
      },
      false,
    ],
  ])('%s', (_what, configuration, expected) => {
    expect(isBacklogPerTask(configuration)).toBe(expected);
  });
});

describe('trackedQueues', () => {
  it('finds the queue of a single metric', () => {
    expect(
      trackedQueues({
        TargetValue: 1,
        CustomizedMetricSpecification: {
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        },
      }),
    ).toEqual(['loyalty']);
  });

  it('takes no other namespace for queues', () => {
    expect(
      trackedQueues({
        TargetValue: 1,
        CustomizedMetricSpecification: {
          Namespace: 'Shop',
          Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        },
      }),
    ).toBeUndefined();
  });
});

describe('scalableTargetFact', () => {
  it('reads the limits', () => {
    expect(
      scalableTargetFact(place, {
        ...common,
        MinCapacity: 1,
        MaxCapacity: 20,
        RoleARN: 'arn:role',
      }),
    ).toMatchObject({
      resourceId: 'service/shop/loyalty',
      minCapacity: 1,
      maxCapacity: 20,
    });
  });
});
