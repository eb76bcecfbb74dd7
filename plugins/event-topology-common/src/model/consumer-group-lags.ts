import {
  KafkaTopicFigures,
  MAX_TIME_LAG_PREFIX,
  SUM_OFFSET_LAG_PREFIX,
} from './readings';

/** How far one consumer group of a Kafka topic is behind. @public */
export interface ConsumerGroupLag {
  consumerGroup: string;
  /** Records that the group has not committed. */
  sumOffsetLag: number;
  /** Seconds to catch up; absent while the group does not move. */
  estimatedMaxTimeLagSeconds?: number;
}

/**
 * How far the consumer groups of a Kafka topic are behind, the one with the
 * most records first.
 *
 * @public
 */
export function consumerGroupLags(
  figures: KafkaTopicFigures,
): ConsumerGroupLag[] {
  const lags: ConsumerGroupLag[] = [];
  for (const [name, value] of Object.entries(figures)) {
    if (name.startsWith(SUM_OFFSET_LAG_PREFIX)) {
      const consumerGroup = name.slice(SUM_OFFSET_LAG_PREFIX.length);
      const seconds = figures[`${MAX_TIME_LAG_PREFIX}${consumerGroup}`];
      lags.push({
        consumerGroup,
        sumOffsetLag: value,
        ...(seconds !== undefined && { estimatedMaxTimeLagSeconds: seconds }),
      });
    }
  }
  return lags.sort(
    (a, b) =>
      b.sumOffsetLag - a.sumOffsetLag ||
      (a.consumerGroup < b.consumerGroup ? -1 : 1),
  );
}
