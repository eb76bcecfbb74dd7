import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { StoredSchedule } from './state';

/** Counts in the namespace AWS/Scheduler, by the schedule's group as CloudWatch has it. */
export function scheduleMetric(
  world: World,
  schedule: StoredSchedule,
  metricName: string,
): void {
  const { accountId = '', region = '' } = parseArn(schedule.arn) ?? {};
  world.metrics.count(
    { accountId, region },
    {
      namespace: 'AWS/Scheduler',
      metricName,
      dimensions: { ScheduleGroup: schedule.groupName },
    },
  );
}
