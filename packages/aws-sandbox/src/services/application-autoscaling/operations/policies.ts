import { randomUUID } from 'node:crypto';
import {
  Alarm,
  DeleteScalingPolicyCommandInput,
  DescribeScalingPoliciesCommandInput,
  PutScalingPolicyCommandInput,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import {
  AwsError,
  Operation,
  RequestContext,
  UnsupportedError,
} from '../../../core';
import { CloudWatchState } from '../../cloudwatch/alarms/alarm';
import { validationException } from '../errors';
import { findTarget } from '../find-target';
import { autoScalingPage } from '../page';
import {
  createTrackingAlarms,
  deleteTrackingAlarms,
} from '../scaling/target-tracking-alarms';
import { autoScalingState, targetKey } from '../state';

/** AWS gives ten policies a page and no more. */
const MAXIMUM_POLICIES = 10;

/** `Put-`, `Describe-` and `DeleteScalingPolicy`. */
export const policyOperations: Record<string, Operation> = {
  PutScalingPolicy: putScalingPolicy,
  DescribeScalingPolicies: describeScalingPolicies,
  DeleteScalingPolicy: deleteScalingPolicy,
};

async function putScalingPolicy(
  input: PutScalingPolicyCommandInput,
  context: RequestContext,
) {
  const { world } = context;
  const stored = findTarget(autoScalingState(world, context), input);
  const name = input.PolicyName ?? '';
  const existing = stored.policies.get(name);
  const type = input.PolicyType ?? existing?.PolicyType ?? 'StepScaling';
  if (existing && existing.PolicyType !== type) {
    throw validationException(
      `The policy ${name} has another type; delete it first.`,
    );
  }
  checkPolicy(input, type);
  const arn =
    existing?.PolicyARN ??
    `arn:aws:autoscaling:${context.region}:${
      context.accountId
    }:scalingPolicy:${randomUUID()}:resource/ecs/${
      input.ResourceId
    }:policyName/${name}`;
  const tracking = input.TargetTrackingScalingPolicyConfiguration;
  // New alarms first: a configuration that is refused leaves the old policy as it was.
  const alarms = tracking
    ? await createTrackingAlarms(
        world,
        context,
        stored.target.ResourceId,
        arn,
        tracking,
      )
    : [];
  await deleteTrackingAlarms(world, context, existing?.Alarms ?? []);
  stored.policies.set(name, {
    PolicyARN: arn,
    PolicyName: name,
    ServiceNamespace: stored.target.ServiceNamespace,
    ResourceId: stored.target.ResourceId,
    ScalableDimension: stored.target.ScalableDimension,
    PolicyType: type,
    StepScalingPolicyConfiguration: input.StepScalingPolicyConfiguration,
    TargetTrackingScalingPolicyConfiguration: tracking,
    Alarms: alarms,
    CreationTime: existing?.CreationTime ?? new Date(world.clock.now()),
  });
  return { PolicyARN: arn, Alarms: alarms };
}

function checkPolicy(input: PutScalingPolicyCommandInput, type: string): void {
  if (type === 'PredictiveScaling') {
    throw new UnsupportedError('predictive scaling');
  }
  if (type === 'TargetTrackingScaling') {
    if (!input.TargetTrackingScalingPolicyConfiguration) {
      throw validationException(
        'TargetTrackingScalingPolicyConfiguration must be specified for a policy of type TargetTrackingScaling.',
      );
    }
    return;
  }
  const steps = input.StepScalingPolicyConfiguration;
  if (!steps?.AdjustmentType || !steps.StepAdjustments?.length) {
    throw validationException(
      'StepScalingPolicyConfiguration must have an AdjustmentType and StepAdjustments.',
    );
  }
  for (const step of steps.StepAdjustments) {
    const { MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper } =
      step;
    if (lower === undefined && upper === undefined) {
      throw validationException(
        'At least one of MetricIntervalLowerBound and MetricIntervalUpperBound must be specified.',
      );
    }
    if (lower !== undefined && upper !== undefined && lower >= upper) {
      throw validationException(
        'MetricIntervalUpperBound must be greater than MetricIntervalLowerBound.',
      );
    }
  }
}

function describeScalingPolicies(
  input: DescribeScalingPoliciesCommandInput,
  context: RequestContext,
) {
  const { targets } = autoScalingState(context.world, context);
  const found = [...targets.values()]
    .flatMap(({ policies }) => [...policies.values()])
    .filter(
      policy =>
        policy.ServiceNamespace === input.ServiceNamespace &&
        (!input.ResourceId || policy.ResourceId === input.ResourceId) &&
        (!input.ScalableDimension ||
          policy.ScalableDimension === input.ScalableDimension) &&
        (!input.PolicyNames?.length ||
          input.PolicyNames.includes(policy.PolicyName ?? '')),
    );
  const page = autoScalingPage(
    found,
    policy => `${targetKey(policy)}|${policy.PolicyName}`,
    input,
    MAXIMUM_POLICIES,
  );
  return {
    ScalingPolicies: withAlarms(page.items, context),
    NextToken: page.nextToken,
  };
}

/** A step policy has no alarms of its own: those count that name it in their actions. */
function withAlarms(
  policies: ScalingPolicy[],
  context: RequestContext,
): ScalingPolicy[] {
  const byPolicy = alarmsByAction(
    context,
    new Set(policies.map(({ PolicyARN }) => PolicyARN ?? '')),
  );
  return policies.map(policy => ({
    ...policy,
    Alarms: byPolicy.get(policy.PolicyARN ?? '') ?? [],
  }));
}

function alarmsByAction(
  context: RequestContext,
  wanted: Set<string>,
): Map<string, Alarm[]> {
  const byAction = new Map<string, Alarm[]>();
  // Read where they are kept: page by page it would take a call for each hundred.
  const { alarms } = context.world.state<CloudWatchState>(
    'cloudwatch',
    context,
  );
  for (const { arn, configuration } of alarms.values()) {
    const actions = [
      ...(configuration.AlarmActions ?? []),
      ...(configuration.OKActions ?? []),
      ...(configuration.InsufficientDataActions ?? []),
    ];
    for (const action of new Set(actions)) {
      if (wanted.has(action)) {
        const alarm = { AlarmName: configuration.AlarmName, AlarmARN: arn };
        byAction.set(action, [...(byAction.get(action) ?? []), alarm]);
      }
    }
  }
  return byAction;
}

async function deleteScalingPolicy(
  input: DeleteScalingPolicyCommandInput,
  context: RequestContext,
) {
  const stored = findTarget(autoScalingState(context.world, context), input);
  const policy = stored.policies.get(input.PolicyName ?? '');
  if (!policy) {
    throw new AwsError(
      'ObjectNotFoundException',
      `No scaling policy found for service namespace: ${input.ServiceNamespace}, resource ID: ${input.ResourceId}, scalable dimension: ${input.ScalableDimension}: ${input.PolicyName}`,
    );
  }
  await deleteTrackingAlarms(context.world, context, policy.Alarms ?? []);
  stored.policies.delete(input.PolicyName ?? '');
  return {};
}
