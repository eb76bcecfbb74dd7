import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamConsumersCommand,
  ListStreamsCommand,
  ListTagsForResourceCommand,
  ProvisionedThroughputExceededException,
  PutRecordCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  ShardIteratorType,
  SubscribeToShardCommand,
  SubscribeToShardEvent,
  UpdateShardCountCommand,
} from '@aws-sdk/client-kinesis';
import { ManualClock } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { TEST_SCOPE } from '../../testing/TestWorld';
import { stsService } from '../sts';
import { kinesisState } from './state';
import { kinesisService } from '.';

const StreamARN = 'arn:aws:kinesis:eu-west-1:111111111111:stream/clicks';
const StreamName = 'clicks';

describe('Kinesis', () => {
  let clock: ManualClock;
  let sandbox: Sandbox;
  let kinesis: KinesisClient;

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await startSandbox({ port: 0, clock });
    // As it is: it speaks HTTP/2.
    kinesis = new KinesisClient(clientConfig(sandbox));
    await kinesis.send(
      new CreateStreamCommand({
        StreamName,
        ShardCount: 2,
        Tags: { team: 'analytics' },
      }),
    );
  });

  afterEach(async () => {
    kinesis.destroy();
    await sandbox.close();
  });

  const put = (PartitionKey: string, text: string) =>
    kinesis.send(
      new PutRecordCommand({
        StreamName,
        PartitionKey,
        Data: Buffer.from(text),
      }),
    );

  async function iterator(
    ShardId: string,
    type: ShardIteratorType = 'TRIM_HORIZON',
    more: { Timestamp?: Date; StartingSequenceNumber?: string } = {},
  ) {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamARN,
        ShardId,
        ShardIteratorType: type,
        ...more,
      }),
    );
    return ShardIterator;
  }

  async function get(ShardIterator: string | undefined, Limit?: number) {
    // Each shard may be read five times a second.
    await clock.advance(1_000);
    const output = await kinesis.send(
      new GetRecordsCommand({ ShardIterator, Limit }),
    );
    return {
      ...output,
      texts: output.Records?.map(({ Data }) => String(Buffer.from(Data ?? []))),
    };
  }

  it('makes streams that become active, and tells them with their tags', async () => {
    const status = async () => {
      const { StreamDescriptionSummary } = await kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      );
      return StreamDescriptionSummary;
    };
    expect(await status()).toMatchObject({
      StreamARN,
      StreamStatus: 'CREATING',
      OpenShardCount: 2,
      RetentionPeriodHours: 24,
    });
    await expect(put('a', '1')).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await clock.advance(1_000);
    await kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({
        StreamName,
        RetentionPeriodHours: 48,
      }),
    );
    expect(await status()).toMatchObject({
      StreamStatus: 'ACTIVE',
      RetentionPeriodHours: 48,
    });
    const { Tags } = await kinesis.send(
      new ListTagsForResourceCommand({ ResourceARN: StreamARN }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'analytics' }]);
  });

  it('pages over streams and shards', async () => {
    await kinesis.send(
      new CreateStreamCommand({ StreamName: 'b', ShardCount: 1 }),
    );
    const streams = await kinesis.send(new ListStreamsCommand({ Limit: 1 }));
    const rest = await kinesis.send(
      new ListStreamsCommand({ Limit: 1, NextToken: streams.NextToken }),
    );
    expect([streams.StreamNames, rest.StreamNames]).toEqual([
      ['b'],
      ['clicks'],
    ]);
    const shards = await kinesis.send(
      new ListShardsCommand({ StreamName, MaxResults: 1 }),
    );
    const more = await kinesis.send(
      new ListShardsCommand({ NextToken: shards.NextToken, MaxResults: 1 }),
    );
    expect([shards.Shards, more.Shards]).toMatchObject([
      [
        {
          ShardId: 'shardId-000000000000',
          HashKeyRange: { StartingHashKey: '0' },
        },
      ],
      [{ ShardId: 'shardId-000000000001' }],
    ]);
    expect(more.NextToken).toBeUndefined();
  });

  it('keeps the order of a key, and gives records to every reader', async () => {
    await clock.advance(1_000);
    const { ShardId = '' } = await put('customer-1', '1');
    await put('customer-1', '2');
    await put('customer-1', '3');

    const first = await get(await iterator(ShardId), 2);
    expect(first.texts).toEqual(['1', '2']);
    expect(first.MillisBehindLatest).toBe(1_000);
    const second = await get(first.NextShardIterator);
    expect(second).toMatchObject({ texts: ['3'], MillisBehindLatest: 0 });
    const other = await get(await iterator(ShardId));
    expect(other.texts).toEqual(['1', '2', '3']);
  });

  it('begins to read where it is told to', async () => {
    await clock.advance(1_000);
    const { ShardId = '' } = await put('k', '1');
    const { SequenceNumber } = await put('k', '2');
    const latest = await iterator(ShardId, 'LATEST');
    await clock.advance(10_000);
    const Timestamp = new Date(clock.now());
    await put('k', '3');

    const texts = async (...given: Parameters<typeof iterator>) =>
      (await get(await iterator(...given))).texts;
    const StartingSequenceNumber = SequenceNumber;
    expect((await get(latest)).texts).toEqual(['3']);
    expect(await texts(ShardId, 'AT_TIMESTAMP', { Timestamp })).toEqual(['3']);
    expect(
      await texts(ShardId, 'AT_SEQUENCE_NUMBER', { StartingSequenceNumber }),
    ).toEqual(['2', '3']);
    expect(
      await texts(ShardId, 'AFTER_SEQUENCE_NUMBER', { StartingSequenceNumber }),
    ).toEqual(['3']);
  });

  it('closes shards when their number changes, and leads on to their children', async () => {
    await clock.advance(1_000);
    const { ShardId = '' } = await put('k', '1');
    const open = await iterator(ShardId);
    await kinesis.send(
      new UpdateShardCountCommand({
        StreamName,
        TargetShardCount: 4,
        ScalingType: 'UNIFORM_SCALING',
      }),
    );
    const { ShardId: newShard = '' } = await put('k', '2');

    const end = await get(open);
    expect(end.texts).toEqual(['1']);
    expect(end.NextShardIterator).toBeUndefined();
    expect(end.ChildShards?.map(child => child.ShardId)).toContain(newShard);
    expect((await get(await iterator(newShard))).texts).toEqual(['2']);
  });

  it('forgets records after the retention, and iterators after five minutes', async () => {
    const world = await startSandbox({
      port: 0,
      clock,
      services: [kinesisService, stsService],
    });
    const client = new KinesisClient(clientConfig(world));
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await clock.advance(1_000);
    await client.send(
      new PutRecordCommand({
        StreamName,
        PartitionKey: 'k',
        Data: Buffer.from('1'),
      }),
    );
    const from = () =>
      client.send(
        new GetShardIteratorCommand({
          StreamName,
          ShardId: 'shardId-000000000000',
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      );
    const { ShardIterator } = await from();
    const old = kinesisState(world.world, TEST_SCOPE).streams.get(StreamName)!
      .shards[0].records[0];
    old.at -= 25 * 3_600_000;
    const { Records } = await client.send(
      new GetRecordsCommand({ ShardIterator: (await from()).ShardIterator }),
    );
    expect(Records).toEqual([]);
    await clock.advance(301_000);
    await expect(
      client.send(new GetRecordsCommand({ ShardIterator })),
    ).rejects.toBeInstanceOf(ExpiredIteratorException);
    client.destroy();
    await world.close();
  });

  it('refuses more than a shard may give and take in a second', async () => {
    await clock.advance(1_000);
    const records = (count: number) =>
      kinesis.send(
        new PutRecordsCommand({
          StreamName,
          Records: Array.from({ length: count }, () => ({
            PartitionKey: 'k',
            Data: Buffer.from('x'),
          })),
        }),
      );
    await records(500);
    await records(499);
    const { FailedRecordCount, Records = [] } = await records(3);
    expect(FailedRecordCount).toBe(2);
    expect(Records[2]).toMatchObject({
      ErrorCode: 'ProvisionedThroughputExceededException',
    });
    const { ShardId = '' } = Records[0];
    const ShardIterator = await iterator(ShardId);
    const read = () =>
      kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
    for (let i = 0; i < 5; i++) {
      await read();
    }
    await expect(read()).rejects.toBeInstanceOf(
      ProvisionedThroughputExceededException,
    );
    await clock.advance(1_000);
    await expect(read()).resolves.toMatchObject({
      Records: [expect.anything()],
    });
  });

  it('measures what comes, and how far its readers are behind', async () => {
    await clock.advance(1_000);
    const { ShardId = '' } = await put('k', 'abc');
    await clock.advance(30_000);
    await get(await iterator(ShardId));

    const metric = (metricName: string) =>
      sandbox.world.metrics
        .find(TEST_SCOPE, {
          namespace: 'AWS/Kinesis',
          metricName,
          dimensions: { StreamName },
        })
        ?.samples.map(({ value }) => value);
    expect(metric('IncomingRecords')).toEqual([1]);
    expect(metric('IncomingBytes')).toEqual([4]);
    expect(metric('GetRecords.IteratorAgeMilliseconds')).toEqual([31_000]);
  });

  it('registers consumers', async () => {
    await clock.advance(1_000);
    const ConsumerName = 'analytics';
    const { Consumer } = await kinesis.send(
      new RegisterStreamConsumerCommand({ StreamARN, ConsumerName }),
    );
    await expect(
      kinesis.send(
        new RegisterStreamConsumerCommand({ StreamARN, ConsumerName }),
      ),
    ).rejects.toBeInstanceOf(ResourceInUseException);
    const { ConsumerDescription } = await kinesis.send(
      new DescribeStreamConsumerCommand({ ConsumerARN: Consumer?.ConsumerARN }),
    );
    expect(ConsumerDescription).toMatchObject({
      ConsumerName,
      ConsumerStatus: 'ACTIVE',
      StreamARN,
    });
    await expect(
      kinesis.send(new DeleteStreamCommand({ StreamName })),
    ).rejects.toBeInstanceOf(ResourceInUseException);
    await kinesis.send(
      new DeregisterStreamConsumerCommand({ StreamARN, ConsumerName }),
    );
    const { Consumers } = await kinesis.send(
      new ListStreamConsumersCommand({ StreamARN }),
    );
    expect(Consumers).toEqual([]);
    await kinesis.send(new DeleteStreamCommand({ StreamName }));
    await clock.advance(1_000);
    const { StreamNames } = await kinesis.send(new ListStreamsCommand({}));
    expect(StreamNames).toEqual([]);
  });

  describe('pushes records to a registered consumer', () => {
    let ConsumerARN: string;

    beforeEach(async () => {
      await clock.advance(1_000);
      const { Consumer } = await kinesis.send(
        new RegisterStreamConsumerCommand({
          StreamARN,
          ConsumerName: 'analytics',
        }),
      );
      ConsumerARN = Consumer?.ConsumerARN ?? '';
    });

    async function subscribe(ShardId: string, after?: string) {
      const { EventStream } = await kinesis.send(
        new SubscribeToShardCommand({
          ConsumerARN,
          ShardId,
          StartingPosition: after
            ? { Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
            : { Type: ShardIteratorType.TRIM_HORIZON },
        }),
      );
      const events = EventStream![Symbol.asyncIterator]();
      return {
        async next(): Promise<SubscribeToShardEvent | undefined> {
          return (await events.next()).value?.SubscribeToShardEvent;
        },
      };
    }
    const textsOf = ({ Records = [] }: SubscribeToShardEvent = {} as never) =>
      Records.map(({ Data }) => Buffer.from(Data ?? []).toString());

    it('as they come, and says where to go on', async () => {
      const { ShardId = '' } = await put('c-1', 'one');
      const pushed = await subscribe(ShardId);
      expect(textsOf(await pushed.next())).toEqual(['one']);

      await put('c-1', 'two');
      const next = pushed.next();
      await clock.advance(200);
      const event = await next;
      expect(textsOf(event)).toEqual(['two']);
      expect(event).toMatchObject({ MillisBehindLatest: 0 });

      const nothing = pushed.next();
      await clock.advance(5_000);
      expect(await nothing).toMatchObject({
        Records: [],
        ContinuationSequenceNumber: event?.ContinuationSequenceNumber,
      });

      await put('c-1', 'three');
      const again = await subscribe(ShardId, event?.ContinuationSequenceNumber);
      expect(textsOf(await again.next())).toEqual(['three']);
    });

    it('for five minutes, or until another reader takes the shard over', async () => {
      const ShardId = 'shardId-000000000000';
      const first = await subscribe(ShardId);
      expect(await first.next()).toMatchObject({ Records: [] });
      await expect(subscribe(ShardId)).rejects.toBeInstanceOf(
        ResourceInUseException,
      );
      await clock.advance(4_900);
      await expect(subscribe(ShardId)).rejects.toBeInstanceOf(
        ResourceInUseException,
      );
      await clock.advance(100);
      const second = await subscribe(ShardId);
      expect(textsOf(await second.next())).toEqual([]);
      // What was still on its way comes, and then the end.
      await expect(untilEnd(first)).resolves.toBeUndefined();

      const over = untilEnd(second);
      await clock.advance(300_000);
      await expect(over).resolves.toBeUndefined();
    });

    async function untilEnd({ next }: Awaited<ReturnType<typeof subscribe>>) {
      while (await next()) {
        // Nothing but signs of life.
      }
    }

    it('to the end of a shard, and tells its children', async () => {
      const { ShardId = '' } = await put('c-1', 'last');
      await kinesis.send(
        new UpdateShardCountCommand({
          StreamName,
          TargetShardCount: 1,
          ScalingType: 'UNIFORM_SCALING',
        }),
      );
      const pushed = await subscribe(ShardId);
      const event = await pushed.next();
      expect(textsOf(event)).toEqual(['last']);
      expect(event?.ContinuationSequenceNumber).toBeUndefined();
      expect(event?.ChildShards).toMatchObject([
        {
          ShardId: 'shardId-000000000002',
          ParentShards: ['shardId-000000000000', 'shardId-000000000001'],
        },
      ]);
      expect(await pushed.next()).toBeUndefined();
    });

    it('while there is a stream', async () => {
      const pushed = await subscribe('shardId-000000000000');
      await pushed.next();
      const gone = pushed.next();
      await kinesis.send(
        new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: true }),
      );
      await clock.advance(1_000);
      expect(await gone).toBeUndefined();
      await expect(subscribe('shardId-000000000000')).rejects.toBeInstanceOf(
        ResourceNotFoundException,
      );
    });

    it('while it is registered', async () => {
      const pushed = await subscribe('shardId-000000000000');
      await pushed.next();
      const gone = pushed.next();
      await kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN }));
      expect(await gone).toBeUndefined();
      await expect(subscribe('shardId-000000000000')).rejects.toBeInstanceOf(
        ResourceNotFoundException,
      );
    });
  });

  it('takes what a rule sends, by the key that its target names', async () => {
    await clock.advance(1_000);
    const events = new EventBridgeClient(clientConfig(sandbox));
    await events.send(
      new PutRuleCommand({
        Name: 'clicks',
        EventPattern: JSON.stringify({ source: ['shop'] }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'clicks',
        Targets: [
          {
            Id: 'stream',
            Arn: StreamARN,
            RoleArn: 'arn:aws:iam::111111111111:role/events',
            KinesisParameters: { PartitionKeyPath: '$.detail.customer' },
          },
        ],
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [
          { Source: 'shop', DetailType: 'Click', Detail: '{"customer":"c-7"}' },
        ],
      }),
    );
    events.destroy();
    const { ShardId = '' } = await put('c-7', 'after');

    const { Records, texts } = await get(await iterator(ShardId));
    expect(Records?.map(({ PartitionKey }) => PartitionKey)).toEqual([
      'c-7',
      'c-7',
    ]);
    expect(JSON.parse(texts?.[0] ?? '')).toMatchObject({
      detail: { customer: 'c-7' },
    });
  });
});
