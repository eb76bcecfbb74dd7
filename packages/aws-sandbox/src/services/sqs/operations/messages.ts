import {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult,
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequest,
  DeleteMessageBatchResult,
  DeleteMessageRequest,
  Message,
  MessageSystemAttributeName,
  PurgeQueueRequest,
  ReceiveMessageRequest,
  ReceiveMessageResult,
  SendMessageBatchRequest,
  SendMessageBatchResult,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { AwsError, Operation, RequestContext } from '../../../core';
import { runBatch } from '../batch';
import { md5Hex, md5OfAttributes } from '../digests';
import { MessageInput, messageSize, newMessage } from '../message-input';
import { queueByUrl } from '../queue-address';
import { Queue, ReceivedMessage } from '../queue/Queue';
import { decodeReceiptHandle } from '../receipt-handle';

const LONGEST_VISIBILITY_SECONDS = 43_200;
const LONGEST_WAIT_SECONDS = 20;
const BATCH_BYTES = 1_048_576;
const PURGE_MILLISECONDS = 60_000;

export const messageOperations: Record<string, Operation> = {
  SendMessage(input: SendMessageRequest, context): SendMessageResult {
    const queue = queueByUrl(input.QueueUrl, context, 'SendMessage');
    return send(queue, input, context);
  },

  SendMessageBatch(
    input: SendMessageBatchRequest,
    context,
  ): SendMessageBatchResult {
    const queue = queueByUrl(input.QueueUrl, context, 'SendMessage');
    const size = (input.Entries ?? []).reduce(
      (sum, entry) =>
        sum +
        messageSize(entry.MessageBody ?? '', entry.MessageAttributes ?? {}),
      0,
    );
    if (size > BATCH_BYTES) {
      throw new AwsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${BATCH_BYTES} bytes. You have sent ${size} bytes.`,
      );
    }
    return runBatch(input.Entries, entry => send(queue, entry, context));
  },

  async ReceiveMessage(
    input: ReceiveMessageRequest,
    context,
  ): Promise<ReceiveMessageResult> {
    const queue = queueByUrl(input.QueueUrl, context, 'ReceiveMessage');
    const maxMessages = inRange(
      'MaxNumberOfMessages',
      input.MaxNumberOfMessages ?? 1,
      1,
      10,
    );
    const visibilityTimeoutSeconds =
      input.VisibilityTimeout === undefined
        ? undefined
        : inRange(
            'VisibilityTimeout',
            input.VisibilityTimeout,
            0,
            LONGEST_VISIBILITY_SECONDS,
          );
    const waitSeconds = inRange(
      'WaitTimeSeconds',
      input.WaitTimeSeconds ?? queue.settings.receiveMessageWaitTimeSeconds,
      0,
      LONGEST_WAIT_SECONDS,
    );
    const received = await queue.receiveOrWait(
      { maxMessages, visibilityTimeoutSeconds },
      waitSeconds,
      context.signal,
    );
    return {
      Messages:
        received.length > 0
          ? received.map(one => describeMessage(one, input))
          : undefined,
    };
  },

  DeleteMessage(input: DeleteMessageRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'DeleteMessage');
    deleteOne(queue, input.ReceiptHandle);
    return {};
  },

  DeleteMessageBatch(
    input: DeleteMessageBatchRequest,
    context,
  ): DeleteMessageBatchResult {
    const queue = queueByUrl(input.QueueUrl, context, 'DeleteMessage');
    return runBatch(input.Entries, entry => {
      deleteOne(queue, entry.ReceiptHandle);
      return {};
    });
  },

  ChangeMessageVisibility(
    input: ChangeMessageVisibilityRequest,
    context,
  ): object {
    const queue = queueByUrl(
      input.QueueUrl,
      context,
      'ChangeMessageVisibility',
    );
    changeVisibility(queue, input.ReceiptHandle, input.VisibilityTimeout);
    return {};
  },

  ChangeMessageVisibilityBatch(
    input: ChangeMessageVisibilityBatchRequest,
    context,
  ): ChangeMessageVisibilityBatchResult {
    const queue = queueByUrl(
      input.QueueUrl,
      context,
      'ChangeMessageVisibility',
    );
    return runBatch(input.Entries, entry => {
      changeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout);
      return {};
    });
  },

  PurgeQueue(input: PurgeQueueRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'PurgeQueue');
    const now = context.world.clock.now();
    if (
      queue.purgedAt !== undefined &&
      now - queue.purgedAt < PURGE_MILLISECONDS
    ) {
      throw new AwsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        403,
      );
    }
    queue.purge();
    return {};
  },
};

function send(queue: Queue, input: MessageInput, context: RequestContext) {
  const message = newMessage(input, queue.settings, senderIdOf(context));
  const { messageId, sequenceNumber } = queue.send(message);
  const trace = input.MessageSystemAttributes?.AWSTraceHeader;
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5Hex(message.body),
    MD5OfMessageAttributes: md5OfAttributes(input.MessageAttributes ?? {}),
    MD5OfMessageSystemAttributes: trace
      ? md5OfAttributes({ AWSTraceHeader: trace })
      : undefined,
    SequenceNumber: sequenceNumber,
  };
}

/** A role session shows as `AROA…:session`, everything else as the account. */
function senderIdOf(context: RequestContext): string {
  const [, role, session] =
    /:assumed-role\/([^/]+)\/(.+)$/.exec(context.principalArn) ?? [];
  return role ? `${role}:${session}` : context.accountId;
}

function deleteOne(queue: Queue, handle: string | undefined): void {
  const { messageId, serial } = decodeReceiptHandle(handle, queue.name);
  queue.delete(messageId, serial);
}

function changeVisibility(
  queue: Queue,
  handle: string | undefined,
  timeoutSeconds: number | undefined,
): void {
  const { messageId, serial } = decodeReceiptHandle(handle, queue.name);
  queue.changeVisibility(
    messageId,
    serial,
    inRange(
      'VisibilityTimeout',
      timeoutSeconds ?? 0,
      0,
      LONGEST_VISIBILITY_SECONDS,
    ),
  );
}

function inRange(
  parameter: string,
  value: number,
  least: number,
  most: number,
): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Value ${value} for parameter ${parameter} is invalid. Reason: Must be >= ${least} and <= ${most}, if provided.`,
    );
  }
  return value;
}

function describeMessage(
  { message, receiptHandle }: ReceivedMessage,
  input: ReceiveMessageRequest,
): Message {
  const attributes = Object.fromEntries(
    Object.entries(message.messageAttributes).filter(([name]) =>
      attributeAsked(name, input.MessageAttributeNames ?? []),
    ),
  );
  const named = Object.keys(attributes).length > 0;
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    Attributes: systemAttributes({ message, receiptHandle }, [
      ...(input.MessageSystemAttributeNames ?? []),
      ...(input.AttributeNames ?? []),
    ]),
    MessageAttributes: named ? attributes : undefined,
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

/** `All`, `.*`, a name, or a prefix as `order.*`. */
function attributeAsked(name: string, asked: string[]): boolean {
  return asked.some(
    wanted =>
      wanted === 'All' ||
      wanted === '.*' ||
      wanted === name ||
      (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2))),
  );
}

function systemAttributes(
  { message }: ReceivedMessage,
  asked: string[],
): Message['Attributes'] {
  const all: Record<MessageSystemAttributeName, string | undefined> = {
    All: undefined,
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  const given = Object.entries(all).filter(
    ([name, value]) =>
      value !== undefined && (asked.includes('All') || asked.includes(name)),
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
