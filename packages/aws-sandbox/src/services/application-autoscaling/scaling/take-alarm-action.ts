import { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { MetricAlarm, StateValue } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Scope, World } from '../../../core';
import { evaluateMetricQuery } from '../../cloudwatch';
import { readDesiredCount } from '../ecs-capacity';
import { StoredTarget, autoScalingState } from '../state';
import { changeCapacity, recordNotScaled } from './change-capacity';
import { steppedCapacity } from './step-adjustment';

/** What scaling policies of ECS services wait, unless they say otherwise. */
const DEFAULT_COOLDOWN_SECONDS = 300;

/**
 * Scales as the policy says that an alarm's action names; other actions are
 * none of its business. Without data nothing is scaled.
 */
export async function takeAlarmAction(
  world: World,
  actionArn: string,
  alarm: MetricAlarm,
  alarmState: StateValue,
  datapointValue: number | undefined,
): Promise<void> {
  const found = findPolicy(world, actionArn);
  if (!found || alarmState === 'INSUFFICIENT_DATA') {
    return;
  }
  const { scope, stored, policy } = found;
  const metric = aggregated(world, scope, policy, alarm) ?? datapointValue;
  if (metric === undefined) {
    return;
  }
  await scale(world, scope, stored, policy, {
    metric,
    threshold: alarm.Threshold ?? 0,
    cause: `monitor alarm ${alarm.AlarmName} in state ${alarmState} triggered policy ${policy.PolicyName}`,
  });
}

function findPolicy(world: World, actionArn: string) {
  const arn = parseArn(actionArn);
  if (arn?.service !== 'autoscaling') {
    return undefined;
  }
  const scope = { accountId: arn.accountId, region: arn.region };
  for (const stored of autoScalingState(world, scope).targets.values()) {
    for (const policy of stored.policies.values()) {
      if (policy.PolicyARN === actionArn) {
        return { scope, stored, policy };
      }
    }
  }
  return undefined;
}

/** A step policy may look at another statistic of the metric than the alarm does. */
function aggregated(
  world: World,
  scope: Scope,
  policy: ScalingPolicy,
  alarm: MetricAlarm,
): number | undefined {
  const statistic =
    policy.StepScalingPolicyConfiguration?.MetricAggregationType;
  const periodSeconds = alarm.Period;
  if (!statistic || !alarm.MetricName || periodSeconds === undefined) {
    return undefined;
  }
  const period = periodSeconds * 1000;
  const end = Math.floor(world.clock.now() / period) * period;
  const [result] = evaluateMetricQuery(
    world,
    scope,
    [
      {
        Id: 'm1',
        MetricStat: {
          Metric: {
            Namespace: alarm.Namespace,
            MetricName: alarm.MetricName,
            Dimensions: alarm.Dimensions,
          },
          Period: periodSeconds,
          Stat: statistic,
        },
      },
    ],
    { startTime: new Date(end - period), endTime: new Date(end) },
  );
  return result?.datapoints.at(-1)?.value;
}

interface Breach {
  metric: number;
  threshold: number;
  cause: string;
}

async function scale(
  world: World,
  scope: Scope,
  stored: StoredTarget,
  policy: ScalingPolicy,
  breach: Breach,
): Promise<void> {
  const { target } = stored;
  const now = world.clock.now();
  const capacity = await readDesiredCount(world, scope, target.ResourceId);
  const coolingOut = stored.lastScaleOut && stored.lastScaleOut.until > now;
  // While the last scale-out takes effect, what it added counts as part of the next one.
  const base = coolingOut ? stored.lastScaleOut?.from ?? capacity : capacity;
  const outward = wantedCapacity(policy, base, breach);
  if (outward === undefined) {
    return;
  }
  if (outward > base) {
    await scaleOut(world, scope, stored, policy, {
      capacity,
      base,
      wanted: outward,
      cause: breach.cause,
    });
    return;
  }
  const coolingIn = stored.lastScaleIn && stored.lastScaleIn.until > now;
  const inward = wantedCapacity(policy, capacity, breach) ?? capacity;
  if (inward < capacity && !coolingIn && !coolingOut) {
    await scaleIn(world, scope, stored, policy, {
      capacity,
      base: capacity,
      wanted: inward,
      cause: breach.cause,
    });
  }
}

function wantedCapacity(
  policy: ScalingPolicy,
  capacity: number,
  { metric, threshold }: Breach,
): number | undefined {
  const {
    StepScalingPolicyConfiguration: steps,
    TargetTrackingScalingPolicyConfiguration: tracking,
  } = policy;
  if (steps) {
    return steppedCapacity(steps, capacity, metric - threshold);
  }
  const targetValue = tracking?.TargetValue;
  if (!tracking || !targetValue) {
    return undefined;
  }
  // In proportion; a service at zero begins with one task.
  const wanted = Math.ceil((Math.max(capacity, 1) * metric) / targetValue);
  return wanted < capacity && tracking.DisableScaleIn ? capacity : wanted;
}

interface Change {
  /** Capacity now. */
  capacity: number;
  /** Capacity before the scale-out that still takes effect, else capacity now. */
  base: number;
  wanted: number;
  cause: string;
}

async function scaleOut(
  world: World,
  scope: Scope,
  stored: StoredTarget,
  policy: ScalingPolicy,
  { capacity, base, wanted, cause }: Change,
): Promise<void> {
  const { MaxCapacity, SuspendedState } = stored.target;
  if (SuspendedState?.DynamicScalingOutSuspended) {
    return;
  }
  const clamped = Math.min(wanted, MaxCapacity);
  if (clamped <= capacity) {
    if (wanted > MaxCapacity && capacity >= MaxCapacity) {
      recordNotScaled(world, scope, stored, cause, {
        Code: 'AlreadyAtMaxCapacity',
        MaxCapacity,
        CurrentCapacity: capacity,
      });
    }
    return;
  }
  if (await changeCapacity(world, scope, stored, clamped, cause)) {
    stored.lastScaleOut = {
      from: base,
      until: world.clock.now() + cooldownSeconds(policy, 'out') * 1000,
    };
  }
}

async function scaleIn(
  world: World,
  scope: Scope,
  stored: StoredTarget,
  policy: ScalingPolicy,
  { capacity, wanted, cause }: Change,
): Promise<void> {
  const { MinCapacity, SuspendedState } = stored.target;
  if (SuspendedState?.DynamicScalingInSuspended) {
    return;
  }
  const clamped = Math.max(wanted, MinCapacity);
  if (clamped >= capacity) {
    recordNotScaled(world, scope, stored, cause, {
      Code: 'AlreadyAtMinCapacity',
      MinCapacity,
      CurrentCapacity: capacity,
    });
    return;
  }
  if (await changeCapacity(world, scope, stored, clamped, cause)) {
    stored.lastScaleIn = {
      from: capacity,
      until: world.clock.now() + cooldownSeconds(policy, 'in') * 1000,
    };
  }
}

function cooldownSeconds(
  {
    StepScalingPolicyConfiguration: steps,
    TargetTrackingScalingPolicyConfiguration: tracking,
  }: ScalingPolicy,
  direction: 'in' | 'out',
): number {
  const tracked =
    direction === 'out'
      ? tracking?.ScaleOutCooldown
      : tracking?.ScaleInCooldown;
  return steps?.Cooldown ?? tracked ?? DEFAULT_COOLDOWN_SECONDS;
}
