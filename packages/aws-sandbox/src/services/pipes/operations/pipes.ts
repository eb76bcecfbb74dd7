import {
  CreatePipeRequest,
  CreatePipeResponse,
  DeletePipeRequest,
  DeletePipeResponse,
  DescribePipeRequest,
  DescribePipeResponse,
  ListPipesRequest,
  ListPipesResponse,
  StartPipeRequest,
  StartPipeResponse,
  StopPipeRequest,
  StopPipeResponse,
  UpdatePipeRequest,
  UpdatePipeResponse,
} from '@aws-sdk/client-pipes';
import {
  InvalidEventPatternError,
  compileEventPattern,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Operation, UnsupportedError, paginate } from '../../../core';
import { isEnrichment } from '../enrich-records';
import { isSource, settle } from '../run-pipe';
import {
  StoredPipe,
  findPipe,
  pipesState,
  validationException,
} from '../state';

export const pipeOperations: Record<string, Operation> = {
  CreatePipe(input: CreatePipeRequest, context): CreatePipeResponse {
    const { pipes } = pipesState(context.world, context);
    const name = input.Name ?? '';
    if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
      throw validationException(
        `The pipe name '${name}' must have 1 to 64 letters, digits, dots, hyphens and underscores`,
      );
    }
    if (pipes.has(name)) {
      throw new AwsError(
        'ConflictException',
        `Pipe ${name} already exists.`,
        409,
      );
    }
    check(input);
    const now = context.world.clock.now();
    const pipe: StoredPipe = {
      name,
      arn: `arn:aws:pipes:${context.region}:${context.accountId}:pipe/${name}`,
      definition: {
        ...input,
        Source: input.Source ?? '',
        Target: input.Target ?? '',
      },
      currentState: 'CREATING',
      desiredState: input.DesiredState ?? 'RUNNING',
      tags: { ...input.Tags },
      positions: new Map(),
      createdAt: now,
      modifiedAt: now,
    };
    pipes.set(name, pipe);
    settle(context.world, pipe);
    return summary(pipe);
  },

  DescribePipe(input: DescribePipeRequest, context): DescribePipeResponse {
    const pipe = findPipe(context, input.Name);
    const { LogConfiguration: _, ...definition } = pipe.definition;
    return {
      ...definition,
      ...summary(pipe),
      StateReason: pipe.stateReason,
      Tags: pipe.tags,
    };
  },

  ListPipes(input: ListPipesRequest, context): ListPipesResponse {
    const { pipes } = pipesState(context.world, context);
    const page = paginate(
      [...pipes.values()]
        .filter(
          pipe =>
            pipe.name.startsWith(input.NamePrefix ?? '') &&
            pipe.definition.Source.startsWith(input.SourcePrefix ?? '') &&
            pipe.definition.Target.startsWith(input.TargetPrefix ?? '') &&
            (!input.DesiredState || pipe.desiredState === input.DesiredState) &&
            (!input.CurrentState || pipe.currentState === input.CurrentState),
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      pipe => pipe.name,
      { asked: input.Limit, maximum: 100, token: input.NextToken },
      () => validationException('NextToken is not valid'),
    );
    return {
      Pipes: page.items.map(pipe => ({
        ...summary(pipe),
        StateReason: pipe.stateReason,
        Source: pipe.definition.Source,
        Target: pipe.definition.Target,
        Enrichment: pipe.definition.Enrichment,
      })),
      NextToken: page.nextToken,
    };
  },

  UpdatePipe(input: UpdatePipeRequest, context): UpdatePipeResponse {
    const pipe = findPipe(context, input.Name);
    const { SourceParameters, DesiredState, ...changes } = input;
    const definition = {
      ...pipe.definition,
      ...Object.fromEntries(
        Object.entries(changes).filter(([, value]) => value !== undefined),
      ),
      SourceParameters: SourceParameters
        ? {
            ...pipe.definition.SourceParameters,
            FilterCriteria: SourceParameters.FilterCriteria,
            SqsQueueParameters: SourceParameters.SqsQueueParameters,
            // Where a pipe began to read its stream is never changed.
            KinesisStreamParameters:
              SourceParameters.KinesisStreamParameters && {
                ...pipe.definition.SourceParameters?.KinesisStreamParameters,
                ...SourceParameters.KinesisStreamParameters,
                StartingPosition:
                  pipe.definition.SourceParameters?.KinesisStreamParameters
                    ?.StartingPosition,
              },
          }
        : pipe.definition.SourceParameters,
    };
    check(definition);
    pipe.definition = definition;
    pipe.desiredState = DesiredState ?? pipe.desiredState;
    pipe.currentState = 'UPDATING';
    pipe.modifiedAt = context.world.clock.now();
    settle(context.world, pipe);
    return summary(pipe);
  },

  DeletePipe(input: DeletePipeRequest, context): DeletePipeResponse {
    const pipe = findPipe(context, input.Name);
    pipe.cancel?.();
    pipesState(context.world, context).pipes.delete(pipe.name);
    return {
      ...summary(pipe),
      DesiredState: 'DELETED',
      CurrentState: 'DELETING',
    };
  },

  StartPipe(input: StartPipeRequest, context): StartPipeResponse {
    const pipe = findPipe(context, input.Name);
    pipe.desiredState = 'RUNNING';
    pipe.currentState = 'STARTING';
    settle(context.world, pipe);
    return summary(pipe);
  },

  StopPipe(input: StopPipeRequest, context): StopPipeResponse {
    const pipe = findPipe(context, input.Name);
    pipe.desiredState = 'STOPPED';
    pipe.currentState = 'STOPPING';
    settle(context.world, pipe);
    return summary(pipe);
  },
};

function summary(pipe: StoredPipe) {
  return {
    Arn: pipe.arn,
    Name: pipe.name,
    DesiredState: pipe.desiredState,
    CurrentState: pipe.currentState,
    CreationTime: new Date(pipe.createdAt),
    LastModifiedTime: new Date(pipe.modifiedAt),
  };
}

function check(input: CreatePipeRequest): void {
  if (!isSource(input.Source ?? '')) {
    throw new UnsupportedError(
      `pipes from ${input.Source}: only SQS queues, Kinesis streams, MSK topics and Amazon MQ brokers are sources here`,
    );
  }
  if (
    parseArn(input.Source ?? '')?.service === 'kinesis' &&
    !input.SourceParameters?.KinesisStreamParameters?.StartingPosition
  ) {
    throw validationException(
      'SourceParameters.KinesisStreamParameters.StartingPosition is required for a Kinesis stream',
    );
  }
  checkBrokerSource(input);
  const { MaximumRetryAttempts = -1, MaximumRecordAgeInSeconds = -1 } =
    input.SourceParameters?.KinesisStreamParameters ?? {};
  if (MaximumRetryAttempts !== -1 || MaximumRecordAgeInSeconds !== -1) {
    throw new UnsupportedError(
      'pipes that give records of a stream up: here they are tried until they are taken',
    );
  }
  if (input.Enrichment && !isEnrichment(input.Enrichment)) {
    throw new UnsupportedError(
      `enrichment by ${input.Enrichment}: only functions and API destinations enrich here`,
    );
  }
  if (!parseArn(input.Target ?? '')) {
    throw validationException(`${input.Target} is not an ARN`);
  }
  for (const filter of input.SourceParameters?.FilterCriteria?.Filters ?? []) {
    try {
      compileEventPattern(filter.Pattern ?? '{}');
    } catch (error) {
      if (error instanceof InvalidEventPatternError) {
        throw validationException(`Invalid filter pattern: ${error.message}`);
      }
      throw error;
    }
  }
}

/** A cluster or a broker is no source without the topic or the queue in it. */
function checkBrokerSource({ Source, SourceParameters }: CreatePipeRequest) {
  const service = parseArn(Source ?? '')?.service;
  if (
    service === 'kafka' &&
    !SourceParameters?.ManagedStreamingKafkaParameters?.TopicName
  ) {
    throw validationException(
      'SourceParameters.ManagedStreamingKafkaParameters.TopicName is required for an MSK cluster',
    );
  }
  if (
    service === 'mq' &&
    !SourceParameters?.ActiveMQBrokerParameters?.QueueName &&
    !SourceParameters?.RabbitMQBrokerParameters?.QueueName
  ) {
    throw validationException(
      'SourceParameters.ActiveMQBrokerParameters.QueueName or RabbitMQBrokerParameters.QueueName is required for an Amazon MQ broker',
    );
  }
}
