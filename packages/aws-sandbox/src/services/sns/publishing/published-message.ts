import { MessageAttributeValue } from '@aws-sdk/client-sns';
import { AwsError } from '../../../core';
import { Protocol, Topic, invalidParameter } from '../state';

/** The members that `Publish` and an entry of `PublishBatch` share. */
export interface PublishMembers {
  Message?: string;
  Subject?: string;
  MessageStructure?: string;
  MessageAttributes?: Record<string, MessageAttributeValue>;
  MessageDeduplicationId?: string;
  MessageGroupId?: string;
}

/** A message as it goes to the subscriptions. */
export interface PublishedMessage {
  messageId: string;
  sequenceNumber?: string;
  subject?: string;
  attributes: Record<string, MessageAttributeValue>;
  groupId?: string;
  deduplicationId?: string;
  /** Milliseconds since the epoch. */
  publishedAt: number;
  /** The text for all, and for single protocols where the publisher gave one. */
  text: string;
  textByProtocol: Partial<Record<Protocol, string>>;
}

const MOST_BYTES = 262_144;

/** The text that a protocol gets. */
export function textFor(message: PublishedMessage, protocol: Protocol): string {
  return message.textByProtocol[protocol] ?? message.text;
}

/**
 * Checks what is published, and reads texts by protocol.
 *
 * @param topic - absent for a message to a phone number
 * @throws AwsError `InvalidParameterException`, `InvalidParameterValueException`
 */
export function checkMessage(
  input: PublishMembers,
  topic: Topic | undefined,
): Pick<PublishedMessage, 'text' | 'textByProtocol' | 'attributes'> {
  const text = input.Message;
  if (!text) {
    throw invalidParameter('Empty message');
  }
  if (messageBytes(input) > MOST_BYTES) {
    throw invalidParameter('Message too long');
  }
  if (
    input.Subject !== undefined &&
    !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(input.Subject)
  ) {
    throw invalidParameter('Subject');
  }
  const attributes = input.MessageAttributes ?? {};
  checkAttributes(attributes);
  checkGroup(input, topic);
  if (input.MessageStructure === undefined) {
    return { text, textByProtocol: {}, attributes };
  }
  return { ...textsByProtocol(input), attributes };
}

/** Bytes of a message as SNS counts them. */
export function messageBytes(input: PublishMembers): number {
  return Object.entries(input.MessageAttributes ?? {}).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(
        name + (value.DataType ?? '') + (value.StringValue ?? ''),
        'utf8',
      ) +
      (value.BinaryValue?.byteLength ?? 0),
    Buffer.byteLength(input.Message ?? '', 'utf8'),
  );
}

function textsByProtocol(
  input: PublishMembers,
): Pick<PublishedMessage, 'text' | 'textByProtocol'> {
  if (input.MessageStructure !== 'json') {
    throw invalidParameter('MessageStructure');
  }
  let texts: Record<string, unknown>;
  try {
    texts = JSON.parse(input.Message ?? '');
  } catch {
    throw invalidParameter(
      'Message Structure - JSON message body failed to parse',
    );
  }
  if (typeof texts?.default !== 'string') {
    throw invalidParameter(
      'Message Structure - No default entry in JSON message body',
    );
  }
  const textByProtocol = Object.fromEntries(
    Object.entries(texts).filter(([, value]) => typeof value === 'string'),
  );
  return { text: texts.default, textByProtocol };
}

function checkAttributes(
  attributes: Record<string, MessageAttributeValue>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const { DataType = '', StringValue, BinaryValue } = value;
    const [, base] = /^(String|Number|Binary)(?:\..+)?$/.exec(DataType) ?? [];
    if (!base) {
      throw invalidValue(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    const empty = base === 'Binary' ? !BinaryValue?.byteLength : !StringValue;
    if (empty) {
      throw invalidValue(
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
      );
    }
    if (base === 'Number' && !Number.isFinite(Number(StringValue))) {
      throw invalidValue(
        `Could not cast message attribute '${name}' value to number.`,
      );
    }
  }
}

function checkGroup(input: PublishMembers, topic: Topic | undefined): void {
  if (topic?.fifo) {
    if (!input.MessageGroupId) {
      throw invalidParameter(
        'The MessageGroupId parameter is required for FIFO topics',
      );
    }
    if (
      !input.MessageDeduplicationId &&
      topic.attributes.ContentBasedDeduplication !== 'true'
    ) {
      throw invalidParameter(
        'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
  } else if (input.MessageDeduplicationId) {
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  }
}

function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
