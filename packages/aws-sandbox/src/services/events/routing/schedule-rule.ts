import { Scope, World } from '../../../core';
import {
  parseScheduleExpression,
  runOnSchedule,
} from '../../../schedule-expression';
import { EventRule } from '../state';
import { eventEnvelope } from './event-envelope';
import { triggerRule } from './route-event';

/** Starts the schedule of a rule, or stops it: rates count from now. */
export function scheduleRule(
  world: World,
  scope: Scope,
  rule: EventRule,
): void {
  rule.cancelSchedule?.();
  rule.cancelSchedule = undefined;
  if (!rule.scheduleExpression || rule.state === 'DISABLED') {
    return;
  }
  const { accountId, region } = scope;
  rule.cancelSchedule = runOnSchedule(
    world.clock,
    parseScheduleExpression(rule.scheduleExpression),
    world.clock.now(),
    scheduledAt => {
      const event = eventEnvelope(
        { accountId, region },
        {
          source: 'aws.events',
          detailType: 'Scheduled Event',
          detail: {},
          time: scheduledAt,
          resources: [rule.arn],
        },
      );
      triggerRule(world, rule, event, 0);
    },
  );
}
