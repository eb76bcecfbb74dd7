import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { scaling } from '../config/scaling';
import {
  ContainerService,
  addContainerService,
  allowTaskProtection,
} from './container-service';
import { addIdempotencyTable } from './idempotency-table';
import { scaleByQueue } from './queue-scaling';
import type { ServiceStack } from './service-stack';
import { addOldestMessageAlarm } from './work-queue';

/** What a service that works a queue off needs to know. */
export interface QueueConsumerSpec {
  queue: IQueue;
  /** How long a task keeps what it received, before it asks for longer. */
  visibilityTimeoutSeconds: number;
  /** What the handler reads beside. Never a secret. */
  environment?: Record<string, string>;
}

/**
 * A service that works a queue off at its own pace: it scales by what waits,
 * remembers what it has handled, and isn't scaled in while it has work in hand.
 */
export function addQueueConsumer(
  stack: ServiceStack,
  { queue, visibilityTimeoutSeconds, environment }: QueueConsumerSpec,
): ContainerService {
  const idempotency = addIdempotencyTable(stack);
  const consumer = addContainerService(stack, {
    tasks: { min: scaling.minTasks, max: scaling.maxTasks },
    consumes: [queue.queueArn],
    environment: {
      QUEUE_URL: queue.queueUrl,
      VISIBILITY_TIMEOUT_SECONDS: String(visibilityTimeoutSeconds),
      ...idempotency.environment,
      ...environment,
    },
  });
  queue.grantConsumeMessages(consumer.taskDefinition.taskRole);
  idempotency.grantTo(consumer.taskDefinition);
  allowTaskProtection(stack, consumer);
  scaleByQueue(stack, consumer, queue, scaling);
  addOldestMessageAlarm(stack, queue, scaling.acceptableLatencySeconds);
  return consumer;
}
