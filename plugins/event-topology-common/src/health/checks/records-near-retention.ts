import { streamReaderLags } from '../../model';
import { durationInWords } from '../duration-in-words';
import { figuresCheck } from '../health-check';

/** The share of the retention period from which records are about to be lost, as for queues. */
const NEAR_RETENTION = 0.8;
const SECONDS_PER_HOUR = 3_600;

export const recordsNearRetention = figuresCheck(
  'records-near-retention',
  'stream',
  (figures, node) => {
    const retention =
      (node.attributes.retentionPeriodHours ?? 0) * SECONDS_PER_HOUR;
    const [slowest] = streamReaderLags(figures);
    if (
      !slowest ||
      !retention ||
      slowest.seconds <= retention * NEAR_RETENTION
    ) {
      return undefined;
    }
    const reader = slowest.consumerName
      ? `Consumer ${slowest.consumerName}`
      : 'The slowest reader';
    const share = Math.floor((slowest.seconds / retention) * 100);
    return {
      severity: 'critical',
      title: 'Records are about to be lost',
      explanation: `${reader} gets records that are ${durationInWords(
        slowest.seconds,
      )} old, ${share} % of the retention period of ${durationInWords(
        retention,
      )}. Kinesis drops them at the end of that period, read or not.`,
      remedy:
        'Raise the retention period of the stream now (at most 365 days), then let the reader catch up: check that it runs and does not fail on the same record again and again, and scale it out.',
    };
  },
);
