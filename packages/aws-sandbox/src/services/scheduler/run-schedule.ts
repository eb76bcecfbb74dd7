import { Scope, World } from '../../core';
import {
  RateSchedule,
  parseScheduleExpression,
  runOnSchedule,
} from '../../schedule-expression';
import { WindowedSchedule } from './WindowedSchedule';
import { invokeTarget } from './invoke-target';
import { StoredSchedule, schedulerState } from './state';

/** Begins a new schedule. A rate without a start date invokes its target at once. */
export function begin(
  world: World,
  scope: Scope,
  schedule: StoredSchedule,
): void {
  rearm(world, scope, schedule);
  if (
    schedule.state === 'ENABLED' &&
    schedule.definition.StartDate === undefined &&
    scheduleOf(schedule) instanceof RateSchedule
  ) {
    invokeTarget(world, schedule, world.clock.now());
  }
}

/** Puts a schedule's timer where its definition wants it; the one before is cancelled. */
export function rearm(
  world: World,
  scope: Scope,
  schedule: StoredSchedule,
): void {
  schedule.cancel?.();
  schedule.cancel = undefined;
  if (schedule.state !== 'ENABLED') {
    return;
  }
  const { definition, groupName, name } = schedule;
  const { accountId, region } = scope;
  const start = definition.StartDate?.getTime();
  schedule.cancel = runOnSchedule(
    world.clock,
    new WindowedSchedule(
      scheduleOf(schedule),
      start,
      definition.EndDate?.getTime(),
    ),
    start ?? schedule.createdAt,
    scheduledAt => invokeTarget(world, schedule, scheduledAt),
    () => {
      if (definition.ActionAfterCompletion === 'DELETE') {
        schedulerState(world, { accountId, region }).schedules.delete(
          `${groupName}/${name}`,
        );
      }
    },
  );
}

function scheduleOf({ definition }: StoredSchedule) {
  return parseScheduleExpression(
    definition.ScheduleExpression ?? '',
    definition.ScheduleExpressionTimezone,
  );
}
