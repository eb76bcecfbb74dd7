import { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import {
  InvalidEventPatternError,
  compileEventPattern,
} from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { findQueueByArn } from '../../sqs/queue-address';
import { invalidParameter } from '../errors';

/**
 * What Lambda checks before it polls a queue.
 *
 * @param timeoutSeconds - of the function
 * @throws AwsError `InvalidParameterValueException`
 */
export function checkEventSource(
  world: World,
  configuration: EventSourceMappingConfiguration,
  timeoutSeconds: number,
): void {
  const {
    EventSourceArn = '',
    BatchSize = 10,
    MaximumBatchingWindowInSeconds = 0,
    FilterCriteria,
    ScalingConfig,
  } = configuration;
  const queue = findQueueByArn(world, EventSourceArn);
  if (!queue) {
    throw invalidParameter(
      `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist: ${EventSourceArn}`,
    );
  }
  const { visibilityTimeoutSeconds } = queue.settings;
  if (visibilityTimeoutSeconds < timeoutSeconds) {
    throw invalidParameter(
      `Queue visibility timeout: ${visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
  const isFifo = EventSourceArn.endsWith('.fifo');
  const maximum = isFifo ? 10 : 10_000;
  if (BatchSize < 1 || BatchSize > maximum) {
    throw invalidParameter(`BatchSize must be between 1 and ${maximum}`);
  }
  if (
    MaximumBatchingWindowInSeconds < 0 ||
    MaximumBatchingWindowInSeconds > 300
  ) {
    throw invalidParameter(
      'MaximumBatchingWindowInSeconds must be between 0 and 300',
    );
  }
  if (BatchSize > 10 && MaximumBatchingWindowInSeconds === 0) {
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const concurrency = ScalingConfig?.MaximumConcurrency;
  if (concurrency !== undefined && (concurrency < 2 || concurrency > 1_000)) {
    throw invalidParameter('MaximumConcurrency must be between 2 and 1000');
  }
  for (const { Pattern } of FilterCriteria?.Filters ?? []) {
    checkPattern(Pattern);
  }
}

function checkPattern(pattern: string | undefined): void {
  try {
    compileEventPattern(pattern ?? '{}');
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw invalidParameter(
        `Invalid filter pattern definition. ${error.message}`,
      );
    }
    throw error;
  }
}
