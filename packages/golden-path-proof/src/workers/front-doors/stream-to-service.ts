import assert from 'node:assert/strict';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListStreamsCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { SandboxAccount } from '../../deployed/SandboxAccount';
import { DeployedService, FrontDoor, detailOf } from '../FrontDoor';
import { batchesOf } from './queue-jobs';

/** What Kinesis takes in one `PutRecords`. */
const LARGEST_BATCH = 500;
/** How long the worker holds a shard without a sign of life, unless the environment says otherwise. */
const LEASE_SECONDS = 30;

/** How far each shard has been read, as the worker's own table says. */
async function positions({
  account,
  name,
}: DeployedService): Promise<Map<string, string | undefined>> {
  const { Items = [] } = await account.dynamoDb.send(
    new ScanCommand({ TableName: `${name}-leases`, ConsistentRead: true }),
  );
  return new Map(
    Items.map(({ id, position }) => [
      id.S ?? '',
      position?.M?.sequenceNumber?.S,
    ]),
  );
}

/** The only stream that there is: the service's, or one that was there before. */
async function streamName({ kinesis }: SandboxAccount): Promise<string> {
  const { StreamNames = [] } = await kinesis.send(new ListStreamsCommand({}));
  const [name, ...others] = StreamNames;
  assert.deepEqual(others, []);
  return name;
}

/** A producer puts records on the stream, and the service's tasks share its shards. */
export const streamToService: FrontDoor = {
  goldenPaths: ['stream-consumer'],
  handler: `import { doJob } from './proof-job';
import type { Log } from './runtime/log';
import type { StreamRecord } from './runtime/stream-record';

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleRecord({ data }: StreamRecord): Promise<void> {
  await doJob(JSON.parse(Buffer.from(data).toString()));
}
`,

  async send({ account }, jobs) {
    const StreamName = await streamName(account);
    for (const batch of batchesOf(jobs, LARGEST_BATCH)) {
      const { FailedRecordCount } = await account.kinesis.send(
        new PutRecordsCommand({
          StreamName,
          Records: batch.map(job => ({
            PartitionKey: job.group,
            Data: Buffer.from(JSON.stringify(detailOf(job))),
          })),
        }),
      );
      if (FailedRecordCount) {
        throw new Error(`The stream did not take ${FailedRecordCount} records`);
      }
    }
  },

  keepsOrder: true,

  /** What is behind the place that the worker has written down. */
  async inFlight(service) {
    const { kinesis } = service.account;
    const StreamName = await streamName(service.account);
    const read = await positions(service);
    const { Shards = [] } = await kinesis.send(
      new ListShardsCommand({ StreamName }),
    );
    let records = 0;
    for (const { ShardId = '' } of Shards) {
      const position = read.get(ShardId);
      const { ShardIterator } = await kinesis.send(
        new GetShardIteratorCommand({
          StreamName,
          ShardId,
          ...(position
            ? {
                ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
                StartingSequenceNumber: position,
              }
            : { ShardIteratorType: 'TRIM_HORIZON' }),
        }),
      );
      const { Records = [] } = await kinesis.send(
        new GetRecordsCommand({ ShardIterator }),
      );
      records += Records.length;
    }
    return records;
  },

  deadLetterQueue: ({ name }) => `${name}-failed-records`,
  heartbeatAfterSeconds: async () => LEASE_SECONDS,
};
