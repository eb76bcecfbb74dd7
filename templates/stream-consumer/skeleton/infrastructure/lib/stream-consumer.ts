import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnStreamConsumer, IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ConsumerConfig } from '../config/consumer';
import type { StreamConfig } from '../config/stream';
import { ALARM_PERIOD } from './alarms';
import { ContainerService, addContainerService } from './container-service';
import { addDeadLetterQueue } from './dead-letter-queue';
import { addIdempotencyTable } from './idempotency-table';
import { addLeaseTable } from './lease-table';
import type { ServiceStack } from './service-stack';

/**
 * A service whose tasks share the shards of a stream. How far each has been
 * read is in a table; what cannot be handled is kept in a queue.
 */
export function addStreamConsumer(
  stack: ServiceStack,
  stream: IStream,
  config: ConsumerConfig & Pick<StreamConfig, 'startAt' | 'readMode'>,
): ContainerService {
  const { desiredTasks } = config;
  const leases = addLeaseTable(stack);
  const idempotency = config.rememberRecords
    ? addIdempotencyTable(stack)
    : undefined;
  const failedRecords = addDeadLetterQueue(stack, {
    suffix: 'failed-records',
    says: 'The consumer gave up on a record.',
    runbook: 'records-failed',
  });
  const fanOut =
    config.readMode === 'enhanced-fan-out'
      ? new CfnStreamConsumer(stack, 'StreamConsumer', {
          consumerName: stack.service.name,
          streamArn: stream.streamArn,
        })
      : undefined;
  const consumer = addContainerService(stack, {
    tasks: { min: desiredTasks, max: desiredTasks },
    consumes: [stream.streamArn],
    environment: {
      STREAM_ARN: stream.streamArn,
      START_AT: config.startAt,
      CONCURRENT_KEYS: String(config.concurrentKeys),
      FAILED_RECORDS_QUEUE_URL: failedRecords.queueUrl,
      ...leases.environment,
      ...idempotency?.environment,
      ...(fanOut && { STREAM_CONSUMER_ARN: fanOut.attrConsumerArn }),
    },
  });
  const { taskDefinition } = consumer;
  leases.grantTo(taskDefinition);
  idempotency?.grantTo(taskDefinition);
  failedRecords.grantSendMessages(taskDefinition.taskRole);
  taskDefinition.addToTaskRolePolicy(
    new PolicyStatement({
      sid: 'ReadStream',
      actions: fanOut
        ? ['kinesis:ListShards']
        : [
            'kinesis:GetRecords',
            'kinesis:GetShardIterator',
            'kinesis:ListShards',
          ],
      resources: [stream.streamArn],
    }),
  );
  if (fanOut) {
    taskDefinition.addToTaskRolePolicy(
      new PolicyStatement({
        sid: 'BePushedTo',
        actions: ['kinesis:SubscribeToShard'],
        resources: [fanOut.attrConsumerArn],
      }),
    );
  }
  stream.encryptionKey?.grantDecrypt(taskDefinition.taskRole);
  addStreamAlarms(stack, stream, config);
  return consumer;
}

function addStreamAlarms(
  stack: ServiceStack,
  stream: IStream,
  {
    readMode,
    acceptableLatencySeconds,
  }: ConsumerConfig & Pick<StreamConfig, 'readMode'>,
): void {
  const ofStream = { StreamName: stream.streamName };
  const options = {
    namespace: 'AWS/Kinesis',
    period: ALARM_PERIOD,
    dimensionsMap: ofStream,
  };
  stack.alarms.add({
    name: 'behind',
    says: `The consumer is more than ${acceptableLatencySeconds} seconds behind the stream.`,
    runbook: 'behind-the-stream',
    metric:
      readMode === 'shared'
        ? new Metric({
            ...options,
            metricName: 'GetRecords.IteratorAgeMilliseconds',
            statistic: 'Maximum',
          })
        : new Metric({
            ...options,
            metricName: 'SubscribeToShardEvent.MillisBehindLatest',
            dimensionsMap: { ...ofStream, ConsumerName: stack.service.name },
            statistic: 'Maximum',
          }),
    threshold: acceptableLatencySeconds * 1000,
    // A deployment moves shards from task to task, which takes a minute.
    evaluationPeriods: 3,
  });
  if (readMode === 'shared') {
    stack.alarms.add({
      name: 'reads-throttled',
      says: 'Too many read the stream at the same time.',
      runbook: 'behind-the-stream',
      metric: new Metric({
        ...options,
        metricName: 'ReadProvisionedThroughputExceeded',
        statistic: 'Sum',
      }),
      threshold: 0,
      evaluationPeriods: 5,
    });
  }
}
