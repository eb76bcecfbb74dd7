import { randomUUID } from 'node:crypto';
import {
  CreateEventSourceMappingRequest,
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from '@aws-sdk/client-lambda';
import { Operation, RequestContext } from '../../../core';
import {
  EventSourceService,
  checkEventSource,
  eventSourceService,
} from '../event-source/check-event-source';
import { followStreamFor } from '../event-source/follow-stream-for';
import { pollBrokerFor } from '../event-source/poll-broker-for';
import { pollQueueFor } from '../event-source/poll-queue-for';
import { pollTopicFor } from '../event-source/poll-topic-for';
import {
  invalidParameter,
  resourceConflict,
  resourceNotFound,
} from '../errors';
import { findFunction } from '../function-reference';
import { lambdaPage } from '../page';
import { StoredEventSourceMapping, lambdaState } from '../state';

const PAGE_SIZE = 100;
const DEFAULT_BATCH_SIZE = { sqs: 10, kinesis: 100, kafka: 100, mq: 100 };

/** What AWS calls the services in its messages. */
const SERVICE_NAMES = {
  sqs: 'SQS',
  kinesis: 'Kinesis',
  kafka: 'MSK',
  mq: 'MQ',
};

/** How a function is fed, by the service of its source. */
const READERS = {
  sqs: pollQueueFor,
  kinesis: followStreamFor,
  kafka: pollTopicFor,
  mq: pollBrokerFor,
};

/** Create, get, list, update and delete; queues, streams, Kafka topics and brokers are the sources that the sandbox has. */
export const eventSourceMappingOperations: Record<string, Operation> = {
  CreateEventSourceMapping(
    input: CreateEventSourceMappingRequest,
    context,
  ): EventSourceMappingConfiguration {
    const { world } = context;
    const state = lambdaState(world, context);
    const source = input.EventSourceArn ?? '';
    const service = eventSourceService(source);
    const { configuration } = findFunction(world, context, input.FunctionName);
    const existing = [...state.eventSourceMappings.values()].find(
      mapping =>
        mapping.configuration.EventSourceArn === source &&
        isEqual(mapping.configuration.Topics, input.Topics) &&
        isEqual(mapping.configuration.Queues, input.Queues) &&
        mapping.configuration.FunctionArn === configuration.FunctionArn,
    );
    if (existing) {
      throw resourceConflict(
        `An event source mapping with ${SERVICE_NAMES[service]} arn ("${source}") and function ("${configuration.FunctionName}") already exists. Please update or delete the existing mapping with UUID ${existing.configuration.UUID}`,
      );
    }
    const uuid = randomUUID();
    const stored: StoredEventSourceMapping = {
      configuration: {
        UUID: uuid,
        EventSourceMappingArn: `arn:aws:lambda:${context.region}:${context.accountId}:event-source-mapping:${uuid}`,
        EventSourceArn: source,
        FunctionArn: configuration.FunctionArn,
        BatchSize: input.BatchSize ?? DEFAULT_BATCH_SIZE[service],
        MaximumBatchingWindowInSeconds:
          input.MaximumBatchingWindowInSeconds ?? 0,
        FilterCriteria: input.FilterCriteria,
        FunctionResponseTypes: input.FunctionResponseTypes ?? [],
        ScalingConfig: input.ScalingConfig,
        ...brokerSettings(input, service, uuid),
        ...(service === 'kinesis' && {
          StartingPosition: input.StartingPosition,
          StartingPositionTimestamp: input.StartingPositionTimestamp,
          ParallelizationFactor: input.ParallelizationFactor ?? 1,
          TumblingWindowInSeconds: input.TumblingWindowInSeconds ?? 0,
          BisectBatchOnFunctionError: input.BisectBatchOnFunctionError ?? false,
          MaximumRecordAgeInSeconds: input.MaximumRecordAgeInSeconds ?? -1,
          MaximumRetryAttempts: input.MaximumRetryAttempts ?? -1,
          DestinationConfig: input.DestinationConfig ?? { OnFailure: {} },
        }),
        State: input.Enabled === false ? 'Disabled' : 'Enabled',
        StateTransitionReason: 'USER_INITIATED',
        LastModified: state.now(),
      },
      tags: { ...input.Tags },
      positions: new Map(),
      stop: () => {},
    };
    checkEventSource(world, stored.configuration, configuration.Timeout);
    state.eventSourceMappings.set(uuid, stored);
    poll(context, stored);
    return { ...stored.configuration };
  },

  GetEventSourceMapping(
    input: GetEventSourceMappingRequest,
    context,
  ): EventSourceMappingConfiguration {
    return { ...findMapping(context, input.UUID).configuration };
  },

  ListEventSourceMappings(
    input: ListEventSourceMappingsRequest,
    context,
  ): ListEventSourceMappingsResponse {
    const arn =
      input.FunctionName === undefined
        ? undefined
        : findFunction(context.world, context, input.FunctionName).configuration
            .FunctionArn;
    const { items, nextToken } = lambdaPage(
      [...lambdaState(context.world, context).eventSourceMappings.values()]
        .map(({ configuration }) => configuration)
        .filter(
          ({ EventSourceArn, FunctionArn }) =>
            (input.EventSourceArn === undefined ||
              EventSourceArn === input.EventSourceArn) &&
            (arn === undefined || FunctionArn === arn),
        ),
      ({ UUID }) => UUID,
      input,
      PAGE_SIZE,
    );
    return {
      EventSourceMappings: items.map(configuration => ({ ...configuration })),
      NextMarker: nextToken,
    };
  },

  UpdateEventSourceMapping(
    input: UpdateEventSourceMappingRequest,
    context,
  ): EventSourceMappingConfiguration {
    const { world } = context;
    const stored = findMapping(context, input.UUID);
    const { configuration } = findFunction(
      world,
      context,
      input.FunctionName ?? stored.configuration.FunctionArn,
    );
    const changed = {
      ...stored.configuration,
      FunctionArn: configuration.FunctionArn,
      BatchSize: input.BatchSize ?? stored.configuration.BatchSize,
      MaximumBatchingWindowInSeconds:
        input.MaximumBatchingWindowInSeconds ??
        stored.configuration.MaximumBatchingWindowInSeconds,
      FilterCriteria:
        input.FilterCriteria ?? stored.configuration.FilterCriteria,
      FunctionResponseTypes:
        input.FunctionResponseTypes ??
        stored.configuration.FunctionResponseTypes,
      ScalingConfig: input.ScalingConfig ?? stored.configuration.ScalingConfig,
      ...(eventSourceService(stored.configuration.EventSourceArn) ===
        'kinesis' && streamChanges(input)),
      State: stateAfter(input.Enabled, stored.configuration.State),
      LastModified: lambdaState(world, context).now(),
    };
    checkEventSource(world, changed, configuration.Timeout);
    stored.stop();
    stored.configuration = changed;
    poll(context, stored);
    return { ...changed };
  },

  DeleteEventSourceMapping(
    input: DeleteEventSourceMappingRequest,
    context,
  ): EventSourceMappingConfiguration {
    const stored = findMapping(context, input.UUID);
    stored.stop();
    lambdaState(context.world, context).eventSourceMappings.delete(
      stored.configuration.UUID,
    );
    return { ...stored.configuration, State: 'Deleting' };
  },
};

function poll({ world }: RequestContext, stored: StoredEventSourceMapping) {
  const stopping = new AbortController();
  stored.stop = () => stopping.abort();
  if (stored.configuration.State === 'Enabled') {
    const read =
      READERS[eventSourceService(stored.configuration.EventSourceArn)];
    void read(world, stored, stopping.signal);
  }
}

/** Of what only streams have, that which a call changes. */
function streamChanges({
  MaximumRecordAgeInSeconds,
  MaximumRetryAttempts,
  DestinationConfig,
}: UpdateEventSourceMappingRequest): Partial<EventSourceMappingConfiguration> {
  return {
    ...(MaximumRecordAgeInSeconds !== undefined && {
      MaximumRecordAgeInSeconds,
    }),
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
    ...(DestinationConfig !== undefined && { DestinationConfig }),
  };
}

/** What only sources with topics or queues within them have. */
function brokerSettings(
  input: CreateEventSourceMappingRequest,
  service: EventSourceService,
  uuid: string,
): Partial<EventSourceMappingConfiguration> {
  switch (service) {
    case 'kafka':
      return {
        Topics: input.Topics,
        StartingPosition: input.StartingPosition,
        AmazonManagedKafkaEventSourceConfig: {
          // Lambda makes up a consumer group where none is named.
          ConsumerGroupId:
            input.AmazonManagedKafkaEventSourceConfig?.ConsumerGroupId ?? uuid,
        },
      };
    case 'mq':
      return {
        Queues: input.Queues,
        SourceAccessConfigurations: input.SourceAccessConfigurations,
      };
    default:
      return {};
  }
}

function isEqual(a: string[] = [], b: string[] = []): boolean {
  return a.join('|') === b.join('|');
}

function stateAfter(
  enabled: boolean | undefined,
  before: string | undefined,
): string | undefined {
  if (enabled === undefined) {
    return before;
  }
  return enabled ? 'Enabled' : 'Disabled';
}

function findMapping(
  context: RequestContext,
  uuid: string | undefined,
): StoredEventSourceMapping {
  if (!uuid) {
    throw invalidParameter('The UUID is missing');
  }
  const found = lambdaState(context.world, context).eventSourceMappings.get(
    uuid,
  );
  if (!found) {
    throw resourceNotFound('The resource you requested does not exist.');
  }
  return found;
}
