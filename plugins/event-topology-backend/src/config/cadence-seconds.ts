import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { CronTime } from 'cron';

const DAY_SECONDS = 24 * 60 * 60;

/** How many fires of a cron expression are looked at for its longest pause. */
const CRON_FIRES = 50;

type Cadence =
  | SchedulerServiceTaskScheduleDefinition['frequency']
  | SchedulerServiceTaskScheduleDefinition['timeout'];

/**
 * The longest time between two runs. A cron expression is asked for its next
 * fires, so that `0 8-18 * * 1-5` counts with its weekend; a task that only
 * runs when triggered counts as a day.
 */
export function cadenceSeconds(cadence: Cadence): number {
  if ('trigger' in cadence) {
    return DAY_SECONDS;
  }
  if ('cron' in cadence) {
    const fires = new CronTime(cadence.cron)
      .sendAt(CRON_FIRES)
      .map(fire => fire.toMillis());
    const pauses = fires.slice(1).map((fire, index) => fire - fires[index]);
    return Math.max(...pauses) / 1000;
  }
  if ('toMillis' in cadence) {
    return cadence.toMillis() / 1000;
  }
  return durationToMilliseconds(cadence) / 1000;
}
