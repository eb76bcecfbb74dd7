import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { ALARM_PERIOD } from './alarms';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { ServiceStack } from './service-stack';

/** A queue that this stack makes. */
export interface WorkQueueSpec {
  /** What is in order within a group, and is delivered once within five minutes. */
  fifo: boolean;
  /** How long a message stays with its receiver, unless that asks for longer. */
  visibilityTimeoutSeconds: number;
}

/** How many times a message is received before it goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 5;

/** SQS's bounds: long enough to be worth a heartbeat, and twelve hours. */
const VISIBILITY_TIMEOUT_SECONDS = { min: 30, max: 43_200 };

/**
 * The visibility timeout for a processing time: six times as long, as AWS
 * advises. What takes longer than SQS allows is kept by the heartbeat alone.
 */
export function visibilityTimeoutSeconds(processingSeconds: number): number {
  return Math.min(
    VISIBILITY_TIMEOUT_SECONDS.max,
    Math.max(VISIBILITY_TIMEOUT_SECONDS.min, Math.ceil(6 * processingSeconds)),
  );
}

/** The queue of the service, under its name, with a dead-letter queue and its alarm. */
export function addWorkQueue(stack: ServiceStack, spec: WorkQueueSpec): Queue {
  const { name } = stack.service;
  const deadLetterQueue = addDeadLetterQueue(stack, {
    suffix: 'dlq',
    fifo: spec.fifo,
    says: 'Messages could not be handled.',
    runbook: 'messages-not-handled',
  });
  return new Queue(stack, 'Queue', {
    queueName: spec.fifo ? `${name}.fifo` : name,
    fifo: spec.fifo || undefined,
    // EventBridge gives no deduplication ID; producers may.
    contentBasedDeduplication: spec.fifo || undefined,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(spec.visibilityTimeoutSeconds),
    receiveMessageWaitTime: Duration.seconds(20),
    retentionPeriod: Duration.days(4),
    removalPolicy: RemovalPolicy.DESTROY,
    deadLetterQueue: {
      queue: deadLetterQueue,
      maxReceiveCount: MAX_RECEIVE_COUNT,
    },
  });
}

/** An alarm for messages that wait longer than is acceptable. */
export function addOldestMessageAlarm(
  stack: ServiceStack,
  queue: IQueue,
  acceptableLatencySeconds: number,
): void {
  stack.alarms.add({
    name: 'oldest-message',
    says: `A message has waited for more than ${acceptableLatencySeconds} s.`,
    runbook: 'messages-wait-too-long',
    metric: queue.metricApproximateAgeOfOldestMessage({
      period: ALARM_PERIOD,
      statistic: 'Maximum',
    }),
    threshold: acceptableLatencySeconds,
    // One burst that the scaling works off is no reason to wake anybody.
    evaluationPeriods: 3,
  });
}
