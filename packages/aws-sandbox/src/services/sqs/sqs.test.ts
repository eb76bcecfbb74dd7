import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import {
  deleteFromQueue,
  queueDepth,
  receiveFromQueue,
  sendToQueue,
} from './data-plane';
import { sqsService } from './index';

const MINUTE = 60_000;

function arnOf(name: string): string {
  return `arn:aws:sqs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:${name}`;
}

describe('sqs', () => {
  let world: TestWorld;

  beforeEach(() => {
    world = new TestWorld([sqsService]);
  });

  const sqs = (operation: string, input: object, context = {}) =>
    world.call('sqs', operation, input, context);

  async function createQueue(
    QueueName: string,
    Attributes: Record<string, string> = {},
  ): Promise<string> {
    return (await sqs('CreateQueue', { QueueName, Attributes })).QueueUrl;
  }

  async function receive(QueueUrl: string, input: object = {}) {
    const { Messages = [] } = await sqs('ReceiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 10,
      ...input,
    });
    return Messages;
  }

  const bodies = (messages: { Body: string }[]) =>
    messages.map(message => message.Body);

  describe('queues', () => {
    it('creates idempotently and refuses other attributes for the same name', async () => {
      const url = await createQueue('loyalty', { VisibilityTimeout: '60' });
      expect(await createQueue('loyalty', { VisibilityTimeout: '60' })).toBe(
        url,
      );
      expect(await createQueue('loyalty')).toBe(url);
      await expect(
        createQueue('loyalty', { VisibilityTimeout: '61' }),
      ).rejects.toMatchObject({ code: 'QueueNameExists' });
    });

    it.each([
      ['no spaces allowed', {}],
      ['x'.repeat(81), {}],
      ['orders.fifo', {}],
      ['orders', { FifoQueue: 'true' }],
    ])('refuses the name %s', async (QueueName, Attributes) => {
      await expect(
        sqs('CreateQueue', { QueueName, Attributes }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });

    it('gives the URL of the server, and takes any host in requests', async () => {
      expect(await createQueue('loyalty')).toBe(
        'https://sqs.eu-west-1.amazonaws.com/111111111111/loyalty',
      );
      world.world.baseUrl = 'http://127.0.0.1:4566';
      const { QueueUrl } = await sqs('GetQueueUrl', { QueueName: 'loyalty' });
      expect(QueueUrl).toBe('http://127.0.0.1:4566/111111111111/loyalty');
      for (const host of [
        'http://localhost:1',
        'https://queue.amazonaws.com',
        'http://sqs.eu-west-1.localhost.localstack.cloud:4566',
      ]) {
        const { Attributes } = await sqs('GetQueueAttributes', {
          QueueUrl: `${host}/111111111111/loyalty`,
          AttributeNames: ['QueueArn'],
        });
        expect(Attributes.QueueArn).toBe(arnOf('loyalty'));
      }
    });

    it('keeps accounts and regions apart', async () => {
      await createQueue('loyalty');
      for (const scope of [
        { accountId: '222222222222' },
        { region: 'us-east-1' },
      ]) {
        const { QueueUrls } = await sqs('ListQueues', {}, scope);
        expect(QueueUrls).toBeUndefined();
        await expect(
          sqs('GetQueueUrl', { QueueName: 'loyalty' }, scope),
        ).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
      }
    });

    it('lists at most 1,000 queues, and gives a token only to those who set MaxResults', async () => {
      for (let index = 0; index < 1_001; index += 1) {
        await createQueue(`queue-${String(index).padStart(4, '0')}`);
      }
      const all = await sqs('ListQueues', {});
      expect(all.QueueUrls).toHaveLength(1_000);
      expect(all.NextToken).toBeUndefined();
      const first = await sqs('ListQueues', { MaxResults: 1_000 });
      expect(first.QueueUrls).toHaveLength(1_000);
      const second = await sqs('ListQueues', {
        MaxResults: 1_000,
        NextToken: first.NextToken,
      });
      expect(second.QueueUrls).toEqual([
        'https://sqs.eu-west-1.amazonaws.com/111111111111/queue-1000',
      ]);
      expect(second.NextToken).toBeUndefined();
      const prefixed = await sqs('ListQueues', {
        QueueNamePrefix: 'queue-000',
      });
      expect(prefixed.QueueUrls).toHaveLength(10);
      await expect(
        sqs('ListQueues', { MaxResults: 1_001 }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });

    it('bars the name of a deleted queue for a minute', async () => {
      const QueueUrl = await createQueue('loyalty');
      await sqs('DeleteQueue', { QueueUrl });
      await expect(receive(QueueUrl)).rejects.toMatchObject({
        code: 'QueueDoesNotExist',
      });
      await expect(createQueue('loyalty')).rejects.toMatchObject({
        code: 'QueueDeletedRecently',
      });
      await world.clock.advance(MINUTE);
      await expect(createQueue('loyalty')).resolves.toBe(QueueUrl);
    });

    it('lets another account in by the policy of the queue alone', async () => {
      const QueueUrl = await createQueue('loyalty');
      const other = { accountId: '222222222222' };
      const read = () =>
        sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }, other);
      await expect(read()).rejects.toMatchObject({
        code: 'AccessDeniedException',
      });
      await sqs('AddPermission', {
        QueueUrl,
        Label: 'partner',
        AWSAccountIds: ['222222222222'],
        Actions: ['*'],
      });
      await expect(read()).resolves.toMatchObject({
        Attributes: { QueueArn: arnOf('loyalty') },
      });
      await expect(
        sqs('DeleteQueue', { QueueUrl }, other),
      ).rejects.toMatchObject({ code: 'AccessDeniedException' });
      await sqs('RemovePermission', { QueueUrl, Label: 'partner' });
      await expect(read()).rejects.toMatchObject({
        code: 'AccessDeniedException',
      });
    });

    it('tags queues and shows them to the tagging API', async () => {
      const { QueueUrl } = await sqs('CreateQueue', {
        QueueName: 'loyalty',
        tags: { team: 'crm' },
      });
      await sqs('TagQueue', { QueueUrl, Tags: { stage: 'prod' } });
      await sqs('UntagQueue', { QueueUrl, TagKeys: ['team'] });
      expect(await sqs('ListQueueTags', { QueueUrl })).toEqual({
        Tags: { stage: 'prod' },
      });
      expect(sqsService.taggedResources?.(TEST_SCOPE, world.world)).toEqual([
        { arn: arnOf('loyalty'), tags: { stage: 'prod' } },
      ]);
    });
  });

  describe('attributes', () => {
    it('describes all of a standard queue', async () => {
      const QueueUrl = await createQueue('loyalty', { DelaySeconds: '5' });
      const { Attributes } = await sqs('GetQueueAttributes', {
        QueueUrl,
        AttributeNames: ['All'],
      });
      const createdAt = String(world.clock.now() / 1000);
      expect(Attributes).toEqual({
        QueueArn: arnOf('loyalty'),
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
        ApproximateNumberOfMessagesDelayed: '0',
        CreatedTimestamp: createdAt,
        LastModifiedTimestamp: createdAt,
        DelaySeconds: '5',
        MaximumMessageSize: '1048576',
        MessageRetentionPeriod: '345600',
        ReceiveMessageWaitTimeSeconds: '0',
        VisibilityTimeout: '30',
        SqsManagedSseEnabled: 'true',
      });
    });

    it('gives only what was asked, and nothing when nothing was', async () => {
      const QueueUrl = await createQueue('loyalty');
      expect(await sqs('GetQueueAttributes', { QueueUrl })).toEqual({
        Attributes: undefined,
      });
      expect(
        await sqs('GetQueueAttributes', {
          QueueUrl,
          AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'],
        }),
      ).toEqual({ Attributes: { VisibilityTimeout: '30' } });
      await expect(
        sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['Colour'] }),
      ).rejects.toMatchObject({ code: 'InvalidAttributeName' });
    });

    it.each([
      ['VisibilityTimeout', '43201', 'InvalidAttributeValue'],
      ['VisibilityTimeout', 'soon', 'InvalidAttributeValue'],
      ['MessageRetentionPeriod', '59', 'InvalidAttributeValue'],
      ['MaximumMessageSize', '1048577', 'InvalidAttributeValue'],
      ['DelaySeconds', '-1', 'InvalidAttributeValue'],
      ['ReceiveMessageWaitTimeSeconds', '21', 'InvalidAttributeValue'],
      ['Policy', '{', 'InvalidAttributeValue'],
      ['SqsManagedSseEnabled', 'perhaps', 'InvalidAttributeValue'],
      ['ContentBasedDeduplication', 'true', 'InvalidAttributeName'],
      ['QueueArn', 'arn', 'InvalidAttributeName'],
      ['Colour', 'blue', 'InvalidAttributeName'],
      ['RedrivePolicy', '{}', 'InvalidParameterValueException'],
      [
        'RedrivePolicy',
        JSON.stringify({
          deadLetterTargetArn: arnOf('missing'),
          maxReceiveCount: 3,
        }),
        'InvalidParameterValueException',
      ],
    ])('refuses %s = %s', async (name, value, code) => {
      const QueueUrl = await createQueue('loyalty');
      await expect(
        sqs('SetQueueAttributes', { QueueUrl, Attributes: { [name]: value } }),
      ).rejects.toMatchObject({ code });
    });

    it('honours the redrive allow policy of a dead-letter queue', async () => {
      await createQueue('dlq', {
        RedriveAllowPolicy: JSON.stringify({
          redrivePermission: 'byQueue',
          sourceQueueArns: [arnOf('friend')],
        }),
      });
      const RedrivePolicy = JSON.stringify({
        deadLetterTargetArn: arnOf('dlq'),
        maxReceiveCount: 3,
      });
      await createQueue('friend', { RedrivePolicy });
      await expect(
        createQueue('stranger', { RedrivePolicy }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });

    it('turns managed encryption off with a key of its own, and takes settings away again', async () => {
      const QueueUrl = await createQueue('loyalty', {
        KmsMasterKeyId: 'alias/shop',
      });
      const read = async () =>
        (await sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }))
          .Attributes;
      expect(await read()).toMatchObject({
        KmsMasterKeyId: 'alias/shop',
        KmsDataKeyReusePeriodSeconds: '300',
        SqsManagedSseEnabled: 'false',
      });
      await sqs('SetQueueAttributes', {
        QueueUrl,
        Attributes: { KmsMasterKeyId: '' },
      });
      expect(await read()).not.toHaveProperty('KmsMasterKeyId');
    });
  });

  describe('messages', () => {
    it('delivers once per visibility timeout, with its system attributes', async () => {
      const QueueUrl = await createQueue('loyalty', {
        VisibilityTimeout: '30',
      });
      const sentAt = world.clock.now();
      const sent = await sqs('SendMessage', {
        QueueUrl,
        MessageBody: 'order 1',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'gold' },
        },
      });
      expect(sent.MD5OfMessageBody).toBe('99a233e67156812c9681c22c78e91aaa');
      const [first] = await receive(QueueUrl, {
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      expect(first).toMatchObject({
        MessageId: sent.MessageId,
        Body: 'order 1',
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'gold' },
        },
        Attributes: {
          ApproximateReceiveCount: '1',
          SenderId: '111111111111',
          SentTimestamp: String(sentAt),
        },
      });
      expect(await receive(QueueUrl)).toEqual([]);
      await world.clock.advance(29_999);
      expect(await receive(QueueUrl)).toEqual([]);
      await world.clock.advance(1);
      const [again] = await receive(QueueUrl, { AttributeNames: ['All'] });
      expect(again.Attributes.ApproximateReceiveCount).toBe('2');
      expect(again.ReceiptHandle).not.toBe(first.ReceiptHandle);
    });

    it('deletes by the latest receipt only', async () => {
      const QueueUrl = await createQueue('loyalty');
      await sqs('SendMessage', { QueueUrl, MessageBody: 'order' });
      const [first] = await receive(QueueUrl);
      await world.clock.advance(30_000);
      const [second] = await receive(QueueUrl);
      await sqs('DeleteMessage', {
        QueueUrl,
        ReceiptHandle: first.ReceiptHandle,
      });
      expect(queueDepth(world.world, arnOf('loyalty')).inFlight).toBe(1);
      await sqs('DeleteMessage', {
        QueueUrl,
        ReceiptHandle: second.ReceiptHandle,
      });
      await sqs('DeleteMessage', {
        QueueUrl,
        ReceiptHandle: second.ReceiptHandle,
      });
      expect(queueDepth(world.world, arnOf('loyalty')).inFlight).toBe(0);
      await expect(
        sqs('DeleteMessage', { QueueUrl, ReceiptHandle: 'made-up' }),
      ).rejects.toMatchObject({ code: 'ReceiptHandleIsInvalid' });
    });

    it('deletes a message whose timeout has passed, so that nobody gets it again', async () => {
      const QueueUrl = await createQueue('loyalty');
      await sqs('SendMessage', { QueueUrl, MessageBody: 'order' });
      const [message] = await receive(QueueUrl);
      await world.clock.advance(31_000);
      await sqs('DeleteMessage', {
        QueueUrl,
        ReceiptHandle: message.ReceiptHandle,
      });
      expect(await receive(QueueUrl)).toEqual([]);
    });

    it('changes visibility both ways, of messages in flight only', async () => {
      const QueueUrl = await createQueue('loyalty');
      await sqs('SendMessage', { QueueUrl, MessageBody: 'order' });
      const [{ ReceiptHandle }] = await receive(QueueUrl);
      await sqs('ChangeMessageVisibility', {
        QueueUrl,
        ReceiptHandle,
        VisibilityTimeout: 120,
      });
      await world.clock.advance(119_000);
      expect(await receive(QueueUrl)).toEqual([]);
      await sqs('ChangeMessageVisibility', {
        QueueUrl,
        ReceiptHandle,
        VisibilityTimeout: 0,
      });
      expect(await receive(QueueUrl)).toHaveLength(1);
      await world.clock.advance(30_000);
      await expect(
        sqs('ChangeMessageVisibility', {
          QueueUrl,
          ReceiptHandle,
          VisibilityTimeout: 10,
        }),
      ).rejects.toMatchObject({ code: 'MessageNotInflight' });
    });

    it('waits for a message up to the time asked, and ends with the client', async () => {
      const QueueUrl = await createQueue('loyalty');
      const poll = receive(QueueUrl, { WaitTimeSeconds: 20 });
      await world.clock.advance(5_000);
      await sqs('SendMessage', { QueueUrl, MessageBody: 'late' });
      expect(bodies(await poll)).toEqual(['late']);

      const empty = receive(QueueUrl, { WaitTimeSeconds: 3 });
      await world.clock.advance(3_000);
      expect(await empty).toEqual([]);

      const hangUp = new AbortController();
      const abandoned = sqs(
        'ReceiveMessage',
        { QueueUrl, WaitTimeSeconds: 20 },
        { signal: hangUp.signal },
      );
      hangUp.abort();
      expect(await abandoned).toEqual({ Messages: undefined });
      await sqs('SendMessage', { QueueUrl, MessageBody: 'kept' });
      expect(bodies(await receive(QueueUrl))).toEqual(['kept']);
    });

    it('wakes a waiting consumer when a delay or a timeout ends', async () => {
      const QueueUrl = await createQueue('loyalty', { VisibilityTimeout: '4' });
      await sqs('SendMessage', {
        QueueUrl,
        MessageBody: 'delayed',
        DelaySeconds: 7,
      });
      expect(queueDepth(world.world, arnOf('loyalty')).delayed).toBe(1);
      const poll = receive(QueueUrl, { WaitTimeSeconds: 20 });
      await world.clock.advance(7_000);
      expect(bodies(await poll)).toEqual(['delayed']);
      const next = receive(QueueUrl, { WaitTimeSeconds: 20 });
      await world.clock.advance(4_000);
      expect(bodies(await next)).toEqual(['delayed']);
    });

    it('drops what is older than the retention period', async () => {
      const QueueUrl = await createQueue('loyalty', {
        MessageRetentionPeriod: '60',
      });
      await sqs('SendMessage', { QueueUrl, MessageBody: 'old' });
      await world.clock.advance(59_000);
      expect(queueDepth(world.world, arnOf('loyalty'))).toMatchObject({
        visible: 1,
        oldestAgeSeconds: 59,
      });
      await world.clock.advance(1_000);
      expect(queueDepth(world.world, arnOf('loyalty'))).toEqual({
        visible: 0,
        inFlight: 0,
        delayed: 0,
        oldestAgeSeconds: 0,
      });
      expect(await receive(QueueUrl)).toEqual([]);
    });

    it('refuses bodies, attributes and ranges that SQS refuses', async () => {
      const QueueUrl = await createQueue('loyalty', {
        MaximumMessageSize: '1024',
      });
      const send = (input: object) =>
        sqs('SendMessage', { QueueUrl, ...input });
      await expect(send({ MessageBody: '' })).rejects.toMatchObject({
        code: 'MissingParameter',
      });
      await expect(send({ MessageBody: '\u0000' })).rejects.toMatchObject({
        code: 'InvalidMessageContents',
      });
      await expect(
        send({ MessageBody: 'x'.repeat(1_025) }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
      await expect(
        send({
          MessageBody: 'x',
          MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } },
        }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
      await expect(
        receive(QueueUrl, { MaxNumberOfMessages: 11 }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
      await expect(
        receive(QueueUrl, { WaitTimeSeconds: 21 }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });

    it('fails a batch entry by entry', async () => {
      const QueueUrl = await createQueue('loyalty');
      const result = await sqs('SendMessageBatch', {
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'order' },
          { Id: 'bad', MessageBody: '\u0001' },
        ],
      });
      expect(result.Successful).toMatchObject([{ Id: 'good' }]);
      expect(result.Failed).toMatchObject([
        { Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' },
      ]);
      const refuse = async (Entries: object[], code: string) =>
        expect(
          sqs('SendMessageBatch', { QueueUrl, Entries }),
        ).rejects.toMatchObject({ code });
      await refuse([], 'EmptyBatchRequest');
      await refuse(
        Array.from({ length: 11 }, (_, index) => ({
          Id: `${index}`,
          MessageBody: 'x',
        })),
        'TooManyEntriesInBatchRequest',
      );
      await refuse(
        [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'a', MessageBody: 'y' },
        ],
        'BatchEntryIdsNotDistinct',
      );
      await refuse([{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId');
      const [message] = await receive(QueueUrl);
      const deleted = await sqs('DeleteMessageBatch', {
        QueueUrl,
        Entries: [
          { Id: '1', ReceiptHandle: message.ReceiptHandle },
          { Id: '2', ReceiptHandle: 'made-up' },
        ],
      });
      expect(deleted.Successful).toEqual([{ Id: '1' }]);
      expect(deleted.Failed).toMatchObject([
        { Id: '2', Code: 'ReceiptHandleIsInvalid' },
      ]);
    });

    it('purges once a minute', async () => {
      const QueueUrl = await createQueue('loyalty');
      await sqs('SendMessage', { QueueUrl, MessageBody: 'a' });
      await sqs('SendMessage', { QueueUrl, MessageBody: 'b' });
      await receive(QueueUrl, { MaxNumberOfMessages: 1 });
      await sqs('PurgeQueue', { QueueUrl });
      expect(queueDepth(world.world, arnOf('loyalty'))).toMatchObject({
        visible: 0,
        inFlight: 0,
      });
      await expect(sqs('PurgeQueue', { QueueUrl })).rejects.toMatchObject({
        code: 'PurgeQueueInProgress',
      });
      await world.clock.advance(MINUTE);
      expect(await receive(QueueUrl)).toEqual([]);
      await sqs('PurgeQueue', { QueueUrl });
    });
  });

  describe('dead letters', () => {
    async function withDeadLetters(): Promise<{ source: string; dlq: string }> {
      const dlq = await createQueue('loyalty-dlq');
      const source = await createQueue('loyalty', {
        VisibilityTimeout: '10',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arnOf('loyalty-dlq'),
          maxReceiveCount: '2',
        }),
      });
      return { source, dlq };
    }

    it('moves a message that was received too often', async () => {
      const { source, dlq } = await withDeadLetters();
      const { MessageId } = await sqs('SendMessage', {
        QueueUrl: source,
        MessageBody: 'poison',
      });
      for (let attempt = 0; attempt < 2; attempt += 1) {
        expect(await receive(source)).toHaveLength(1);
        await world.clock.advance(10_000);
      }
      expect(await receive(source)).toEqual([]);
      const [dead] = await receive(dlq, { AttributeNames: ['All'] });
      expect(dead).toMatchObject({
        MessageId,
        Body: 'poison',
        Attributes: { DeadLetterQueueSourceArn: arnOf('loyalty') },
      });
      expect(queueDepth(world.world, arnOf('loyalty'))).toMatchObject({
        visible: 0,
        inFlight: 0,
      });
    });

    it('lists the sources of a dead-letter queue', async () => {
      const { source, dlq } = await withDeadLetters();
      expect(
        await sqs('ListDeadLetterSourceQueues', { QueueUrl: dlq }),
      ).toEqual({ queueUrls: [source], NextToken: undefined });
    });

    it('moves messages back to where they came from, at the rate asked', async () => {
      const { source, dlq } = await withDeadLetters();
      for (let index = 0; index < 5; index += 1) {
        await sqs('SendMessage', { QueueUrl: source, MessageBody: `${index}` });
      }
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await receive(source);
        await world.clock.advance(10_000);
      }
      const SourceArn = arnOf('loyalty-dlq');
      expect(queueDepth(world.world, SourceArn).visible).toBe(5);
      await expect(
        sqs('StartMessageMoveTask', { SourceArn: arnOf('loyalty') }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
      const { TaskHandle } = await sqs('StartMessageMoveTask', {
        SourceArn,
        MaxNumberOfMessagesPerSecond: 2,
      });
      await expect(
        sqs('StartMessageMoveTask', { SourceArn }),
      ).rejects.toMatchObject({ code: 'UnsupportedOperation' });
      await world.clock.advance(1_000);
      expect(await sqs('ListMessageMoveTasks', { SourceArn })).toMatchObject({
        Results: [
          {
            TaskHandle,
            Status: 'RUNNING',
            ApproximateNumberOfMessagesMoved: 2,
            ApproximateNumberOfMessagesToMove: 5,
          },
        ],
      });
      await world.clock.advance(2_000);
      const { Results } = await sqs('ListMessageMoveTasks', { SourceArn });
      expect(Results).toMatchObject([
        { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 5 },
      ]);
      expect(await receive(dlq)).toEqual([]);
      expect(await receive(source)).toHaveLength(5);
    });
  });

  describe('FIFO queues', () => {
    const send = (QueueUrl: string, MessageBody: string, group: string) =>
      sqs('SendMessage', { QueueUrl, MessageBody, MessageGroupId: group });

    async function createFifo(attributes: Record<string, string> = {}) {
      return createQueue('orders.fifo', {
        FifoQueue: 'true',
        ContentBasedDeduplication: 'true',
        VisibilityTimeout: '30',
        ...attributes,
      });
    }

    it('keeps the order in a group and blocks the group while one is in flight', async () => {
      const QueueUrl = await createFifo();
      await send(QueueUrl, 'a1', 'a');
      await send(QueueUrl, 'a2', 'a');
      await send(QueueUrl, 'b1', 'b');
      await send(QueueUrl, 'a3', 'a');
      const [a1] = await receive(QueueUrl, { MaxNumberOfMessages: 1 });
      expect(a1.Body).toBe('a1');
      expect(bodies(await receive(QueueUrl))).toEqual(['b1']);
      expect(await receive(QueueUrl)).toEqual([]);
      await sqs('DeleteMessage', { QueueUrl, ReceiptHandle: a1.ReceiptHandle });
      expect(bodies(await receive(QueueUrl))).toEqual(['a2', 'a3']);
      await world.clock.advance(30_000);
      expect(bodies(await receive(QueueUrl))).toEqual(['b1', 'a2', 'a3']);
    });

    it('takes one of two equal messages within five minutes', async () => {
      const QueueUrl = await createFifo();
      const first = await send(QueueUrl, 'same', 'a');
      const second = await send(QueueUrl, 'same', 'a');
      expect(second.MessageId).toBe(first.MessageId);
      expect(second.SequenceNumber).toBe(first.SequenceNumber);
      expect(queueDepth(world.world, arnOf('orders.fifo')).visible).toBe(1);
      await world.clock.advance(5 * MINUTE);
      const third = await send(QueueUrl, 'same', 'a');
      expect(third.MessageId).not.toBe(first.MessageId);
      expect(BigInt(third.SequenceNumber)).toBeGreaterThan(
        BigInt(first.SequenceNumber),
      );
    });

    it('deduplicates within a group only, when so set', async () => {
      const QueueUrl = await createFifo({ DeduplicationScope: 'messageGroup' });
      await send(QueueUrl, 'same', 'a');
      await send(QueueUrl, 'same', 'b');
      expect(queueDepth(world.world, arnOf('orders.fifo')).visible).toBe(2);
    });

    it('needs a group, and a deduplication id or content-based deduplication', async () => {
      const QueueUrl = await createFifo({ ContentBasedDeduplication: 'false' });
      await expect(
        sqs('SendMessage', { QueueUrl, MessageBody: 'x' }),
      ).rejects.toMatchObject({ code: 'MissingParameter' });
      await expect(send(QueueUrl, 'x', 'a')).rejects.toMatchObject({
        code: 'InvalidParameterValueException',
      });
    });

    it('refuses to delete by an expired receipt', async () => {
      const QueueUrl = await createFifo();
      await send(QueueUrl, 'a1', 'a');
      const [{ ReceiptHandle }] = await receive(QueueUrl);
      await world.clock.advance(30_000);
      await expect(
        sqs('DeleteMessage', { QueueUrl, ReceiptHandle }),
      ).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
    });
  });

  describe('metrics', () => {
    it('counts what happens and samples the depth every five seconds', async () => {
      const QueueUrl = await createQueue('loyalty');
      for (let index = 0; index < 3; index += 1) {
        await sqs('SendMessage', { QueueUrl, MessageBody: `${index}` });
      }
      const [message] = await receive(QueueUrl, { MaxNumberOfMessages: 1 });
      await sqs('DeleteMessage', {
        QueueUrl,
        ReceiptHandle: message.ReceiptHandle,
      });
      await world.clock.advance(5_000);
      const sum = (name: string) =>
        world.metricSum('AWS/SQS', name, { QueueName: 'loyalty' });
      expect(sum('NumberOfMessagesSent')).toBe(3);
      expect(sum('NumberOfMessagesReceived')).toBe(1);
      expect(sum('NumberOfMessagesDeleted')).toBe(1);
      expect(sum('ApproximateNumberOfMessagesVisible')).toBe(2);
      expect(sum('ApproximateAgeOfOldestMessage')).toBe(5);
    });
  });

  it('counts a long poll that gets something as no empty receive', async () => {
    const QueueUrl = await createQueue('loyalty');
    const sum = (name: string) =>
      world.metricSum('AWS/SQS', name, { QueueName: 'loyalty' });
    const poll = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await sqs('SendMessage', { QueueUrl, MessageBody: 'order' });
    await poll;
    expect(sum('NumberOfEmptyReceives')).toBe(0);
    expect(sum('NumberOfMessagesReceived')).toBe(1);
    await receive(QueueUrl);
    expect(sum('NumberOfEmptyReceives')).toBe(1);
  });

  describe('data plane', () => {
    it('sends, receives and deletes in process', () => {
      return createQueue('loyalty').then(() => {
        const arn = arnOf('loyalty');
        const { messageId } = sendToQueue(world.world, arn, { body: 'x' });
        const [message] = receiveFromQueue(world.world, arn, {
          maxMessages: 10,
          visibilityTimeoutSeconds: 5,
        });
        expect(message).toMatchObject({
          messageId,
          body: 'x',
          receiveCount: 1,
        });
        deleteFromQueue(world.world, arn, message.receiptHandle);
        expect(queueDepth(world.world, arn).inFlight).toBe(0);
        expect(() =>
          sendToQueue(world.world, arnOf('none'), { body: 'x' }),
        ).toThrow(expect.objectContaining({ code: 'QueueDoesNotExist' }));
      });
    });

    it('takes a delivery of a rule only if the policy of the queue allows it', async () => {
      const QueueUrl = await createQueue('loyalty');
      const deliver = () =>
        world.world.deliver({
          arn: arnOf('loyalty'),
          body: '{}',
          sender: 'events.amazonaws.com',
          sourceArn: 'arn:aws:events:eu-west-1:111111111111:rule/orders',
        });
      await expect(deliver()).rejects.toMatchObject({
        code: 'AccessDeniedException',
      });
      await sqs('SetQueueAttributes', {
        QueueUrl,
        Attributes: {
          Policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: arnOf('loyalty'),
                Condition: {
                  ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' },
                },
              },
            ],
          }),
        },
      });
      await deliver();
      expect(queueDepth(world.world, arnOf('loyalty')).visible).toBe(1);
    });

    it('counts 20,000 messages in flight right, and all that come back', async () => {
      await createQueue('surge', { VisibilityTimeout: '600' });
      const arn = arnOf('surge');
      for (let index = 0; index < 20_000; index += 1) {
        sendToQueue(world.world, arn, { body: `${index}` });
      }
      const handles: string[] = [];
      for (let batch = 0; batch < 2_000; batch += 1) {
        for (const message of receiveFromQueue(world.world, arn, {
          maxMessages: 10,
        })) {
          handles.push(message.receiptHandle);
        }
      }
      expect(new Set(handles).size).toBe(20_000);
      for (const handle of handles.slice(0, 12_000)) {
        deleteFromQueue(world.world, arn, handle);
      }
      expect(queueDepth(world.world, arn)).toMatchObject({
        visible: 0,
        inFlight: 8_000,
      });
      await world.clock.advance(600_000);
      expect(queueDepth(world.world, arn).visible).toBe(8_000);
    }, 30_000);
  });
});
