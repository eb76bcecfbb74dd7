import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Activity } from 'aws-cdk-lib/aws-stepfunctions';
import type { ActivityConfig } from '../config/activity';
import { ALARM_PERIOD } from './alarms';
import type { ServiceStack } from './service-stack';

/**
 * The activity that workflows hand items to: one of the service's own, or one
 * that exists. Activities have no versions, so an incompatible change of what
 * an item is takes a new one.
 *
 * @returns its ARN
 */
export function addActivity(
  stack: ServiceStack,
  { mode, arn, heartbeatSeconds, timeoutSeconds }: ActivityConfig,
): string {
  if (heartbeatSeconds >= timeoutSeconds) {
    throw new Error(
      `config/activity.ts: heartbeatSeconds is ${heartbeatSeconds}, which must be less than timeoutSeconds, ${timeoutSeconds}.`,
    );
  }
  if (mode === 'new') {
    return new Activity(stack, 'Activity', {
      activityName: stack.service.name,
    }).activityArn;
  }
  if (!arn) {
    throw new Error(
      "config/activity.ts: mode is 'existing', so arn must name the activity.",
    );
  }
  return arn;
}

/** A metric that Step Functions reports of an activity, by the minute. */
export function activityMetric(
  activityArn: string,
  metricName:
    | 'ActivitiesFailed'
    | 'ActivitiesHeartbeatTimedOut'
    | 'ActivitiesScheduled'
    | 'ActivitiesStarted'
    | 'ActivitiesSucceeded'
    | 'ActivitiesTimedOut'
    | 'ActivityScheduleTime',
  statistic = 'Sum',
): Metric {
  return new Metric({
    namespace: 'AWS/States',
    metricName,
    dimensionsMap: { ActivityArn: activityArn },
    period: ALARM_PERIOD,
    statistic,
  });
}
