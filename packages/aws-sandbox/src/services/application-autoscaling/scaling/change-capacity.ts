import { randomUUID } from 'node:crypto';
import {
  NotScaledReason,
  ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import { Scope, World } from '../../../core';
import { writeDesiredCount } from '../ecs-capacity';
import { StoredTarget, autoScalingState } from '../state';

const KEPT_ACTIVITIES = 1_000;

/** Sets the capacity of a target, and keeps the record of it. */
export async function changeCapacity(
  world: World,
  scope: Scope,
  { target }: StoredTarget,
  capacity: number,
  cause: string,
): Promise<boolean> {
  const start = new Date(world.clock.now());
  const activity: ScalingActivity = {
    ...recordFor(target, cause, start),
    Description: `Setting desired count to ${capacity}.`,
    StatusCode: 'InProgress',
  };
  remember(world, scope, activity);
  try {
    await writeDesiredCount(world, scope, target.ResourceId, capacity);
    activity.StatusCode = 'Successful';
    activity.StatusMessage = `Successfully set desired count to ${capacity}. Change successfully fulfilled by ecs.`;
  } catch (error) {
    activity.StatusCode = 'Failed';
    activity.StatusMessage = `Failed to set desired count to ${capacity}: ${
      error instanceof Error ? error.message : String(error)
    }`;
  }
  activity.EndTime = new Date(world.clock.now());
  return activity.StatusCode === 'Successful';
}

/** Keeps the record of a policy that asked for more or less than there may be. */
export function recordNotScaled(
  world: World,
  scope: Scope,
  { target }: StoredTarget,
  cause: string,
  reason: NotScaledReason,
): void {
  const now = new Date(world.clock.now());
  remember(world, scope, {
    ...recordFor(target, cause, now),
    Description: 'Attempting to scale due to alarm triggered',
    StatusCode: 'Unfulfilled',
    EndTime: now,
    NotScaledReasons: [reason],
  });
}

function recordFor(
  target: StoredTarget['target'],
  cause: string,
  start: Date,
): Pick<
  ScalingActivity,
  | 'ActivityId'
  | 'ServiceNamespace'
  | 'ResourceId'
  | 'ScalableDimension'
  | 'Cause'
  | 'StartTime'
> {
  return {
    ActivityId: randomUUID(),
    ServiceNamespace: target.ServiceNamespace,
    ResourceId: target.ResourceId,
    ScalableDimension: target.ScalableDimension,
    Cause: cause,
    StartTime: start,
  };
}

function remember(world: World, scope: Scope, activity: ScalingActivity): void {
  const { activities } = autoScalingState(world, scope);
  activities.push(activity);
  if (activities.length > KEPT_ACTIVITIES) {
    activities.shift();
  }
}
