import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  ScalableTarget,
  ScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { ScalingPolicyAttributes } from '@ecs-eda/plugin-event-topology-common';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { ScalableTargetFact, ScalingPolicyFact } from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace } from '../findings/make-node';
import { AwsSource } from './aws-source';

const TARGETS_PER_PAGE = 50;
/** The most that `DescribeScalingPolicies` gives. */
const POLICIES_PER_PAGE = 10;

/**
 * How ECS services scale. 1 call for 50 scalable targets, and 1 for 10
 * policies, however many services there are.
 */
export const applicationAutoscalingSource: AwsSource = {
  service: 'application-autoscaling',
  scope: 'region',
  createClient: config => new ApplicationAutoScalingClient(config),

  async read(context) {
    const scalableTargets: ScalableTargetFact[] = [];
    const scalingPolicies: ScalingPolicyFact[] = [];

    const readTargets = async () => {
      const listed = context.pages(
        'scalable targets',
        token =>
          context.send(
            new DescribeScalableTargetsCommand({
              ServiceNamespace: 'ecs',
              MaxResults: TARGETS_PER_PAGE,
              NextToken: token,
            }),
          ),
        page => page.NextToken,
      );
      for await (const page of listed) {
        scalableTargets.push(
          ...(page.ScalableTargets ?? []).map(target =>
            scalableTargetFact(context, target),
          ),
        );
      }
    };
    const readPolicies = () =>
      context.resources.attempt('scaling policies', async () => {
        const listed = context.pages(
          'scaling policies',
          token =>
            context.send(
              new DescribeScalingPoliciesCommand({
                ServiceNamespace: 'ecs',
                MaxResults: POLICIES_PER_PAGE,
                NextToken: token,
              }),
            ),
          page => page.NextToken,
        );
        for await (const page of listed) {
          scalingPolicies.push(
            ...(page.ScalingPolicies ?? []).map(policy =>
              scalingPolicyFact(context, policy),
            ),
          );
        }
      });

    await Promise.all([readTargets(), readPolicies()]);
    return { scalableTargets, scalingPolicies };
  },
};

export function scalableTargetFact(
  place: ReadingPlace,
  target: ScalableTarget,
): ScalableTargetFact {
  return {
    scope: place.scope,
    accountId: place.accountId,
    region: place.region,
    resourceId: target.ResourceId ?? '',
    minCapacity: target.MinCapacity ?? 0,
    maxCapacity: target.MaxCapacity ?? 0,
  };
}

export function scalingPolicyFact(
  place: ReadingPlace,
  policy: ScalingPolicy,
): ScalingPolicyFact {
  const step = policy.StepScalingPolicyConfiguration;
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  return withoutUndefined<ScalingPolicyFact>({
    scope: place.scope,
    accountId: place.accountId,
    region: place.region,
    resourceId: policy.ResourceId ?? '',
    policyArn: policy.PolicyARN ?? '',
    policy: withoutUndefined<ScalingPolicyAttributes>({
      policyName: policy.PolicyName ?? '',
      policyType: policy.PolicyType ?? 'TargetTrackingScaling',
      targetValue: tracking?.TargetValue,
      backlogPerTask: tracking && isBacklogPerTask(tracking),
      cooldownSeconds: step?.Cooldown ?? tracking?.ScaleOutCooldown,
      queueNames: tracking && trackedQueues(tracking),
    }),
    alarmNames: (policy.Alarms ?? []).map(
      alarm =>
        alarm.AlarmName ??
        parseArn(alarm.AlarmARN ?? '')?.resource.replace(/^alarm:/, '') ??
        '',
    ),
    adjustmentType: step?.AdjustmentType,
    steps: step?.StepAdjustments?.map(one =>
      withoutUndefined({
        lowerBound: one.MetricIntervalLowerBound,
        upperBound: one.MetricIntervalUpperBound,
        adjustment: one.ScalingAdjustment ?? 0,
      }),
    ),
  });
}

/** The queues whose depth a target tracking policy measures. */
export function trackedQueues(
  configuration: TargetTrackingScalingPolicyConfiguration,
): string[] | undefined {
  const custom = configuration.CustomizedMetricSpecification;
  const metrics = [
    { Namespace: custom?.Namespace, Dimensions: custom?.Dimensions },
    ...(custom?.Metrics ?? []).map(query => ({
      Namespace: query.MetricStat?.Metric?.Namespace,
      Dimensions: query.MetricStat?.Metric?.Dimensions,
    })),
  ];
  const names = new Set(
    metrics
      .filter(metric => metric.Namespace === 'AWS/SQS')
      .flatMap(metric => metric.Dimensions ?? [])
      .filter(dimension => dimension.Name === 'QueueName')
      .flatMap(dimension => dimension.Value ?? []),
  );
  return names.size > 0 ? [...names].sort() : undefined;
}

/**
 * True when the metric is messages ÷ tasks: metric math that divides a queue's
 * depth, or a metric of the user's own that says so in its name.
 */
export function isBacklogPerTask(
  configuration: TargetTrackingScalingPolicyConfiguration,
): boolean {
  const custom = configuration.CustomizedMetricSpecification;
  if (/backlog.?per.?(task|instance)/i.test(custom?.MetricName ?? '')) {
    return true;
  }
  return (
    trackedQueues(configuration) !== undefined &&
    (custom?.Metrics ?? []).some(query => query.Expression?.includes('/'))
  );
}
