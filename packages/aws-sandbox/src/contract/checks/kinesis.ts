import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  DeregisterStreamConsumerCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListStreamConsumersCommand,
  ListStreamsCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a stream that goes away with the check. */
async function createStream(context: ContractContext, ShardCount = 1) {
  const { kinesis } = context.aws;
  const StreamName = context.name('stream');
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  context.cleanUp(() =>
    kinesis.send(
      new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: true }),
    ),
  );
  await waitUntilStreamExists(
    { client: kinesis, maxWaitTime: 120, minDelay: 1, maxDelay: 5 },
    { StreamName },
  );
  const { StreamDescriptionSummary } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName }),
  );
  return { StreamName, arn: StreamDescriptionSummary?.StreamARN ?? '' };
}

/** Streams: every reader gets every record, in order. */
export const kinesisChecks: Check[] = [
  {
    behaviour: 'gives the records of a key in their order, from the beginning',
    async run(context) {
      const { kinesis } = context.aws;
      const { StreamName } = await createStream(context);
      const { FailedRecordCount, Records = [] } = await kinesis.send(
        new PutRecordsCommand({
          StreamName,
          Records: ['1', '2', '3'].map(text => ({
            PartitionKey: 'customer-1',
            Data: Buffer.from(text),
          })),
        }),
      );
      expect(FailedRecordCount ?? 0).toBe(0);
      const { ShardIterator } = await kinesis.send(
        new GetShardIteratorCommand({
          StreamName,
          ShardId: Records[0].ShardId,
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      );
      let next = ShardIterator;
      const texts: string[] = [];
      await context.eventually('three records', async () => {
        const page = await kinesis.send(
          new GetRecordsCommand({ ShardIterator: next, Limit: 2 }),
        );
        next = page.NextShardIterator;
        for (const { Data } of page.Records ?? []) {
          texts.push(String(Buffer.from(Data ?? [])));
        }
        return texts.length >= 3;
      });
      expect(texts).toEqual(['1', '2', '3']);
    },
  },
  {
    behaviour: 'registers consumers of a stream, and lists them',
    async run(context) {
      const { kinesis } = context.aws;
      const { arn } = await createStream(context);
      const consumer = { StreamARN: arn, ConsumerName: 'analytics' };
      await kinesis.send(new RegisterStreamConsumerCommand(consumer));
      const { Consumers } = await kinesis.send(
        new ListStreamConsumersCommand({ StreamARN: arn }),
      );
      expect(Consumers?.map(({ ConsumerName }) => ConsumerName)).toEqual([
        'analytics',
      ]);
      await context.eventually('the end of a consumer', async () => {
        try {
          await kinesis.send(new DeregisterStreamConsumerCommand(consumer));
          return true;
        } catch (error) {
          // It is still being created.
          if ((error as Error).name === 'ResourceInUseException') {
            return false;
          }
          throw error;
        }
      });
    },
  },
  {
    behaviour: 'pages over streams and shards',
    async run(context) {
      const { kinesis } = context.aws;
      const made = [
        await createStream(context, 2),
        await createStream(context),
      ].map(({ StreamName }) => StreamName);
      const names = await context.pages('ListStreams', async NextToken => {
        const page = await kinesis.send(
          new ListStreamsCommand({ Limit: 1, NextToken }),
        );
        return { items: page.StreamNames, next: page.NextToken };
      });
      expect(names).toEqual(expect.arrayContaining(made));
      const shards = await context.pages('ListShards', async NextToken => {
        const page = await kinesis.send(
          new ListShardsCommand({
            ...(NextToken ? { NextToken } : { StreamName: made[0] }),
            MaxResults: 1,
          }),
        );
        return { items: page.Shards, next: page.NextToken };
      });
      expect(shards).toHaveLength(2);
    },
  },
  {
    behaviour: 'says that a stream is not there',
    async run(context) {
      await expectError(
        context.aws.kinesis.send(
          new DescribeStreamSummaryCommand({
            StreamName: context.name('none'),
          }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
