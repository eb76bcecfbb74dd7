import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  CreateQueueCommandInput,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a queue that goes away with the check. */
export async function createQueue(
  context: ContractContext,
  options: Partial<CreateQueueCommandInput> = {},
): Promise<{ name: string; url: string; arn: string }> {
  const { aws } = context;
  const name = options.QueueName ?? context.name('queue');
  const { QueueUrl } = await aws.sqs.send(
    new CreateQueueCommand({ ...options, QueueName: name }),
  );
  context.cleanUp(() => aws.sqs.send(new DeleteQueueCommand({ QueueUrl })));
  const { Attributes } = await aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { name, url: QueueUrl ?? '', arn: Attributes?.QueueArn ?? '' };
}

/** Waits for one message. */
export function receiveOne(
  context: ContractContext,
  QueueUrl: string,
): Promise<Message> {
  return context.eventually(`a message in ${QueueUrl}`, async () => {
    const { Messages } = await context.aws.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages?.[0];
  });
}

/** The body of a message that holds JSON. */
export function bodyOf(message: Message) {
  return JSON.parse(message.Body ?? '');
}

/** Waits for one message and reads the JSON in it. */
export async function receiveJson(context: ContractContext, queueUrl: string) {
  return bodyOf(await receiveOne(context, queueUrl));
}

async function depth(context: ContractContext, QueueUrl: string) {
  const { Attributes } = await context.aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed),
  };
}

/** Queues: structure, depth and the steps of a consumer. */
export const sqsChecks: Check[] = [
  {
    behaviour: 'gives attributes and tags of a queue back, and takes new ones',
    async run(context) {
      const { aws, accountId, region } = context;
      const queue = await createQueue(context, {
        Attributes: { VisibilityTimeout: '45', MessageRetentionPeriod: '3600' },
        tags: { 'event-topology:component': 'loyalty' },
      });
      expect(queue.arn).toBe(
        `arn:aws:sqs:${region}:${accountId}:${queue.name}`,
      );
      await aws.sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: queue.url,
          Attributes: { ReceiveMessageWaitTimeSeconds: '5' },
        }),
      );
      const { Attributes } = await aws.sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queue.url,
          AttributeNames: ['All'],
        }),
      );
      expect(Attributes).toMatchObject({
        VisibilityTimeout: '45',
        MessageRetentionPeriod: '3600',
        ReceiveMessageWaitTimeSeconds: '5',
        ApproximateNumberOfMessages: '0',
        QueueArn: queue.arn,
      });
      const { Tags } = await aws.sqs.send(
        new ListQueueTagsCommand({ QueueUrl: queue.url }),
      );
      expect(Tags).toEqual({ 'event-topology:component': 'loyalty' });
      const found = await aws.sqs.send(
        new GetQueueUrlCommand({ QueueName: queue.name }),
      );
      expect(found.QueueUrl).toBe(queue.url);
    },
  },
  {
    behaviour: 'lists queues by prefix, page by page, each once',
    async run(context) {
      const prefix = context.name('list');
      const urls: string[] = [];
      for (const suffix of ['a', 'b', 'c', 'd', 'e']) {
        const QueueName = `${prefix}-${suffix}`;
        urls.push((await createQueue(context, { QueueName })).url);
      }
      const listed = await context.pages<string>(
        'sqs:ListQueues',
        async NextToken => {
          const page = await context.aws.sqs.send(
            new ListQueuesCommand({
              QueueNamePrefix: prefix,
              MaxResults: 2,
              NextToken,
            }),
          );
          return { items: page.QueueUrls, next: page.NextToken };
        },
      );
      expect(listed.sort()).toEqual(urls);
    },
  },
  {
    behaviour: 'hides a received message until it is deleted or given back',
    async run(context) {
      const { aws } = context;
      const { url: QueueUrl } = await createQueue(context, {
        Attributes: { VisibilityTimeout: '30' },
      });
      await aws.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: 'order' }),
      );
      const first = await receiveOne(context, QueueUrl);
      expect(await depth(context, QueueUrl)).toMatchObject({ inFlight: 1 });
      await aws.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: first.ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
      const again = await receiveOne(context, QueueUrl);
      expect(again.MessageId).toBe(first.MessageId);
      expect(again.Attributes?.ApproximateReceiveCount).toBe('2');
      await aws.sqs.send(
        new DeleteMessageCommand({
          QueueUrl,
          ReceiptHandle: again.ReceiptHandle,
        }),
      );
      await context.eventually('an empty queue', async () => {
        const now = await depth(context, QueueUrl);
        return now.visible + now.inFlight === 0;
      });
    },
  },
  {
    behaviour:
      'moves a message to the dead-letter queue after its last receive',
    async run(context) {
      const { aws } = context;
      const letters = await createQueue(context);
      const queue = await createQueue(context, {
        Attributes: {
          VisibilityTimeout: '0',
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: letters.arn,
            maxReceiveCount: 2,
          }),
        },
      });
      await aws.sqs.send(
        new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'poison' }),
      );
      const letter = await context.eventually(
        'a message in the dead-letter queue',
        async () => {
          await aws.sqs.send(
            new ReceiveMessageCommand({ QueueUrl: queue.url }),
          );
          const { Messages } = await aws.sqs.send(
            new ReceiveMessageCommand({ QueueUrl: letters.url }),
          );
          return Messages?.[0];
        },
      );
      expect(letter.Body).toBe('poison');
      const { queueUrls } = await aws.sqs.send(
        new ListDeadLetterSourceQueuesCommand({ QueueUrl: letters.url }),
      );
      expect(queueUrls).toEqual([queue.url]);
    },
  },
  {
    behaviour: 'brings dead letters back to the queue they came from',
    async run(context) {
      const { aws } = context;
      const letters = await createQueue(context);
      const queue = await createQueue(context, {
        Attributes: {
          VisibilityTimeout: '0',
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: letters.arn,
            maxReceiveCount: 1,
          }),
        },
      });
      await aws.sqs.send(
        new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'again' }),
      );
      await context.eventually('a dead letter', async () => {
        await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
        return (await depth(context, letters.url)).visible === 1;
      });
      await aws.sqs.send(
        new StartMessageMoveTaskCommand({ SourceArn: letters.arn }),
      );
      await context.eventually('the message back in its queue', async () => {
        const { Results } = await aws.sqs.send(
          new ListMessageMoveTasksCommand({ SourceArn: letters.arn }),
        );
        return (
          Results?.[0]?.Status === 'COMPLETED' &&
          Results[0].ApproximateNumberOfMessagesMoved === 1
        );
      });
      expect((await receiveOne(context, queue.url)).Body).toBe('again');
      expect(await depth(context, letters.url)).toMatchObject({ visible: 0 });
    },
  },
  {
    behaviour: 'keeps the order of a group and drops duplicates, FIFO',
    async run(context) {
      const { aws } = context;
      const { url: QueueUrl } = await createQueue(context, {
        QueueName: `${context.name('queue')}.fifo`,
        Attributes: { FifoQueue: 'true' },
      });
      for (const [body, duplicate] of [
        ['1', 'a'],
        ['2', 'b'],
        ['2 again', 'b'],
        ['3', 'c'],
      ]) {
        await aws.sqs.send(
          new SendMessageCommand({
            QueueUrl,
            MessageBody: body,
            MessageGroupId: 'orders',
            MessageDeduplicationId: duplicate,
          }),
        );
      }
      const bodies: (string | undefined)[] = [];
      while (bodies.length < 3) {
        const message = await receiveOne(context, QueueUrl);
        bodies.push(message.Body);
        await aws.sqs.send(
          new DeleteMessageCommand({
            QueueUrl,
            ReceiptHandle: message.ReceiptHandle,
          }),
        );
      }
      expect(bodies).toEqual(['1', '2', '3']);
      expect(await depth(context, QueueUrl)).toMatchObject({ visible: 0 });
    },
  },
  {
    behaviour: 'takes a batch, delays messages, carries attributes, purges',
    async run(context) {
      const { aws } = context;
      const { url: QueueUrl } = await createQueue(context);
      const batch = await aws.sqs.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            {
              Id: 'now',
              MessageBody: 'now',
              MessageAttributes: {
                tier: { DataType: 'String', StringValue: 'gold' },
              },
            },
            { Id: 'later', MessageBody: 'later', DelaySeconds: 900 },
          ],
        }),
      );
      expect(batch.Successful?.map(entry => entry.Id).sort()).toEqual([
        'later',
        'now',
      ]);
      expect(await depth(context, QueueUrl)).toMatchObject({ delayed: 1 });
      const message = await receiveOne(context, QueueUrl);
      expect(message.Body).toBe('now');
      expect(message.MessageAttributes?.tier?.StringValue).toBe('gold');
      await aws.sqs.send(new PurgeQueueCommand({ QueueUrl }));
      await context.eventually('a purged queue', async () => {
        const { delayed, inFlight } = await depth(context, QueueUrl);
        return delayed + inFlight === 0;
      });
    },
  },
  {
    behaviour: 'says that a queue does not exist, once it was deleted',
    async run(context) {
      const { aws } = context;
      const { url: QueueUrl } = await createQueue(context);
      await aws.sqs.send(new DeleteQueueCommand({ QueueUrl }));
      await expectError(
        aws.sqs.send(
          new GetQueueUrlCommand({ QueueName: context.name('absent') }),
        ),
        'QueueDoesNotExist',
      );
      await context.eventually('the end of a deleted queue', async () => {
        try {
          await aws.sqs.send(
            new GetQueueAttributesCommand({
              QueueUrl,
              AttributeNames: ['QueueArn'],
            }),
          );
          return false;
        } catch (error) {
          return (error as Error).name === 'QueueDoesNotExist';
        }
      });
    },
  },
];
