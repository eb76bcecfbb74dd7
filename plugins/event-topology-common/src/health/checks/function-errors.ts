import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

export const functionErrors = figuresCheck(
  'function-errors',
  'function',
  ({ errorsPerMinute, invocationsPerMinute }) =>
    errorsPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Function ends with errors',
          explanation: `${quantity(
            errorsPerMinute,
            'invocation',
          )} a minute ended with an error, of ${formatNumber(
            invocationsPerMinute,
          )} a minute.`,
          remedy:
            'Look at the function’s logs for the exception. Asynchronous events are tried twice more and are then dropped unless the function has a failure destination or a dead-letter queue.',
        }
      : undefined,
);
