import {
  BatchEntryIdsNotDistinct,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  InvalidAttributeName,
  ListDeadLetterSourceQueuesCommand,
  ListQueueTagsCommand,
  ListQueuesCommand,
  MessageNotInflight,
  QueueDoesNotExist,
  QueueNameExists,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
  SendMessageCommand,
  paginateListQueues,
} from '@aws-sdk/client-sqs';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { sqsService } from './index';

describe('sqs over the SDK client', () => {
  let sandbox: Sandbox;
  let client: SQSClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, services: [sqsService] });
    client = new SQSClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  async function createQueue(
    QueueName: string,
    Attributes: Record<string, string> = {},
  ): Promise<string> {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName, Attributes, tags: { team: 'crm' } }),
    );
    return QueueUrl;
  }

  it('gives URLs at its own address, which the client then calls', async () => {
    const QueueUrl = await createQueue('loyalty');
    expect(QueueUrl).toBe(`${sandbox.url}/111111111111/loyalty`);
    const withoutEndpoint = new SQSClient({
      ...clientConfig(sandbox),
      endpoint: undefined,
      logger: { warn() {}, debug() {}, info() {}, error() {} },
    });
    const { Attributes } = await withoutEndpoint.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    expect(Attributes?.QueueArn).toBe(
      'arn:aws:sqs:eu-west-1:111111111111:loyalty',
    );
  });

  it('passes the checksums that the client verifies, of text, attributes and bytes', async () => {
    const QueueUrl = await createQueue('loyalty');
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'gölden ✨' },
      amount: { DataType: 'Number', StringValue: '12.5' },
      blob: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) },
    };
    const sent = await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'Grüße 👋',
        MessageAttributes,
      }),
    );
    // Computed with the algorithm of the SQS developer guide, by another implementation.
    expect(sent.MD5OfMessageAttributes).toBe(
      '74c69b5326790385d50f714a291aaab8',
    );
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
        WaitTimeSeconds: 1,
      }),
    );
    expect(Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: 'Grüße 👋',
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
        Attributes: {
          ApproximateReceiveCount: '1',
          SenderId: '111111111111',
        },
      },
    ]);
    const received = Messages?.[0].MessageAttributes?.blob.BinaryValue;
    expect([...(received ?? [])]).toEqual([0, 1, 255]);
  });

  it('wakes a long poll of one client when another sends', async () => {
    const QueueUrl = await createQueue('loyalty');
    const poll = client.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }),
    );
    const sender = new SQSClient(clientConfig(sandbox));
    const { Successful } = await sender.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'first' },
          { Id: 'b', MessageBody: 'second' },
        ],
      }),
    );
    expect(Successful).toHaveLength(2);
    const { Messages = [] } = await poll;
    expect(Messages.map(message => message.Body)).toEqual(['first']);
    const { Failed } = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [{ Id: '1', ReceiptHandle: Messages[0].ReceiptHandle }],
      }),
    );
    expect(Failed).toEqual([]);
    sender.destroy();
  });

  it('throws the modelled errors', async () => {
    const QueueUrl = await createQueue('loyalty');
    const missing = `${sandbox.url}/111111111111/none`;
    await expect(
      client.send(
        new SendMessageCommand({ QueueUrl: missing, MessageBody: 'x' }),
      ),
    ).rejects.toBeInstanceOf(QueueDoesNotExist);
    await expect(
      createQueue('loyalty', { DelaySeconds: '9' }),
    ).rejects.toBeInstanceOf(QueueNameExists);
    await expect(
      createQueue('other', { Colour: 'blue' }),
    ).rejects.toBeInstanceOf(InvalidAttributeName);
    await expect(
      client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'a', MessageBody: 'x' },
            { Id: 'a', MessageBody: 'y' },
          ],
        }),
      ),
    ).rejects.toBeInstanceOf(BatchEntryIdsNotDistinct);
    const visibility = (ReceiptHandle: string) =>
      client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    await expect(visibility('made-up')).rejects.toBeInstanceOf(
      ReceiptHandleIsInvalid,
    );
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl }),
    );
    const handle = Messages?.[0].ReceiptHandle ?? '';
    await visibility(handle);
    await expect(visibility(handle)).rejects.toBeInstanceOf(MessageNotInflight);
  });

  it('pages lists as the paginators expect', async () => {
    for (let index = 0; index < 25; index += 1) {
      await createQueue(`queue-${index}`);
    }
    const sizes: number[] = [];
    for await (const page of paginateListQueues({ client, pageSize: 10 }, {})) {
      sizes.push(page.QueueUrls?.length ?? 0);
    }
    expect(sizes).toEqual([10, 10, 5]);
    const all = await client.send(new ListQueuesCommand({}));
    expect(all.QueueUrls).toHaveLength(25);
    expect(all.NextToken).toBeUndefined();
    const none = await client.send(
      new ListQueuesCommand({ QueueNamePrefix: 'x' }),
    );
    expect(none.QueueUrls ?? []).toEqual([]);
  });

  it('shows tags, and the sources of a dead-letter queue', async () => {
    const dlq = await createQueue('dlq');
    const source = await createQueue('loyalty', {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:dlq',
        maxReceiveCount: 3,
      }),
    });
    const { queueUrls } = await client.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: dlq }),
    );
    expect(queueUrls).toEqual([source]);
    const { Tags } = await client.send(
      new ListQueueTagsCommand({ QueueUrl: dlq }),
    );
    expect(Tags).toEqual({ team: 'crm' });
  });
});
