import { randomUUID } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { SandboxAccount } from '../../deployed/SandboxAccount';
import { DeployedService, Job, detailOf } from '../FrontDoor';

/** What a developer would put into a project that works a queue off. */
export const QUEUE_HANDLER = `import type { Log } from './runtime/log';
import type { QueueMessage } from './runtime/queue-message';
import { doJob, type JobDetail } from './proof-job';

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleMessage({ body }: QueueMessage): Promise<void> {
  await doJob((body as { detail: JobDetail }).detail);
}
`;

/** What SQS and EventBridge take in one call. */
export const LARGEST_BATCH = 10;

/** Lists of at most so many. */
export function batchesOf<T>(items: T[], size = LARGEST_BATCH): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** An event as it reaches a queue, with the ID that consumers know it by. */
export function envelopeOf(job: Job): string {
  return JSON.stringify({ id: `event-${job.id}`, detail: detailOf(job) });
}

export async function queueUrl(
  { sqs }: SandboxAccount,
  QueueName: string,
): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(
    new GetQueueUrlCommand({ QueueName }),
  );
  return QueueUrl;
}

/** Two messages for each job, as a queue delivers at least once. */
export function sendTwiceToQueue(
  { account, name }: DeployedService,
  jobs: Job[],
): Promise<void> {
  return sendToQueue(account, name, [...jobs, ...jobs]);
}

/**
 * Sends a message for each job; to a FIFO queue by groups, and as messages
 * that are not taken for duplicates.
 */
export async function sendToQueue(
  account: SandboxAccount,
  queueName: string,
  jobs: Job[],
): Promise<void> {
  const QueueUrl = await queueUrl(account, queueName);
  for (const batch of batchesOf(jobs)) {
    const { Failed = [] } = await account.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: batch.map((job, index) => ({
          Id: String(index),
          MessageBody: envelopeOf(job),
          ...(queueName.endsWith('.fifo') && {
            MessageGroupId: job.group,
            MessageDeduplicationId: randomUUID(),
          }),
        })),
      }),
    );
    if (Failed.length > 0) {
      throw new Error(`The queue did not take ${JSON.stringify(Failed)}`);
    }
  }
}

/** The messages of a queue, those included that somebody has received. */
export async function messagesIn(
  account: SandboxAccount,
  queueName: string,
): Promise<number> {
  const { Attributes = {} } = await account.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: await queueUrl(account, queueName),
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesDelayed',
        'ApproximateNumberOfMessagesNotVisible',
      ],
    }),
  );
  return Object.values(Attributes).reduce(
    (sum, messages) => sum + Number(messages),
    0,
  );
}

/** Takes all messages out of a queue, and gives their bodies. */
export async function takeMessages(
  account: SandboxAccount,
  queueName: string,
): Promise<string[]> {
  const QueueUrl = await queueUrl(account, queueName);
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await account.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: LARGEST_BATCH,
      }),
    );
    if (Messages.length === 0) {
      return bodies;
    }
    bodies.push(...Messages.map(({ Body = '' }) => Body));
    await account.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle,
        })),
      }),
    );
  }
}

/** How long a message is hidden from others if nobody asks for longer. */
export async function visibilityTimeoutSeconds(
  { account, name }: DeployedService,
  queueName = name,
): Promise<number> {
  const { Attributes } = await account.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: await queueUrl(account, queueName),
      AttributeNames: ['VisibilityTimeout'],
    }),
  );
  return Number(Attributes?.VisibilityTimeout);
}
