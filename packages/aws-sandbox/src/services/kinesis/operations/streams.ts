import {
  CreateStreamInput,
  DecreaseStreamRetentionPeriodInput,
  DeleteStreamInput,
  DescribeStreamInput,
  DescribeStreamOutput,
  DescribeStreamSummaryInput,
  DescribeStreamSummaryOutput,
  IncreaseStreamRetentionPeriodInput,
  ListShardsInput,
  ListShardsOutput,
  ListStreamsInput,
  ListStreamsOutput,
  Shard as ShardDescription,
  StartStreamEncryptionInput,
  StopStreamEncryptionInput,
  UpdateShardCountInput,
  UpdateShardCountOutput,
  UpdateStreamModeInput,
} from '@aws-sdk/client-kinesis';
import {
  AwsError,
  Operation,
  RequestContext,
  UnsupportedError,
  paginate,
} from '../../../core';
import { Shard, evenShards } from '../shards';
import {
  StoredStream,
  findStream,
  invalidArgument,
  kinesisState,
  nextSequenceNumber,
} from '../state';

/** What takes AWS some ten seconds. */
const TRANSITION_MILLISECONDS = 500;
/** A stream on demand begins with this many. */
const ON_DEMAND_SHARDS = 4;
const DEFAULT_RETENTION_HOURS = 24;
const MAXIMUM_RETENTION_HOURS = 8_760;

/** Streams and their shards. */
export const streamOperations: Record<string, Operation> = {
  CreateStream(input: CreateStreamInput, context): object {
    const state = kinesisState(context.world, context);
    const name = input.StreamName ?? '';
    if (!/^[A-Za-z0-9_.-]{1,128}$/.test(name)) {
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value '${name}' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
      );
    }
    if (state.streams.has(name)) {
      throw new AwsError(
        'ResourceInUseException',
        `Stream ${name} under account ${context.accountId} already exists.`,
      );
    }
    const mode = input.StreamModeDetails?.StreamMode ?? 'PROVISIONED';
    const stream: StoredStream = {
      name,
      arn: `arn:aws:kinesis:${context.region}:${context.accountId}:stream/${name}`,
      scope: { accountId: context.accountId, region: context.region },
      status: 'CREATING',
      mode,
      retentionHours: DEFAULT_RETENTION_HOURS,
      shards: evenShards(
        mode === 'ON_DEMAND' ? ON_DEMAND_SHARDS : input.ShardCount ?? 1,
        0,
        nextSequenceNumber(state),
      ),
      consumers: new Map(),
      tags: { ...input.Tags },
      createdAt: context.world.clock.now(),
      writes: new Map(),
      reads: new Map(),
    };
    state.streams.set(name, stream);
    becomeActive(context, stream);
    return {};
  },

  DeleteStream(input: DeleteStreamInput, context): object {
    const stream = findStream(context, input);
    if (stream.consumers.size > 0 && !input.EnforceConsumerDeletion) {
      throw new AwsError(
        'ResourceInUseException',
        `Stream ${stream.name} under account ${context.accountId} has consumers registered: deregister them, or set EnforceConsumerDeletion.`,
      );
    }
    stream.status = 'DELETING';
    context.world.clock.after(TRANSITION_MILLISECONDS, () => {
      kinesisState(context.world, stream.scope).streams.delete(stream.name);
    });
    return {};
  },

  DescribeStream(input: DescribeStreamInput, context): DescribeStreamOutput {
    const stream = findStream(context, input);
    const after = input.ExclusiveStartShardId ?? '';
    const limit = input.Limit ?? 100;
    const shards = stream.shards.filter(({ id }) => id > after);
    return {
      StreamDescription: {
        StreamName: stream.name,
        StreamARN: stream.arn,
        StreamStatus: stream.status,
        StreamModeDetails: { StreamMode: stream.mode },
        Shards: shards.slice(0, limit).map(described),
        HasMoreShards: shards.length > limit,
        RetentionPeriodHours: stream.retentionHours,
        StreamCreationTimestamp: new Date(stream.createdAt),
        EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
        EncryptionType: stream.keyId ? 'KMS' : 'NONE',
        KeyId: stream.keyId,
      },
    };
  },

  DescribeStreamSummary(
    input: DescribeStreamSummaryInput,
    context,
  ): DescribeStreamSummaryOutput {
    const stream = findStream(context, input);
    return {
      StreamDescriptionSummary: {
        StreamName: stream.name,
        StreamARN: stream.arn,
        StreamStatus: stream.status,
        StreamModeDetails: { StreamMode: stream.mode },
        RetentionPeriodHours: stream.retentionHours,
        StreamCreationTimestamp: new Date(stream.createdAt),
        EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
        EncryptionType: stream.keyId ? 'KMS' : 'NONE',
        KeyId: stream.keyId,
        OpenShardCount: openShards(stream).length,
        ConsumerCount: stream.consumers.size,
      },
    };
  },

  ListStreams(input: ListStreamsInput, context): ListStreamsOutput {
    const { streams } = kinesisState(context.world, context);
    const page = paginate(
      [...streams.values()]
        .filter(({ name }) => name > (input.ExclusiveStartStreamName ?? ''))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ({ name }) => name,
      { asked: input.Limit ?? 100, maximum: 10_000, token: input.NextToken },
      () => new AwsError('ExpiredNextTokenException', 'Invalid NextToken'),
    );
    return {
      StreamNames: page.items.map(({ name }) => name),
      StreamSummaries: page.items.map(stream => ({
        StreamName: stream.name,
        StreamARN: stream.arn,
        StreamStatus: stream.status,
        StreamModeDetails: { StreamMode: stream.mode },
        StreamCreationTimestamp: new Date(stream.createdAt),
      })),
      HasMoreStreams: page.nextToken !== undefined,
      NextToken: page.nextToken,
    };
  },

  ListShards(input: ListShardsInput, context): ListShardsOutput {
    const [token, streamName] = decodeToken(input.NextToken);
    const stream = findStream(
      context,
      streamName === undefined ? input : { StreamName: streamName },
    );
    const page = paginate(
      stream.shards
        .filter(({ id }) => id > (input.ExclusiveStartShardId ?? ''))
        .filter(shardFilter(input)),
      ({ id }) => id,
      { asked: input.MaxResults, maximum: 1_000, token },
      () => new AwsError('ExpiredNextTokenException', 'Invalid NextToken'),
    );
    return {
      Shards: page.items.map(described),
      // A token stands for the stream as well, which must not be named beside it.
      NextToken: page.nextToken && `${page.nextToken}@${stream.name}`,
    };
  },

  UpdateShardCount(
    input: UpdateShardCountInput,
    context,
  ): UpdateShardCountOutput {
    const stream = findStream(context, input);
    const current = openShards(stream);
    const target = input.TargetShardCount ?? 0;
    if (target < Math.ceil(current.length / 2) || target > current.length * 2) {
      throw invalidArgument(
        `UpdateShardCount cannot go from ${current.length} to ${target} shards: at most twice as many, at least half.`,
      );
    }
    if (target !== current.length) {
      const state = kinesisState(context.world, stream.scope);
      const sequence = nextSequenceNumber(state);
      for (const shard of current) {
        shard.endingSequence = sequence;
      }
      stream.shards.push(
        ...evenShards(
          target,
          stream.shards.length,
          nextSequenceNumber(state),
          current,
        ),
      );
    }
    stream.status = 'UPDATING';
    becomeActive(context, stream);
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardCount: current.length,
      TargetShardCount: target,
    };
  },

  UpdateStreamMode(input: UpdateStreamModeInput, context): object {
    const stream = findStream(context, input);
    stream.mode = input.StreamModeDetails?.StreamMode ?? stream.mode;
    stream.status = 'UPDATING';
    becomeActive(context, stream);
    return {};
  },

  IncreaseStreamRetentionPeriod(
    input: IncreaseStreamRetentionPeriodInput,
    context,
  ): object {
    const stream = findStream(context, input);
    const hours = input.RetentionPeriodHours ?? 0;
    if (hours < stream.retentionHours || hours > MAXIMUM_RETENTION_HOURS) {
      throw invalidArgument(
        `The retention period can be increased from ${stream.retentionHours} to at most ${MAXIMUM_RETENTION_HOURS} hours, not to ${hours}.`,
      );
    }
    stream.retentionHours = hours;
    return {};
  },

  DecreaseStreamRetentionPeriod(
    input: DecreaseStreamRetentionPeriodInput,
    context,
  ): object {
    const stream = findStream(context, input);
    const hours = input.RetentionPeriodHours ?? 0;
    if (hours > stream.retentionHours || hours < DEFAULT_RETENTION_HOURS) {
      throw invalidArgument(
        `The retention period can be decreased from ${stream.retentionHours} to at least ${DEFAULT_RETENTION_HOURS} hours, not to ${hours}.`,
      );
    }
    stream.retentionHours = hours;
    return {};
  },

  StartStreamEncryption(input: StartStreamEncryptionInput, context): object {
    findStream(context, input).keyId = input.KeyId;
    return {};
  },

  StopStreamEncryption(input: StopStreamEncryptionInput, context): object {
    findStream(context, input).keyId = undefined;
    return {};
  },
};

function becomeActive({ world }: RequestContext, stream: StoredStream): void {
  world.clock.after(TRANSITION_MILLISECONDS, () => {
    if (stream.status !== 'DELETING') {
      stream.status = 'ACTIVE';
    }
  });
}

function openShards({ shards }: StoredStream): Shard[] {
  return shards.filter(({ endingSequence }) => endingSequence === undefined);
}

function shardFilter({ ShardFilter }: ListShardsInput) {
  switch (ShardFilter?.Type) {
    case undefined:
    case 'FROM_TRIM_HORIZON':
      return () => true;
    case 'AT_LATEST':
      return ({ endingSequence }: Shard) => endingSequence === undefined;
    case 'AFTER_SHARD_ID':
      return ({ id }: Shard) => id > (ShardFilter?.ShardId ?? '');
    default:
      throw new UnsupportedError(`the shard filter ${ShardFilter?.Type}`);
  }
}

function decodeToken(token: string | undefined): [string?, string?] {
  const at = token?.lastIndexOf('@') ?? -1;
  return token === undefined || at === -1
    ? [token]
    : [token.slice(0, at), token.slice(at + 1)];
}

function described(shard: Shard): ShardDescription {
  return {
    ShardId: shard.id,
    ParentShardId: shard.parentId,
    AdjacentParentShardId: shard.adjacentParentId,
    HashKeyRange: {
      StartingHashKey: String(shard.startingHash),
      EndingHashKey: String(shard.endingHash),
    },
    SequenceNumberRange: {
      StartingSequenceNumber: shard.startingSequence,
      EndingSequenceNumber: shard.endingSequence,
    },
  };
}
