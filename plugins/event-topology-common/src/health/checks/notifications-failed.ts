import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

export const notificationsFailed = figuresCheck(
  'notifications-failed',
  'topic',
  ({ failedPerMinute, deliveredPerMinute }) =>
    failedPerMinute > 0
      ? {
          severity: 'critical',
          title: 'Notifications cannot be delivered',
          explanation: `${quantity(
            failedPerMinute,
            'notification',
          )} a minute could not be delivered to a subscriber; ${formatNumber(
            deliveredPerMinute,
          )} a minute were delivered. SNS drops a failed notification unless the subscription has a dead-letter queue.`,
          remedy:
            'Check that each subscribed endpoint exists and lets SNS in (for a queue: its policy and its KMS key). Delivery status logging of the topic names the endpoint and the error. Give subscriptions a dead-letter queue.',
        }
      : undefined,
);
