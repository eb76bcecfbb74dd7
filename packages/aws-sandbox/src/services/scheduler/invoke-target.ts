import { Target } from '@aws-sdk/client-scheduler';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { publishEvents } from '../events/data-plane';
import {
  DeliveryFailure,
  asDeliveryFailure,
} from '../../delivery/DeliveryFailure';
import { retryDelayMilliseconds } from '../../delivery/retry-delay';
import { scheduleMetric } from './metrics';
import { StoredSchedule } from './state';

const SENDER = 'scheduler.amazonaws.com';
const DEFAULT_RETRY_ATTEMPTS = 185;
const DEFAULT_EVENT_AGE_SECONDS = 86_400;

/**
 * Invokes a schedule's target in the background: retries within its retry
 * policy, then sends the invocation to its dead-letter queue or drops it.
 *
 * @param scheduledAt - milliseconds since the epoch
 */
export function invokeTarget(
  world: World,
  schedule: StoredSchedule,
  scheduledAt: number,
): void {
  void tryToInvoke(world, schedule, scheduledAt, 0);
}

async function tryToInvoke(
  world: World,
  schedule: StoredSchedule,
  scheduledAt: number,
  retries: number,
): Promise<void> {
  const target = schedule.definition.Target as Target;
  try {
    scheduleMetric(world, schedule, 'InvocationAttemptCount');
    await invokeOnce(world, schedule, target, scheduledAt);
  } catch (error) {
    const failure = asDeliveryFailure(error);
    scheduleMetric(world, schedule, 'TargetErrorCount');
    const delay = retryDelayMilliseconds(retries + 1);
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds } =
      target.RetryPolicy ?? {};
    const deadline =
      scheduledAt +
      (MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1000;
    const mayRetry =
      failure.retryable &&
      retries < (MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS) &&
      world.clock.now() + delay <= deadline;
    if (!mayRetry) {
      await giveUp(world, schedule, target, failure, scheduledAt);
      return;
    }
    world.clock.after(delay, () => {
      // Not awaited: a slow target must not hold up the clock's other timers.
      void tryToInvoke(world, schedule, scheduledAt, retries + 1);
    });
  }
}

async function invokeOnce(
  world: World,
  schedule: StoredSchedule,
  target: Target,
  scheduledAt: number,
): Promise<void> {
  const arn = target.Arn ?? '';
  const parsed = parseArn(arn);
  const body = inputOf(schedule, target, scheduledAt);
  if (parsed?.service === 'events') {
    const [result] = publishEvents(world, parsed, [
      {
        EventBusName: arn,
        Source: target.EventBridgeParameters?.Source,
        DetailType: target.EventBridgeParameters?.DetailType,
        Detail: body,
      },
    ]);
    if (result.ErrorCode) {
      throw new DeliveryFailure(
        'SDK_CLIENT_ERROR',
        result.ErrorMessage ?? result.ErrorCode,
        false,
      );
    }
    return;
  }
  await world.deliver({
    arn,
    body,
    sender: SENDER,
    sourceArn: schedule.arn,
    messageGroupId: target.SqsParameters?.MessageGroupId,
    parameters: {
      RoleArn: target.RoleArn,
      EcsParameters: target.EcsParameters,
      SqsParameters: target.SqsParameters,
    },
  });
}

/** The context attributes that Scheduler fills in, and `{}` when nothing was said. */
function inputOf(
  schedule: StoredSchedule,
  target: Target,
  scheduledAt: number,
): string {
  return (target.Input ?? '{}')
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll(
      '<aws.scheduler.scheduled-time>',
      new Date(scheduledAt).toISOString(),
    );
}

async function giveUp(
  world: World,
  schedule: StoredSchedule,
  target: Target,
  failure: DeliveryFailure,
  scheduledAt: number,
): Promise<void> {
  const queueArn = target.DeadLetterConfig?.Arn;
  if (!queueArn) {
    scheduleMetric(world, schedule, 'InvocationDroppedCount');
    return;
  }
  const attributes: Record<string, string> = {
    SCHEDULE_ARN: schedule.arn,
    TARGET_ARN: target.Arn ?? '',
    ERROR_CODE: failure.errorCode,
    ERROR_MESSAGE: failure.message,
  };
  try {
    await world.deliver({
      arn: queueArn,
      body: inputOf(schedule, target, scheduledAt),
      sender: SENDER,
      sourceArn: schedule.arn,
      parameters: { RoleArn: target.RoleArn },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      ),
    });
    scheduleMetric(world, schedule, 'InvocationsSentToDeadLetterCount');
  } catch {
    scheduleMetric(
      world,
      schedule,
      'InvocationsFailedToBeSentToDeadLetterCount',
    );
  }
}
