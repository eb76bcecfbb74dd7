import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const activityNotStarted = figuresCheck(
  'activity-not-started',
  'activity',
  ({ scheduledPerMinute, startedPerMinute }) =>
    scheduledPerMinute > 0 && startedPerMinute === 0
      ? {
          severity: 'warning',
          title: 'Nobody takes the work',
          explanation: `${quantity(scheduledPerMinute, 'work item')} a minute ${
            scheduledPerMinute === 1 ? 'was' : 'were'
          } scheduled and none was started: no worker asks for work, or all of them are busy.`,
          remedy:
            'Check that the worker service runs, that it polls this activity’s ARN, and that it has enough tasks.',
        }
      : undefined,
);
