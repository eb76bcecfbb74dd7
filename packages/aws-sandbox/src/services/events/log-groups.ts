import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { EventRule, LogDelivery, eventsState } from './state';

const MOST_LOG_DELIVERIES = 1_000;

/** Keeps what a rule sends to a CloudWatch log group: the newest thousand of an account and region. */
export function recordLogDelivery(
  world: World,
  rule: EventRule,
  logGroupArn: string,
  message: string,
): void {
  const arn = parseArn(rule.arn);
  if (!arn) {
    return;
  }
  const { logDeliveries } = eventsState(world, arn);
  logDeliveries.push({
    logGroupArn,
    ruleArn: rule.arn,
    at: world.clock.now(),
    message,
  });
  if (logDeliveries.length > MOST_LOG_DELIVERIES) {
    logDeliveries.shift();
  }
}

/** What rules sent to log groups lately, oldest first. */
export function logDeliveriesTo(
  world: World,
  logGroupArn: string,
): LogDelivery[] {
  const arn = parseArn(logGroupArn);
  return arn
    ? eventsState(world, arn).logDeliveries.filter(
        delivery => delivery.logGroupArn === logGroupArn,
      )
    : [];
}
