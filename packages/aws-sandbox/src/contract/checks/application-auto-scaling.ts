import {
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  ScalableTarget,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { createCluster, createService, registerTask } from './ecs';

const SERVICE = {
  ServiceNamespace: 'ecs' as const,
  ScalableDimension: 'ecs:service:DesiredCount' as const,
};

async function scalable(
  context: ContractContext,
  MinCapacity: number,
  desiredCount = 0,
) {
  const { aws } = context;
  const cluster = await createCluster(context);
  const service = await createService(
    context,
    cluster.name,
    await registerTask(context),
    desiredCount,
  );
  const target = {
    ...SERVICE,
    ResourceId: `service/${cluster.name}/${service}`,
  };
  await aws.applicationAutoScaling.send(
    new RegisterScalableTargetCommand({
      ...target,
      MinCapacity,
      MaxCapacity: 4,
    }),
  );
  context.cleanUp(() =>
    aws.applicationAutoScaling.send(
      new DeregisterScalableTargetCommand(target),
    ),
  );
  return { target, cluster: cluster.name, service };
}

const backlogPerTask = (queueName: string) => ({
  TargetValue: 25,
  ScaleOutCooldown: 60,
  ScaleInCooldown: 120,
  CustomizedMetricSpecification: {
    Metrics: [
      {
        Id: 'messages',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateNumberOfMessagesVisible',
            Dimensions: [{ Name: 'QueueName', Value: queueName }],
          },
          Stat: 'Average',
        },
        ReturnData: false,
      },
      {
        Id: 'backlog',
        Expression: 'messages / 1',
        ReturnData: true,
      },
    ],
  },
});

/** Scaling of services. */
export const applicationAutoScalingChecks: Check[] = [
  {
    behaviour: 'gives step policies back',
    async run(context) {
      const { aws } = context;
      const { target } = await scalable(context, 0);
      const StepScalingPolicyConfiguration = {
        AdjustmentType: 'ChangeInCapacity' as const,
        Cooldown: 300,
        MetricAggregationType: 'Average' as const,
        StepAdjustments: [
          {
            MetricIntervalLowerBound: 0,
            MetricIntervalUpperBound: 10,
            ScalingAdjustment: 1,
          },
          { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
        ],
      };
      const { PolicyARN } = await aws.applicationAutoScaling.send(
        new PutScalingPolicyCommand({
          ...target,
          PolicyName: 'steps',
          PolicyType: 'StepScaling',
          StepScalingPolicyConfiguration,
        }),
      );
      const { ScalingPolicies } = await aws.applicationAutoScaling.send(
        new DescribeScalingPoliciesCommand({
          ServiceNamespace: 'ecs',
          ResourceId: target.ResourceId,
        }),
      );
      expect(ScalingPolicies).toEqual([
        expect.objectContaining({
          PolicyARN,
          PolicyName: 'steps',
          PolicyType: 'StepScaling',
          StepScalingPolicyConfiguration: expect.objectContaining(
            StepScalingPolicyConfiguration,
          ),
        }),
      ]);
    },
  },
  {
    behaviour: 'tracks a target by metric math, with alarms of its own',
    async run(context) {
      const { aws } = context;
      const { target } = await scalable(context, 0);
      const configuration = backlogPerTask(context.name('queue'));
      const { Alarms } = await aws.applicationAutoScaling.send(
        new PutScalingPolicyCommand({
          ...target,
          PolicyName: 'backlog',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: configuration,
        }),
      );
      const names = Alarms?.map(alarm => alarm.AlarmName ?? '') ?? [];
      expect(names).toHaveLength(2);
      const { MetricAlarms } = await aws.cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: names }),
      );
      expect(MetricAlarms).toHaveLength(2);
      const { ScalingPolicies } = await aws.applicationAutoScaling.send(
        new DescribeScalingPoliciesCommand({
          ServiceNamespace: 'ecs',
          ResourceId: target.ResourceId,
        }),
      );
      expect(
        ScalingPolicies?.[0]?.TargetTrackingScalingPolicyConfiguration,
      ).toMatchObject(configuration);
      await aws.applicationAutoScaling.send(
        new DeleteScalingPolicyCommand({ ...target, PolicyName: 'backlog' }),
      );
      const after = await aws.cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: names }),
      );
      expect(after.MetricAlarms).toEqual([]);
    },
  },
  {
    behaviour: 'lists targets and policies, page by page',
    async run(context) {
      const { aws } = context;
      const ids: string[] = [];
      for (const _ of ['a', 'b', 'c']) {
        const { target } = await scalable(context, 0);
        ids.push(target.ResourceId);
        await aws.applicationAutoScaling.send(
          new PutScalingPolicyCommand({
            ...target,
            PolicyName: 'backlog',
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingScalingPolicyConfiguration: backlogPerTask('orders'),
          }),
        );
      }
      const targets = await context.pages<ScalableTarget>(
        'application-autoscaling:DescribeScalableTargets',
        async NextToken => {
          const page = await aws.applicationAutoScaling.send(
            new DescribeScalableTargetsCommand({
              ServiceNamespace: 'ecs',
              MaxResults: 2,
              NextToken,
            }),
          );
          return { items: page.ScalableTargets, next: page.NextToken };
        },
      );
      expect(targets.map(target => target.ResourceId)).toEqual(
        expect.arrayContaining(ids),
      );
      const policies = await context.pages<ScalingPolicy>(
        'application-autoscaling:DescribeScalingPolicies',
        async NextToken => {
          const page = await aws.applicationAutoScaling.send(
            new DescribeScalingPoliciesCommand({
              ServiceNamespace: 'ecs',
              MaxResults: 2,
              NextToken,
            }),
          );
          return { items: page.ScalingPolicies, next: page.NextToken };
        },
      );
      expect(policies.map(policy => policy.ResourceId)).toEqual(
        expect.arrayContaining(ids),
      );
    },
  },
  {
    behaviour: 'lifts a service to its minimum',
    async run(context) {
      const { aws } = context;
      const { cluster, service } = await scalable(context, 2, 1);
      await context.eventually('a desired count of two', async () => {
        const { services } = await aws.ecs.send(
          new DescribeServicesCommand({ cluster, services: [service] }),
        );
        return services?.[0]?.desiredCount === 2;
      });
    },
  },
  {
    behaviour: 'refuses policies of what was not registered',
    async run(context) {
      await expectError(
        context.aws.applicationAutoScaling.send(
          new PutScalingPolicyCommand({
            ...SERVICE,
            ResourceId: `service/${context.name('absent')}/absent`,
            PolicyName: 'backlog',
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingScalingPolicyConfiguration: backlogPerTask('orders'),
          }),
        ),
        'ObjectNotFoundException',
      );
    },
  },
];
