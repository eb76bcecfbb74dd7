import {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import { Cancel, Scope, World } from '../../core';

/** A change of capacity, and how long others wait for it to take effect. */
export interface RecentScaling {
  /** Capacity before it. */
  from: number;
  /** End of the cooldown, milliseconds since the epoch. */
  until: number;
}

/** A scalable target with what belongs to it. */
export interface StoredTarget {
  target: ScalableTarget & {
    ResourceId: string;
    MinCapacity: number;
    MaxCapacity: number;
    ScalableTargetARN: string;
  };
  tags: Record<string, string>;
  /** By name. */
  policies: Map<string, ScalingPolicy & { PolicyARN: string }>;
  /** By name. */
  scheduledActions: Map<string, { action: ScheduledAction; cancel: Cancel }>;
  lastScaleOut?: RecentScaling;
  lastScaleIn?: RecentScaling;
}

/** Application Auto Scaling in one account and region. */
export interface AutoScalingState {
  /** By `resource id|dimension`. */
  targets: Map<string, StoredTarget>;
  /** Oldest first. */
  activities: ScalingActivity[];
}

/** The state of Application Auto Scaling in one account and region. */
export function autoScalingState(world: World, scope: Scope): AutoScalingState {
  return world.state<AutoScalingState>('application-autoscaling', scope);
}

/** The key of a target in `targets`. */
export function targetKey(target: {
  ResourceId?: string;
  ScalableDimension?: string;
}): string {
  return `${target.ResourceId}|${target.ScalableDimension}`;
}
