import { CreateTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SandboxAccount } from '../deployed/SandboxAccount';

/** Where the handlers of the proof write down what they did. */
const TABLE = 'proof-jobs';

/** A file of the developer's, beside the handler: does a job and records it. */
export const PROOF_JOB = `import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

export interface JobDetail {
  jobId: string;
  fails: boolean;
  seconds: number;
}

const dynamoDb = new DynamoDBClient();

async function record(jobId: string, what: 'begun' | 'done'): Promise<void> {
  await dynamoDb.send(
    new UpdateItemCommand({
      TableName: '${TABLE}',
      Key: { jobId: { S: jobId } },
      // A set, so that it is one entry however many times the client repeats the request.
      UpdateExpression: 'ADD #what :entry',
      ExpressionAttributeNames: { '#what': what },
      ExpressionAttributeValues: { ':entry': { SS: [[new Date().toISOString(), process.pid, randomUUID()].join(' ')] } },
    }),
  );
}

export async function doJob({ jobId, fails, seconds }: JobDetail): Promise<void> {
  await record(jobId, 'begun');
  if (fails) {
    throw new Error(\`The job \${jobId} fails each time\`);
  }
  await sleep(seconds * 1000);
  await record(jobId, 'done');
}
`;

/** When a job was begun and done, each time: ISO time, process and a number of its own. */
export interface JobRecord {
  begun: string[];
  done: string[];
}

export async function createJobRecords({
  dynamoDb,
}: SandboxAccount): Promise<void> {
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'jobId', AttributeType: 'S' }],
    }),
  );
}

/** What the handlers have written down so far, by the job's id. */
export async function readJobRecords({
  dynamoDb,
}: SandboxAccount): Promise<Map<string, JobRecord>> {
  const { Items = [] } = await dynamoDb.send(
    new ScanCommand({ TableName: TABLE, ConsistentRead: true }),
  );
  return new Map(
    Items.map(({ jobId, begun, done }) => [
      jobId.S ?? '',
      { begun: (begun?.SS ?? []).sort(), done: (done?.SS ?? []).sort() },
    ]),
  );
}
