import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

export const executionsFailed = figuresCheck(
  'executions-failed',
  'state-machine',
  ({ failedPerMinute, startedPerMinute }) =>
    failedPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Executions fail',
          explanation: `${quantity(
            failedPerMinute,
            'execution',
          )} a minute failed; ${formatNumber(
            startedPerMinute,
          )} a minute started.`,
          remedy:
            'Open a failed execution: the history shows the state that failed, with its error and cause. Correct it, or give the state a Retry or a Catch; a failed standard execution can be redriven from there.',
        }
      : undefined,
);
