import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../../../core';
import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import { Properties, ResourceType } from '../resource-type';

const ACTIVE_SECONDS = 10 * 60;
const DEFAULT_RETENTION_HOURS = 24;

const stream = apiType({
  service: 'kinesis',
  create: 'CreateStream',
  delete: 'DeleteStream',
  name: { property: 'Name', maximumLength: 128 },
  replacedBy: ['Name'],
  fixed: true,
  rename: { Name: 'StreamName' },
  // What becomes of them later is up to `afterwards`.
  atCreationOnly: ['ShardCount', 'StreamModeDetails'],
  separate: ['RetentionPeriodHours', 'StreamEncryption'],
  identify(_, { StreamName }, { scope }) {
    const arn = `arn:aws:kinesis:${scope.region}:${scope.accountId}:stream/${StreamName}`;
    return { physicalId: StreamName, arn, attributes: { Arn: arn } };
  },
  key: ({ physicalId }) => ({
    StreamName: physicalId,
    EnforceConsumerDeletion: true,
  }),
  async afterwards(
    { physicalId: StreamName, attributes: { Arn } },
    properties,
    before,
    context,
  ) {
    await untilActive(StreamName, context);
    if (before) {
      await changeShards(StreamName, Arn, properties, before, context);
    }
    await setRetention(StreamName, properties, before ?? {}, context);
    await setEncryption(StreamName, properties, before ?? {}, context);
  },
});

/** CloudFormation is done with a stream when it is gone, some seconds after the call. */
const streamToItsEnd: ResourceType = {
  ...stream,
  async delete(identity, properties, context) {
    await stream.delete(identity, properties, context);
    const StreamName = identity.physicalId;
    await context.until(
      () =>
        context
          .call('kinesis', 'DescribeStreamSummary', { StreamName })
          .then(() => undefined, isGone),
      {
        seconds: ACTIVE_SECONDS,
        message: `Stream ${StreamName} was not deleted`,
      },
    );
  },
};

function isGone(error: unknown): true {
  if (error instanceof AwsError && error.code === 'ResourceNotFoundException') {
    return true;
  }
  throw error;
}

async function untilActive(
  StreamName: string,
  context: ResourceContext,
): Promise<void> {
  await context.until(
    async () => {
      const { StreamDescriptionSummary } = await context.call(
        'kinesis',
        'DescribeStreamSummary',
        { StreamName },
      );
      return StreamDescriptionSummary.StreamStatus === 'ACTIVE'
        ? true
        : undefined;
    },
    {
      seconds: ACTIVE_SECONDS,
      message: `Stream ${StreamName} did not become active`,
    },
  );
}

async function changeShards(
  StreamName: string,
  StreamARN: unknown,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const { StreamModeDetails, ShardCount } = properties;
  if (!isDeepStrictEqual(StreamModeDetails, before.StreamModeDetails)) {
    await context.call(
      'kinesis',
      'UpdateStreamMode',
      context.shape('kinesis', 'UpdateStreamMode', {
        StreamARN,
        StreamModeDetails: StreamModeDetails ?? { StreamMode: 'PROVISIONED' },
      }),
    );
    await untilActive(StreamName, context);
  }
  if (ShardCount !== undefined && ShardCount !== before.ShardCount) {
    await context.call(
      'kinesis',
      'UpdateShardCount',
      context.shape('kinesis', 'UpdateShardCount', {
        StreamName,
        TargetShardCount: ShardCount,
        ScalingType: 'UNIFORM_SCALING',
      }),
    );
    await untilActive(StreamName, context);
  }
}

async function setRetention(
  StreamName: string,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const hours = Number(
    properties.RetentionPeriodHours ?? DEFAULT_RETENTION_HOURS,
  );
  const hoursBefore = Number(
    before.RetentionPeriodHours ?? DEFAULT_RETENTION_HOURS,
  );
  if (hours !== hoursBefore) {
    await context.call(
      'kinesis',
      hours > hoursBefore
        ? 'IncreaseStreamRetentionPeriod'
        : 'DecreaseStreamRetentionPeriod',
      { StreamName, RetentionPeriodHours: hours },
    );
  }
}

async function setEncryption(
  StreamName: string,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const wanted = properties.StreamEncryption;
  if (isDeepStrictEqual(wanted, before.StreamEncryption)) {
    return;
  }
  const operation = isRecord(wanted)
    ? 'StartStreamEncryption'
    : 'StopStreamEncryption';
  const encryption = isRecord(wanted) ? wanted : before.StreamEncryption;
  await context.call(
    'kinesis',
    operation,
    context.shape('kinesis', operation, {
      StreamName,
      ...(encryption as Properties),
    }),
  );
}

const streamConsumer = apiType({
  service: 'kinesis',
  create: 'RegisterStreamConsumer',
  delete: 'DeregisterStreamConsumer',
  identify: ({ Consumer }) => ({
    physicalId: Consumer.ConsumerARN,
    arn: Consumer.ConsumerARN,
    attributes: {
      ConsumerARN: Consumer.ConsumerARN,
      ConsumerCreationTimestamp: String(
        Math.floor(Number(Consumer.ConsumerCreationTimestamp) / 1000),
      ),
      ConsumerName: Consumer.ConsumerName,
      ConsumerStatus: Consumer.ConsumerStatus,
    },
  }),
  key: ({ physicalId }) => ({ ConsumerARN: physicalId }),
});

export const kinesisTypes: Record<string, ResourceType> = {
  'AWS::Kinesis::Stream': streamToItsEnd,
  'AWS::Kinesis::StreamConsumer': streamConsumer,
};
