import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { cloudwatchService } from '../cloudwatch';
import { ecsService } from '../ecs';
import { applicationAutoscalingService } from './index';

const RESOURCE = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: 'service/shop/loyalty',
};
const MINUTE = 60_000;

async function setUp(limits = { MinCapacity: 1, MaxCapacity: 10 }) {
  const world = new TestWorld([
    applicationAutoscalingService,
    cloudwatchService,
    ecsService,
  ]);
  const scaling = (operation: string, input: object = {}) =>
    world.call('application-autoscaling', operation, {
      ...RESOURCE,
      ...input,
    });
  const ecs = (operation: string, input: object) =>
    world.call('ecs', operation, input);
  const cloudwatch = (operation: string, input: object) =>
    world.call('cloudwatch', operation, input);
  await ecs('CreateCluster', {
    clusterName: 'shop',
    settings: [{ name: 'containerInsights', value: 'enabled' }],
  });
  await ecs('RegisterTaskDefinition', {
    family: 'loyalty',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'main', image: 'loyalty:1' }],
  });
  await ecs('CreateService', {
    cluster: 'shop',
    serviceName: 'loyalty',
    taskDefinition: 'loyalty',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'] },
    },
  });
  await scaling('RegisterScalableTarget', limits);

  let depth: number | undefined = 0;
  world.clock.every(5_000, () => {
    if (depth !== undefined) {
      world.world.metrics.add(
        TEST_SCOPE,
        {
          namespace: 'AWS/SQS',
          metricName: 'ApproximateNumberOfMessagesVisible',
          dimensions: { QueueName: 'loyalty' },
        },
        depth,
      );
    }
  });

  return {
    world,
    scaling,
    ecs,
    cloudwatch,
    setDepth: (value: number | undefined) => {
      depth = value;
    },
    desired: async () =>
      (
        await ecs('DescribeServices', {
          cluster: 'shop',
          services: ['loyalty'],
        })
      ).services[0].desiredCount as number,
    putSteps: async (more: object = {}, alarm: object = {}) => {
      const { PolicyARN } = await scaling('PutScalingPolicy', {
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
          ...more,
        },
      });
      await cloudwatch('PutMetricAlarm', {
        AlarmName: 'messages-wait',
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [PolicyARN],
        ...alarm,
      });
      return PolicyARN as string;
    },
    putBacklogPerTask: (more: object = {}) =>
      scaling('PutScalingPolicy', {
        PolicyName: 'backlog',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 10,
          ScaleOutCooldown: 60,
          ScaleInCooldown: 60,
          CustomizedMetricSpecification: {
            Metrics: [
              {
                Id: 'messages',
                MetricStat: {
                  Metric: {
                    Namespace: 'AWS/SQS',
                    MetricName: 'ApproximateNumberOfMessagesVisible',
                    Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
                  },
                  Stat: 'Average',
                },
                ReturnData: false,
              },
              {
                Id: 'tasks',
                MetricStat: {
                  Metric: {
                    Namespace: 'ECS/ContainerInsights',
                    MetricName: 'RunningTaskCount',
                    Dimensions: [
                      { Name: 'ClusterName', Value: 'shop' },
                      { Name: 'ServiceName', Value: 'loyalty' },
                    ],
                  },
                  Stat: 'Average',
                },
                ReturnData: false,
              },
              { Id: 'backlog', Expression: 'messages / MAX([tasks, 1])' },
            ],
          },
          ...more,
        },
      }),
  };
}

describe('scalable targets', () => {
  it('lift a service that stands below their minimum, and say why', async () => {
    const { scaling, desired } = await setUp({
      MinCapacity: 3,
      MaxCapacity: 10,
    });
    expect(await desired()).toBe(3);
    const { ScalingActivities } = await scaling('DescribeScalingActivities');
    expect(ScalingActivities).toMatchObject([
      {
        Description: 'Setting desired count to 3.',
        Cause: 'minimum capacity was set to 3',
        StatusCode: 'Successful',
      },
    ]);
  });

  it('need a service that is there', async () => {
    const { scaling } = await setUp();
    await expect(
      scaling('RegisterScalableTarget', {
        ResourceId: 'service/shop/nothing',
        MinCapacity: 1,
        MaxCapacity: 2,
      }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('are listed in pages', async () => {
    const { ecs, scaling } = await setUp();
    await ecs('CreateService', {
      cluster: 'shop',
      serviceName: 'offers',
      taskDefinition: 'loyalty',
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-1'] },
      },
    });
    await scaling('RegisterScalableTarget', {
      ResourceId: 'service/shop/offers',
      MinCapacity: 1,
      MaxCapacity: 2,
    });
    const all = { ResourceId: undefined, MaxResults: 1 };
    const first = await scaling('DescribeScalableTargets', all);
    const second = await scaling('DescribeScalableTargets', {
      ...all,
      NextToken: first.NextToken,
    });
    expect(
      [...first.ScalableTargets, ...second.ScalableTargets].map(
        target => target.ResourceId,
      ),
    ).toEqual(['service/shop/loyalty', 'service/shop/offers']);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('step scaling', () => {
  it('takes the step that the breach falls into', async () => {
    const { world, desired, putSteps, setDepth } = await setUp();
    await putSteps();
    setDepth(7);
    await world.clock.advance(2 * MINUTE + 5_000);
    expect(await desired()).toBe(2);
  });

  it('takes the larger step for the larger breach', async () => {
    const { world, desired, putSteps, setDepth } = await setUp();
    await putSteps();
    setDepth(100);
    await world.clock.advance(2 * MINUTE + 5_000);
    expect(await desired()).toBe(3);
  });

  it('waits for its cooldown, except for a step that asks for more', async () => {
    const { world, desired, putSteps, setDepth } = await setUp();
    await putSteps();
    setDepth(7);
    await world.clock.advance(2 * MINUTE + 5_000);
    expect(await desired()).toBe(2);
    await world.clock.advance(2 * MINUTE);
    expect(await desired()).toBe(2);
    setDepth(100);
    await world.clock.advance(2 * MINUTE);
    expect(await desired()).toBe(3);
    await world.clock.advance(6 * MINUTE);
    expect(await desired()).toBeGreaterThan(3);
  });

  it('stops at the maximum and records why', async () => {
    const { world, scaling, desired, putSteps, setDepth } = await setUp({
      MinCapacity: 1,
      MaxCapacity: 2,
    });
    await putSteps({ Cooldown: 0 });
    setDepth(100);
    await world.clock.advance(5 * MINUTE);
    expect(await desired()).toBe(2);
    const { ScalingActivities } = await scaling('DescribeScalingActivities', {
      IncludeNotScaledActivities: true,
    });
    expect(ScalingActivities[0].NotScaledReasons).toEqual([
      { Code: 'AlreadyAtMaxCapacity', MaxCapacity: 2, CurrentCapacity: 2 },
    ]);
  });

  it('scales in by negative steps, to the minimum', async () => {
    const { world, desired, putSteps } = await setUp({
      MinCapacity: 4,
      MaxCapacity: 10,
    });
    await putSteps(
      {
        Cooldown: 0,
        StepAdjustments: [
          { MetricIntervalUpperBound: 0, ScalingAdjustment: -2 },
        ],
      },
      { ComparisonOperator: 'LessThanThreshold' },
    );
    await world.call('ecs', 'UpdateService', {
      cluster: 'shop',
      service: 'loyalty',
      desiredCount: 7,
    });
    await world.clock.advance(10 * MINUTE);
    expect(await desired()).toBe(4);
  });

  it('aggregates the metric as the policy says, not as the alarm does', async () => {
    const { world, desired, putSteps, setDepth } = await setUp();
    await putSteps(
      { MetricAggregationType: 'Minimum' },
      { Statistic: 'Maximum' },
    );
    // Begins within a minute: its maximum is 100, its minimum 6.
    setDepth(6);
    await world.clock.advance(MINUTE - 10_000);
    setDepth(100);
    await world.clock.advance(15_000);
    expect(await desired()).toBe(2);
  });

  it('names the alarms that call it', async () => {
    const { scaling, putSteps } = await setUp();
    await putSteps();
    const { ScalingPolicies } = await scaling('DescribeScalingPolicies');
    expect(ScalingPolicies).toMatchObject([
      { PolicyName: 'steps', Alarms: [{ AlarmName: 'messages-wait' }] },
    ]);
  });
});

describe('target tracking on metric math', () => {
  it('makes its two alarms in CloudWatch, and takes them away with the policy', async () => {
    const { scaling, cloudwatch, putBacklogPerTask } = await setUp();
    const { PolicyARN, Alarms } = await putBacklogPerTask();
    const { MetricAlarms } = await cloudwatch('DescribeAlarms', {
      AlarmNames: Alarms.map((alarm: { AlarmName: string }) => alarm.AlarmName),
    });
    expect(MetricAlarms).toHaveLength(2);
    expect(MetricAlarms).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          AlarmName: expect.stringMatching(
            /^TargetTracking-service\/shop\/loyalty-AlarmHigh-/,
          ),
          AlarmActions: [PolicyARN],
          Threshold: 10,
          EvaluationPeriods: 3,
        }),
        expect.objectContaining({
          AlarmName: expect.stringContaining('AlarmLow'),
          Threshold: 9,
          EvaluationPeriods: 15,
        }),
      ]),
    );
    await scaling('DeleteScalingPolicy', { PolicyName: 'backlog' });
    const left = await cloudwatch('DescribeAlarms', {});
    expect(left.MetricAlarms).toEqual([]);
  });

  it('scales out in proportion within minutes, and in only after a quarter of an hour', async () => {
    const { world, desired, putBacklogPerTask, setDepth } = await setUp();
    await putBacklogPerTask();
    setDepth(45);
    await world.clock.advance(5 * MINUTE);
    expect(await desired()).toBe(5);
    setDepth(0);
    await world.clock.advance(10 * MINUTE);
    expect(await desired()).toBe(5);
    await world.clock.advance(15 * MINUTE);
    expect(await desired()).toBe(1);
  });

  it('never scales in when that is disabled', async () => {
    const { world, desired, putBacklogPerTask, setDepth } = await setUp();
    const { Alarms } = await putBacklogPerTask({ DisableScaleIn: true });
    expect(Alarms).toHaveLength(1);
    setDepth(45);
    await world.clock.advance(5 * MINUTE);
    setDepth(0);
    await world.clock.advance(60 * MINUTE);
    expect(await desired()).toBe(5);
  });

  it('does nothing without data', async () => {
    const { world, desired, putBacklogPerTask, setDepth } = await setUp({
      MinCapacity: 0,
      MaxCapacity: 10,
    });
    await putBacklogPerTask();
    setDepth(undefined);
    await world.clock.advance(60 * MINUTE);
    expect(await desired()).toBe(1);
  });

  it('refuses a policy without a metric', async () => {
    const { putBacklogPerTask } = await setUp();
    await expect(
      putBacklogPerTask({ CustomizedMetricSpecification: undefined }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

it('moves the limits at scheduled times', async () => {
  const { world, scaling, desired } = await setUp();
  await scaling('PutScheduledAction', {
    ScheduledActionName: 'black-friday',
    Schedule: 'at(2026-11-27T04:00:00)',
    ScalableTargetAction: { MinCapacity: 6 },
  });
  await world.clock.advance(29 * MINUTE);
  expect(await desired()).toBe(1);
  await world.clock.advance(2 * MINUTE);
  expect(await desired()).toBe(6);
  expect(await scaling('DescribeScheduledActions')).toMatchObject({
    ScheduledActions: [{ ScheduledActionName: 'black-friday' }],
  });
});

it('gives no more than ten policies a page', async () => {
  const { scaling } = await setUp();
  for (let i = 0; i < 11; i++) {
    await scaling('PutScalingPolicy', {
      PolicyName: `steps-${i}`,
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'PercentChangeInCapacity',
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, ScalingAdjustment: 10 },
        ],
      },
    });
  }
  const page = await scaling('DescribeScalingPolicies', { MaxResults: 50 });
  expect(page.ScalingPolicies).toHaveLength(10);
  expect(page.NextToken).toEqual(expect.any(String));
});
