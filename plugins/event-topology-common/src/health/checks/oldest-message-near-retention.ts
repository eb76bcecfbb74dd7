import { durationInWords } from '../duration-in-words';
import { figuresCheck } from '../health-check';

/** The share of the retention period from which messages are about to be lost. */
const NEAR_RETENTION = 0.8;

export const oldestMessageNearRetention = figuresCheck(
  'oldest-message-near-retention',
  'queue',
  ({ oldestAgeSeconds }, node) => {
    const retention = node.attributes.messageRetentionPeriodSeconds;
    if (
      oldestAgeSeconds === undefined ||
      !retention ||
      oldestAgeSeconds <= retention * NEAR_RETENTION
    ) {
      return undefined;
    }
    const share = Math.floor((oldestAgeSeconds / retention) * 100);
    return {
      severity: 'critical',
      title: 'Messages are about to be lost',
      explanation: `The oldest message is ${durationInWords(
        oldestAgeSeconds,
      )} old, ${share} % of the retention period of ${durationInWords(
        retention,
      )}. SQS deletes it at the end of that period, read or not.`,
      remedy:
        'Raise the retention period of the queue now (at most 14 days), then let the consumers catch up: check that they run, and scale them out.',
    };
  },
);
