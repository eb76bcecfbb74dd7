import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

export const ruleInvocationsFailed = figuresCheck(
  'rule-invocations-failed',
  'rule',
  ({ failedPerMinute, invocationsPerMinute }) =>
    failedPerMinute > 0
      ? {
          severity: 'critical',
          title: 'Events cannot be delivered',
          explanation: `${quantity(
            failedPerMinute,
            'invocation',
          )} a minute failed for good, of ${formatNumber(
            invocationsPerMinute,
          )} a minute. EventBridge drops these events unless the target has a dead-letter queue.`,
          remedy:
            'Check that each target exists and that its policy or role lets EventBridge reach it; the messages in a target’s dead-letter queue name the error in their ERROR_CODE attribute. Give targets without a dead-letter queue one.',
        }
      : undefined,
);
