import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';

/** The counts of a topic, by CloudWatch's names. */
export type TopicMetric =
  | 'NumberOfMessagesPublished'
  | 'NumberOfNotificationsDelivered'
  | 'NumberOfNotificationsFailed'
  | 'NumberOfNotificationsFailedToRedriveToDlq'
  | 'NumberOfNotificationsFilteredOut'
  | 'NumberOfNotificationsRedrivenToDlq';

export function countOfTopic(
  world: World,
  topicArn: string,
  metricName: TopicMetric,
): void {
  const arn = parseArn(topicArn);
  if (arn) {
    world.metrics.count(arn, {
      namespace: 'AWS/SNS',
      metricName,
      dimensions: { TopicName: arn.resource },
    });
  }
}
