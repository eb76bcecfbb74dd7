import { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { AwsError } from '../../core';
import { NewMessage } from './queue/Queue';
import { QueueSettings } from './queue/QueueSettings';

/** The members that `SendMessage` and an entry of `SendMessageBatch` share. */
export interface MessageInput {
  MessageBody?: string;
  DelaySeconds?: number;
  MessageAttributes?: Record<string, MessageAttributeValue>;
  MessageSystemAttributes?: Partial<Record<string, MessageAttributeValue>>;
  MessageDeduplicationId?: string;
  MessageGroupId?: string;
}

// The characters of XML 1.0, which is what SQS takes.
const ALLOWED_BODY =
  /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const ATTRIBUTE_NAME =
  /^(?!aws\.|amazon\.)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/i;
const FIFO_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * Checks a message against the rules of SQS and of its queue.
 *
 * @throws AwsError `MissingParameter`, `InvalidMessageContents`, `InvalidParameterValueException`
 */
export function newMessage(
  input: MessageInput,
  settings: QueueSettings,
  senderId: string,
): NewMessage {
  const body = input.MessageBody;
  if (body === undefined || body === '') {
    throw missing('MessageBody');
  }
  if (!ALLOWED_BODY.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.',
    );
  }
  const messageAttributes = input.MessageAttributes ?? {};
  checkAttributes(messageAttributes);
  const size = messageSize(body, messageAttributes);
  if (size > settings.maximumMessageSize) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${settings.maximumMessageSize} bytes.`,
    );
  }
  checkDelay(input, settings);
  checkGroups(input, settings);
  return {
    body,
    size,
    messageAttributes,
    traceHeader: input.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
    senderId,
    groupId: input.MessageGroupId,
    deduplicationId: input.MessageDeduplicationId,
    delaySeconds: input.DelaySeconds,
  };
}

/** Bytes of a message as SQS counts them: the body, and each attribute's name, type and value. */
export function messageSize(
  body: string,
  attributes: Record<string, MessageAttributeValue>,
): number {
  let size = Buffer.byteLength(body, 'utf8');
  for (const [name, value] of Object.entries(attributes)) {
    size +=
      Buffer.byteLength(name, 'utf8') +
      Buffer.byteLength(value.DataType ?? '', 'utf8') +
      Buffer.byteLength(value.StringValue ?? '', 'utf8') +
      (value.BinaryValue?.byteLength ?? 0);
  }
  return size;
}

function checkAttributes(
  attributes: Record<string, MessageAttributeValue>,
): void {
  const names = Object.keys(attributes);
  if (names.length > 10) {
    throw invalid(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [10].`,
    );
  }
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name];
    if (!ATTRIBUTE_NAME.test(name) || name.length > 256) {
      throw invalid(`Invalid message attribute name ${name}.`);
    }
    const [, base] = /^(String|Number|Binary)(?:\..+)?$/.exec(DataType) ?? [];
    if (!base || DataType.length > 256) {
      throw invalid(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    const empty =
      base === 'Binary'
        ? !BinaryValue?.byteLength
        : StringValue === undefined || StringValue === '';
    if (empty) {
      throw invalid(
        `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${DataType}'.`,
      );
    }
    if (base === 'Number' && !Number.isFinite(Number(StringValue))) {
      throw invalid(
        `Can't cast the value of message (user) attribute '${name}' to a number.`,
      );
    }
  }
}

function checkDelay(input: MessageInput, settings: QueueSettings): void {
  const delay = input.DelaySeconds;
  if (delay === undefined) {
    return;
  }
  if (!Number.isInteger(delay) || delay < 0 || delay > 900) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  if (settings.fifo && delay !== 0) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
}

function checkGroups(input: MessageInput, settings: QueueSettings): void {
  const { MessageGroupId: group, MessageDeduplicationId: id } = input;
  if (group !== undefined && !FIFO_ID.test(group)) {
    throw invalid(`Value ${group} for parameter MessageGroupId is invalid.`);
  }
  if (id !== undefined && !FIFO_ID.test(id)) {
    throw invalid(
      `Value ${id} for parameter MessageDeduplicationId is invalid.`,
    );
  }
  if (!settings.fifo) {
    if (id !== undefined) {
      throw invalid(
        `Value ${id} for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.`,
      );
    }
    return;
  }
  if (group === undefined) {
    throw missing('MessageGroupId');
  }
  if (id === undefined && !settings.contentBasedDeduplication) {
    throw invalid(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
}

function missing(parameter: string): AwsError {
  return new AwsError(
    'MissingParameter',
    `The request must contain the parameter ${parameter}.`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
