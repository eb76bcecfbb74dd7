import { HealthCheck } from '../health-check';
import { activityFailed } from './activity-failed';
import { activityHeartbeatMissed } from './activity-heartbeat-missed';
import { activityNotStarted } from './activity-not-started';
import { apiDestinationInactive } from './api-destination-inactive';
import { backlogOverTarget } from './backlog-over-target';
import { brokerNotRunning } from './broker-not-running';
import { brokerQueueWithoutConsumer } from './broker-queue-without-consumer';
import { connectionNotAuthorized } from './connection-not-authorized';
import { deadLetterQueueNotEmpty } from './dead-letter-queue-not-empty';
import { executionsFailed } from './executions-failed';
import { executionsTimedOut } from './executions-timed-out';
import { functionErrors } from './function-errors';
import { globalEndpointFailed } from './global-endpoint-failed';
import { notificationsFailed } from './notifications-failed';
import { oldestMessageNearRetention } from './oldest-message-near-retention';
import { pipeFailed } from './pipe-failed';
import { pipeStopped } from './pipe-stopped';
import { recordsNearRetention } from './records-near-retention';
import { recordsThrottled } from './records-throttled';
import { rolloutFailed } from './rollout-failed';
import { ruleDisabled } from './rule-disabled';
import { ruleInvocationsFailed } from './rule-invocations-failed';
import { runningBelowDesired } from './running-below-desired';
import { scheduleDisabled } from './schedule-disabled';

/** Every check, in the order in which findings of one severity are shown. */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
  deadLetterQueueNotEmpty,
  oldestMessageNearRetention,
  recordsNearRetention,
  runningBelowDesired,
  backlogOverTarget,
  rolloutFailed,
  ruleDisabled,
  ruleInvocationsFailed,
  apiDestinationInactive,
  connectionNotAuthorized,
  globalEndpointFailed,
  brokerNotRunning,
  brokerQueueWithoutConsumer,
  pipeFailed,
  pipeStopped,
  executionsFailed,
  executionsTimedOut,
  activityFailed,
  activityHeartbeatMissed,
  activityNotStarted,
  notificationsFailed,
  functionErrors,
  recordsThrottled,
  scheduleDisabled,
];
