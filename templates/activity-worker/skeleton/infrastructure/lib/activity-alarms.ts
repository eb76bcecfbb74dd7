import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { PoolConfig } from '../config/pool';
import { activityMetric } from './activity';
import { ALARM_PERIOD } from './alarms';
import type { ServiceStack } from './service-stack';

/** Items fail now and then and are tried again; of so many in a hundred, somebody should know. */
const FAILED_PERCENT = 10;

/** Alarms for an activity whose items are waited for, lost or failed. */
export function addActivityAlarms(
  stack: ServiceStack,
  activityArn: string,
  { acceptableLatencySeconds }: PoolConfig,
): void {
  stack.alarms.add({
    name: 'heartbeat-missed',
    says: 'A worker was silent for too long, and its item goes to another one.',
    runbook: 'items-lost',
    metric: activityMetric(activityArn, 'ActivitiesHeartbeatTimedOut'),
    threshold: 0,
  });
  stack.alarms.add({
    name: 'items-timed-out',
    says: 'An item was not done in the time that its workflow grants.',
    runbook: 'items-wait',
    metric: activityMetric(activityArn, 'ActivitiesTimedOut'),
    threshold: 0,
  });
  stack.alarms.add({
    name: 'items-failed',
    says: `More than ${FAILED_PERCENT} of a hundred items fail.`,
    runbook: 'items-failed',
    metric: new MathExpression({
      expression:
        'IF(FILL(failed, 0) + FILL(succeeded, 0) > 0, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(succeeded, 0)), 0)',
      label: 'Failed items of a hundred',
      usingMetrics: {
        failed: activityMetric(activityArn, 'ActivitiesFailed'),
        succeeded: activityMetric(activityArn, 'ActivitiesSucceeded'),
      },
      period: ALARM_PERIOD,
    }),
    threshold: FAILED_PERCENT,
    evaluationPeriods: 3,
  });
  stack.alarms.add({
    name: 'items-wait',
    says: `Items wait for a worker for more than ${acceptableLatencySeconds} seconds.`,
    runbook: 'items-wait',
    metric: activityMetric(activityArn, 'ActivityScheduleTime', 'Maximum'),
    // Step Functions reports milliseconds.
    threshold: acceptableLatencySeconds * 1000,
    // Scaling takes some minutes; it gets the chance to help first.
    evaluationPeriods: 10,
  });
}
