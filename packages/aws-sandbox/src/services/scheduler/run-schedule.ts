import { Scope, World } from '../../core';
import {
  parseScheduleExpression,
  runOnSchedule,
} from '../../schedule-expression';
import { invokeTarget } from './invoke-target';
import { StoredSchedule, schedulerState } from './state';

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
  const { definition } = schedule;
  const start = definition.StartDate?.getTime();
  const end = definition.EndDate?.getTime();
  schedule.cancel = runOnSchedule(
    world.clock,
    parseScheduleExpression(
      definition.ScheduleExpression ?? '',
      definition.ScheduleExpressionTimezone,
    ),
    start ?? schedule.modifiedAt,
    scheduledAt => {
      const tooEarly = start !== undefined && scheduledAt < start;
      const tooLate = end !== undefined && scheduledAt > end;
      if (!tooEarly && !tooLate) {
        invokeTarget(world, schedule, scheduledAt);
      }
    },
    () => {
      if (definition.ActionAfterCompletion === 'DELETE') {
        schedulerState(world, scope).schedules.delete(
          `${schedule.groupName}/${schedule.name}`,
        );
      }
    },
  );
}
