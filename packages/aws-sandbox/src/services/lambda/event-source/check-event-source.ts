import { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import {
  InvalidEventPatternError,
  compileEventPattern,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { AwsError, UnsupportedError, World } from '../../../core';
import { findCluster, findTopic } from '../../kafka/state';
import { findStreamSource } from '../../kinesis/data-plane';
import { findBrokerByArn } from '../../mq/state';
import { findQueueByArn } from '../../sqs/queue-address';
import { invalidParameter } from '../errors';

/** The services whose resources the sandbox's functions read. */
export type EventSourceService = 'sqs' | 'kinesis' | 'kafka' | 'mq';

const SERVICES: readonly string[] = [
  'sqs',
  'kinesis',
  'kafka',
  'mq',
] satisfies EventSourceService[];

/**
 * The service that an event source is of.
 *
 * @throws UnsupportedError for sources that the sandbox does not read
 */
export function eventSourceService(
  arn: string | undefined,
): EventSourceService {
  const service = parseArn(arn ?? '')?.service ?? '';
  if (!isSupported(service)) {
    throw new UnsupportedError(
      `event sources other than SQS queues, Kinesis streams, MSK topics and Amazon MQ brokers, such as '${arn}'`,
    );
  }
  return service;
}

function isSupported(service: string): service is EventSourceService {
  return SERVICES.includes(service);
}

/**
 * What Lambda checks before it reads from a queue, stream, topic or broker.
 *
 * @param timeoutSeconds - of the function
 * @throws AwsError `InvalidParameterValueException`
 */
export function checkEventSource(
  world: World,
  configuration: EventSourceMappingConfiguration,
  timeoutSeconds: number,
): void {
  const { MaximumBatchingWindowInSeconds = 0 } = configuration;
  if (
    MaximumBatchingWindowInSeconds < 0 ||
    MaximumBatchingWindowInSeconds > 300
  ) {
    throw invalidParameter(
      'MaximumBatchingWindowInSeconds must be between 0 and 300',
    );
  }
  for (const { Pattern } of configuration.FilterCriteria?.Filters ?? []) {
    checkPattern(Pattern);
  }
  switch (eventSourceService(configuration.EventSourceArn)) {
    case 'sqs':
      checkQueue(world, configuration, timeoutSeconds);
      break;
    case 'kinesis':
      checkStream(world, configuration);
      break;
    case 'kafka':
      checkTopic(world, configuration);
      break;
    default:
      checkBroker(world, configuration);
  }
}

function checkTopic(
  world: World,
  configuration: EventSourceMappingConfiguration,
): void {
  const { EventSourceArn, Topics = [], StartingPosition } = configuration;
  if (Topics.length !== 1) {
    throw invalidParameter('Exactly one topic must be provided.');
  }
  if (StartingPosition !== 'TRIM_HORIZON' && StartingPosition !== 'LATEST') {
    throw invalidParameter(
      `1 validation error detected: Value '${StartingPosition}' at 'startingPosition' must be TRIM_HORIZON or LATEST`,
    );
  }
  checkLargeBatch(configuration);
  checkFound(() => findTopic(findCluster(world, EventSourceArn), Topics[0]));
}

function checkBroker(
  world: World,
  configuration: EventSourceMappingConfiguration,
): void {
  const { EventSourceArn, Queues = [] } = configuration;
  if (Queues.length !== 1) {
    throw invalidParameter('Exactly one queue must be provided.');
  }
  checkLargeBatch(configuration);
  checkFound(() => findBrokerByArn(world, EventSourceArn));
}

function checkLargeBatch({
  BatchSize = 100,
}: EventSourceMappingConfiguration): void {
  if (BatchSize < 1 || BatchSize > 10_000) {
    throw invalidParameter('BatchSize must be between 1 and 10000');
  }
}

function checkFound(find: () => unknown): void {
  try {
    find();
  } catch (error) {
    if (error instanceof AwsError) {
      throw invalidParameter(`Event source not found. ${error.message}`);
    }
    throw error;
  }
}

function checkStream(
  world: World,
  configuration: EventSourceMappingConfiguration,
): void {
  const { EventSourceArn = '', BatchSize = 100 } = configuration;
  try {
    findStreamSource(world, EventSourceArn);
  } catch (error) {
    if (error instanceof AwsError) {
      throw invalidParameter(
        `Stream not found: ${EventSourceArn}. ${error.message}`,
      );
    }
    throw error;
  }
  if (BatchSize < 1 || BatchSize > 10_000) {
    throw invalidParameter('BatchSize must be between 1 and 10000');
  }
  if (
    !['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'].includes(
      configuration.StartingPosition ?? '',
    )
  ) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  const { ParallelizationFactor = 1, TumblingWindowInSeconds = 0 } =
    configuration;
  if (
    ParallelizationFactor !== 1 ||
    TumblingWindowInSeconds !== 0 ||
    configuration.BisectBatchOnFunctionError
  ) {
    throw new UnsupportedError(
      'a parallelization factor, tumbling windows and bisected batches of event source mappings',
    );
  }
}

function checkQueue(
  world: World,
  configuration: EventSourceMappingConfiguration,
  timeoutSeconds: number,
): void {
  const {
    EventSourceArn = '',
    BatchSize = 10,
    MaximumBatchingWindowInSeconds = 0,
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
  if (BatchSize > 10 && MaximumBatchingWindowInSeconds === 0) {
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const concurrency = ScalingConfig?.MaximumConcurrency;
  if (concurrency !== undefined && (concurrency < 2 || concurrency > 1_000)) {
    throw invalidParameter('MaximumConcurrency must be between 2 and 1000');
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
