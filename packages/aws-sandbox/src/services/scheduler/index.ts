import * as schemas from '@aws-sdk/client-scheduler';
import { ServiceDefinition } from '../../core';
import { scheduleGroupOperations } from './operations/schedule-groups';
import { scheduleOperations } from './operations/schedules';
import { SchedulerState, createSchedulerState, schedulerState } from './state';

/** Amazon EventBridge Scheduler. Flexible windows begin at the scheduled time. */
export const schedulerService: ServiceDefinition<SchedulerState> = {
  id: 'scheduler',
  schemas,
  stateScope: 'account-and-region',
  createState: createSchedulerState,
  operations: { ...scheduleOperations, ...scheduleGroupOperations },
  taggedResources(scope, world) {
    return [...schedulerState(world, scope).groups.values()]
      .filter(group => Object.keys(group.tags).length > 0)
      .map(({ arn, tags }) => ({ arn, tags }));
  },
};
