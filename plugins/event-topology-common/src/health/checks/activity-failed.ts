import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

export const activityFailed = figuresCheck(
  'activity-failed',
  'activity',
  ({ failedPerMinute, startedPerMinute }) =>
    failedPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Work items fail',
          explanation: `Workers reported ${quantity(
            failedPerMinute,
            'failure',
          )} a minute; ${formatNumber(
            startedPerMinute,
          )} work items a minute were started.`,
          remedy:
            'Look at the workers’ logs, or at the error and cause in the history of an execution that waits on this activity.',
        }
      : undefined,
);
