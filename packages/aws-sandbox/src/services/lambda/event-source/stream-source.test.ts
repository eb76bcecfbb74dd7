import { TEST_SCOPE, TestWorld } from '../../../testing/TestWorld';
import { kinesisService } from '../../kinesis';
import { sqsService } from '../../sqs';
import { queueDepth, receiveFromQueue } from '../../sqs/data-plane';
import { lambdaService } from '..';
import { setFunctionHandler } from '../data-plane';

const { accountId, region } = TEST_SCOPE;
const STREAM = `arn:aws:kinesis:${region}:${accountId}:stream/clicks`;
const FUNCTION = `arn:aws:lambda:${region}:${accountId}:function:count`;

describe('a function that reads a stream', () => {
  let world: TestWorld;
  let batches: string[][];
  let behave: () => unknown;

  beforeEach(async () => {
    world = new TestWorld([sqsService, kinesisService, lambdaService]);
    batches = [];
    behave = () => undefined;
    await world.call('kinesis', 'CreateStream', {
      StreamName: 'clicks',
      ShardCount: 1,
    });
    await world.call('lambda', 'CreateFunction', {
      FunctionName: 'count',
      Role: `arn:aws:iam::${accountId}:role/count`,
      Code: { S3Bucket: 'code', S3Key: 'count.zip' },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    });
    setFunctionHandler(world.world, FUNCTION, event => {
      const { Records } = event as {
        Records: { kinesis: { data: string } }[];
      };
      batches.push(
        Records.map(({ kinesis }) =>
          Buffer.from(kinesis.data, 'base64').toString('utf8'),
        ),
      );
      return behave();
    });
    await world.clock.advance(1_000);
  });

  const map = (input: object = {}) =>
    world.call('lambda', 'CreateEventSourceMapping', {
      FunctionName: 'count',
      EventSourceArn: STREAM,
      StartingPosition: 'TRIM_HORIZON',
      ...input,
    });

  const put = async (...texts: string[]) => {
    for (const text of texts) {
      await world.call('kinesis', 'PutRecord', {
        StreamName: 'clicks',
        PartitionKey: 'k',
        Data: Buffer.from(text),
      });
    }
  };

  const newest = (
    namespace: string,
    metricName: string,
    dimensions: Record<string, string>,
  ) =>
    world.world.metrics
      .find(TEST_SCOPE, { namespace, metricName, dimensions })
      ?.samples.at(-1)?.value;

  it('gets what was there and what comes, in order', async () => {
    await put('1', '2');
    await map();
    await world.clock.advance(1_000);
    await put('3');
    await world.clock.advance(2_000);

    expect(batches).toEqual([['1', '2'], ['3']]);
  });

  it('gets only what comes after it began, when it begins at the latest', async () => {
    await put('1');
    await map({ StartingPosition: 'LATEST' });
    await world.clock.advance(1_000);
    await put('2');
    await world.clock.advance(2_000);

    expect(batches).toEqual([['2']]);
  });

  it('gets a batch again until it takes it, and its age is measured', async () => {
    behave = () => {
      throw new Error('down');
    };
    await put('1', '2');
    await map({ BatchSize: 1 });
    await world.clock.advance(30_000);

    expect(new Set(batches.flat())).toEqual(new Set(['1']));
    expect(
      newest('AWS/Lambda', 'IteratorAge', { FunctionName: 'count' }),
    ).toBeGreaterThan(25_000);
    expect(
      newest('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', {
        StreamName: 'clicks',
      }),
    ).toBeGreaterThan(25_000);

    behave = () => undefined;
    batches = [];
    await world.clock.advance(5_000);

    expect(batches).toEqual([['1'], ['2']]);
    expect(
      newest('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', {
        StreamName: 'clicks',
      }),
    ).toBe(0);
  });

  it('gets again from the first record that it names', async () => {
    let first = true;
    const { Shards } = await world.call('kinesis', 'ListShards', {
      StreamName: 'clicks',
    });
    await put('1', '2', '3');
    const { ShardIterator } = await world.call('kinesis', 'GetShardIterator', {
      StreamName: 'clicks',
      ShardId: Shards[0].ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const { Records } = await world.call('kinesis', 'GetRecords', {
      ShardIterator,
    });
    behave = () => {
      const failed = first
        ? [{ itemIdentifier: Records[1].SequenceNumber }]
        : [];
      first = false;
      return { batchItemFailures: failed };
    };
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await world.clock.advance(5_000);

    expect(batches).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
    ]);
  });

  it('gives up after the attempts that it may have, and says so to the failure destination', async () => {
    await world.call('sqs', 'CreateQueue', { QueueName: 'failed' });
    const failed = `arn:aws:sqs:${region}:${accountId}:failed`;
    await world.call('sqs', 'SetQueueAttributes', {
      QueueUrl: `https://sqs/${accountId}/failed`,
      Attributes: {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: failed,
            },
          ],
        }),
      },
    });
    behave = () => {
      throw new Error('down');
    };
    await put('1');
    await map({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: failed } },
    });
    await world.clock.advance(10_000);

    expect(batches).toEqual([['1'], ['1']]);
    expect(queueDepth(world.world, failed).visible).toBe(1);
    const [message] = receiveFromQueue(world.world, failed, { maxMessages: 1 });
    expect(JSON.parse(message.body)).toMatchObject({
      requestContext: { approximateInvokeCount: 2 },
      KinesisBatchInfo: { batchSize: 1, streamArn: STREAM },
    });
  });

  it('reads what its filter wants of the data', async () => {
    await put('{"type":"view"}', '{"type":"buy"}', 'no JSON');
    await map({
      FilterCriteria: { Filters: [{ Pattern: '{"data":{"type":["buy"]}}' }] },
    });
    await world.clock.advance(2_000);

    expect(batches).toEqual([['{"type":"buy"}']]);
  });

  it('goes on where it was when it is disabled and enabled again', async () => {
    await put('1');
    const { UUID } = await map();
    await world.clock.advance(2_000);
    await world.call('lambda', 'UpdateEventSourceMapping', {
      UUID,
      Enabled: false,
    });
    await put('2');
    await world.clock.advance(2_000);
    expect(batches).toEqual([['1']]);

    await world.call('lambda', 'UpdateEventSourceMapping', {
      UUID,
      Enabled: true,
    });
    await world.clock.advance(2_000);
    expect(batches).toEqual([['1'], ['2']]);
  });

  it('reads the children of a shard when it has read the shard', async () => {
    await map();
    await put('1');
    await world.call('kinesis', 'UpdateShardCount', {
      StreamName: 'clicks',
      TargetShardCount: 2,
    });
    await put('2');
    await world.clock.advance(10_000);

    expect(batches).toEqual([['1'], ['2']]);
  });

  it('reads as a registered consumer, whose lag is measured by its name', async () => {
    const { Consumer } = await world.call('kinesis', 'RegisterStreamConsumer', {
      StreamARN: STREAM,
      ConsumerName: 'fraud',
    });
    behave = () => {
      throw new Error('down');
    };
    await put('1');
    await map({ EventSourceArn: Consumer.ConsumerARN });
    await world.clock.advance(20_000);

    const lag = 'SubscribeToShardEvent.MillisBehindLatest';
    expect(
      newest('AWS/Kinesis', lag, {
        StreamName: 'clicks',
        ConsumerName: 'fraud',
      }),
    ).toBeGreaterThan(15_000);
    expect(
      newest('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', {
        StreamName: 'clicks',
      }),
    ).toBeUndefined();
  });

  it('must say where to begin, and have a stream', async () => {
    await expect(map({ StartingPosition: undefined })).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
    await expect(
      map({ EventSourceArn: `${STREAM}-gone` }),
    ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    await expect(map({ ParallelizationFactor: 2 })).rejects.toMatchObject({
      code: 'UnsupportedOperation',
    });
  });
});
