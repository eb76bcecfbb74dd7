import { randomBytes } from 'node:crypto';
import {
  DeregisterScalableTargetCommandInput,
  DescribeScalableTargetsCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { Operation, RequestContext, UnsupportedError } from '../../../core';
import { readDesiredCount } from '../ecs-capacity';
import { validationException } from '../errors';
import { findTarget } from '../find-target';
import { autoScalingPage } from '../page';
import { changeCapacity } from '../scaling/change-capacity';
import { deleteTrackingAlarms } from '../scaling/target-tracking-alarms';
import { StoredTarget, autoScalingState, targetKey } from '../state';

/** `Register-`, `Deregister-` and `DescribeScalableTarget(s)`. */
export const targetOperations: Record<string, Operation> = {
  RegisterScalableTarget: registerScalableTarget,
  DeregisterScalableTarget: deregisterScalableTarget,
  DescribeScalableTargets: describeScalableTargets,
};

async function registerScalableTarget(
  input: RegisterScalableTargetCommandInput,
  context: RequestContext,
) {
  const { world } = context;
  if (
    input.ServiceNamespace !== 'ecs' ||
    input.ScalableDimension !== 'ecs:service:DesiredCount'
  ) {
    throw new UnsupportedError(
      `scaling of ${input.ServiceNamespace} by ${input.ScalableDimension}`,
    );
  }
  const resourceId = input.ResourceId ?? '';
  const current = await readDesiredCount(world, context, resourceId);
  const { targets } = autoScalingState(world, context);
  const existing = targets.get(targetKey(input));
  const minimum = input.MinCapacity ?? existing?.target.MinCapacity;
  const maximum = input.MaxCapacity ?? existing?.target.MaxCapacity;
  if (minimum === undefined || maximum === undefined) {
    throw validationException(
      'Both MinCapacity and MaxCapacity must be specified when a new scalable target is registered.',
    );
  }
  if (minimum < 0 || minimum > maximum) {
    throw validationException(
      'Maximum capacity cannot be less than minimum capacity',
    );
  }
  const stored: StoredTarget = existing ?? {
    target: {
      ServiceNamespace: input.ServiceNamespace,
      ScalableDimension: input.ScalableDimension,
      ResourceId: resourceId,
      MinCapacity: minimum,
      MaxCapacity: maximum,
      RoleARN:
        input.RoleARN ??
        `arn:aws:iam::${context.accountId}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
      CreationTime: new Date(world.clock.now()),
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
      ScalableTargetARN: `arn:aws:application-autoscaling:${context.region}:${
        context.accountId
      }:scalable-target/${randomBytes(18).toString('hex')}`,
    },
    tags: { ...input.Tags },
    policies: new Map(),
    scheduledActions: new Map(),
  };
  stored.target.MinCapacity = minimum;
  stored.target.MaxCapacity = maximum;
  stored.target.SuspendedState = {
    ...stored.target.SuspendedState,
    ...input.SuspendedState,
  };
  targets.set(targetKey(input), stored);
  await keepWithinLimits(context, stored, current);
  return { ScalableTargetARN: stored.target.ScalableTargetARN };
}

async function keepWithinLimits(
  context: RequestContext,
  stored: StoredTarget,
  current: number,
): Promise<void> {
  const { MinCapacity, MaxCapacity } = stored.target;
  if (current < MinCapacity) {
    await changeCapacity(
      context.world,
      context,
      stored,
      MinCapacity,
      `minimum capacity was set to ${MinCapacity}`,
    );
  } else if (current > MaxCapacity) {
    await changeCapacity(
      context.world,
      context,
      stored,
      MaxCapacity,
      `maximum capacity was set to ${MaxCapacity}`,
    );
  }
}

async function deregisterScalableTarget(
  input: DeregisterScalableTargetCommandInput,
  context: RequestContext,
) {
  const state = autoScalingState(context.world, context);
  const stored = findTarget(state, input);
  for (const policy of stored.policies.values()) {
    if (policy.TargetTrackingScalingPolicyConfiguration) {
      await deleteTrackingAlarms(context.world, context, policy.Alarms ?? []);
    }
  }
  for (const { cancel } of stored.scheduledActions.values()) {
    cancel();
  }
  state.targets.delete(targetKey(input));
  return {};
}

function describeScalableTargets(
  input: DescribeScalableTargetsCommandInput,
  context: RequestContext,
) {
  const { targets } = autoScalingState(context.world, context);
  const found = [...targets.values()]
    .map(({ target }) => target)
    .filter(
      target =>
        target.ServiceNamespace === input.ServiceNamespace &&
        (!input.ResourceIds?.length ||
          input.ResourceIds.includes(target.ResourceId)) &&
        (!input.ScalableDimension ||
          target.ScalableDimension === input.ScalableDimension),
    );
  const page = autoScalingPage(found, targetKey, input);
  return { ScalableTargets: page.items, NextToken: page.nextToken };
}
