import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { acceptFinding } from './accept-finding';
import { ALARM_PERIOD } from './alarms';
import type { ServiceStack } from './service-stack';

/** What a dead-letter queue holds. */
export interface DeadLetterQueueSpec {
  /** Follows the service's name in the queue's: `rule-dlq`. */
  suffix: string;
  /** The dead-letter queue of a FIFO queue or topic is one too; that of a rule never is. @defaultValue false */
  fifo?: boolean;
  /** What it means that a message is here, in one sentence. */
  says: string;
  /** A page in docs/runbooks, without its ending. */
  runbook: string;
}

/** A dead-letter queue that keeps messages for 14 days, with an alarm that goes off at the first. */
export function addDeadLetterQueue(
  stack: ServiceStack,
  spec: DeadLetterQueueSpec,
): IQueue {
  const name = `${stack.service.name}-${spec.suffix}`;
  const queue = new Queue(stack, spec.suffix, {
    queueName: spec.fifo ? `${name}.fifo` : name,
    fifo: spec.fifo || undefined,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // The longest that SQS keeps anything, so never shorter than its source's.
    retentionPeriod: Duration.days(14),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  acceptFinding(
    queue,
    'AwsSolutions-SQS3',
    'This is a dead-letter queue; nothing reads it but people.',
  );
  stack.alarms.add({
    name: spec.suffix,
    says: spec.says,
    runbook: spec.runbook,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: ALARM_PERIOD,
      statistic: 'Maximum',
    }),
    threshold: 0,
  });
  return queue;
}
