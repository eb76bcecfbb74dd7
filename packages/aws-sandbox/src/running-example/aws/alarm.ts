import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { AwsClients } from './aws-clients';
import { Queue } from './queue';
import { tagList, Tags } from './tags';

/** Rings as soon as a dead-letter queue holds a message. */
export async function ensureDeadLetterAlarm(
  aws: AwsClients,
  spec: { deadLetterQueue: Queue; notify: string; tags: Tags },
): Promise<void> {
  await aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: `${spec.deadLetterQueue.name}-not-empty`,
      AlarmDescription: `Messages were given up on and wait in ${spec.deadLetterQueue.name}.`,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: spec.deadLetterQueue.name }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [spec.notify],
      Tags: tagList(spec.tags),
    }),
  );
}

/** Rings when the oldest message of a queue waits longer than is acceptable. */
export async function ensureOldestMessageAlarm(
  aws: AwsClients,
  spec: {
    queue: Queue;
    acceptableLatencySeconds: number;
    notify: string;
    tags: Tags;
  },
): Promise<void> {
  await aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: `${spec.queue.name}-oldest-message`,
      AlarmDescription: `The oldest message of ${spec.queue.name} waits longer than ${spec.acceptableLatencySeconds} s.`,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: spec.queue.name }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: spec.acceptableLatencySeconds,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [spec.notify],
      Tags: tagList(spec.tags),
    }),
  );
}
