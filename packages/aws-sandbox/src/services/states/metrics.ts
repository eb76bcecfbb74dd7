import { Scope, World } from '../../core';

const NAMESPACE = 'AWS/States';

/** Counts of `AWS/States` by state machine. */
export type ExecutionCount =
  | 'ExecutionsStarted'
  | 'ExecutionsSucceeded'
  | 'ExecutionsFailed'
  | 'ExecutionsTimedOut'
  | 'ExecutionsAborted';

/** Counts of `AWS/States` by activity. */
export type ActivityCount =
  | 'ActivitiesScheduled'
  | 'ActivitiesStarted'
  | 'ActivitiesSucceeded'
  | 'ActivitiesFailed'
  | 'ActivitiesHeartbeatTimedOut'
  | 'ActivitiesTimedOut';

export function countExecution(
  world: World,
  scope: Scope,
  stateMachineArn: string,
  metricName: ExecutionCount,
): void {
  world.metrics.count(scope, {
    namespace: NAMESPACE,
    metricName,
    dimensions: { StateMachineArn: stateMachineArn },
  });
}

/** Milliseconds from start to end. */
export function recordExecutionTime(
  world: World,
  scope: Scope,
  stateMachineArn: string,
  milliseconds: number,
): void {
  world.metrics.add(
    scope,
    {
      namespace: NAMESPACE,
      metricName: 'ExecutionTime',
      dimensions: { StateMachineArn: stateMachineArn },
    },
    milliseconds,
  );
}

export function countActivity(
  world: World,
  scope: Scope,
  activityArn: string,
  metricName: ActivityCount,
): void {
  world.metrics.count(scope, {
    namespace: NAMESPACE,
    metricName,
    dimensions: { ActivityArn: activityArn },
  });
}

/** Milliseconds that work waited for a worker, and that the worker needed. */
export function recordActivityTime(
  world: World,
  scope: Scope,
  activityArn: string,
  metricName: 'ActivityScheduleTime' | 'ActivityRunTime' | 'ActivityTime',
  milliseconds: number,
): void {
  world.metrics.add(
    scope,
    {
      namespace: NAMESPACE,
      metricName,
      dimensions: { ActivityArn: activityArn },
    },
    milliseconds,
  );
}
