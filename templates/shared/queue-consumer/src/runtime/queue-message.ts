import type { Message } from '@aws-sdk/client-sqs';

/** A message as the handler gets it. */
export interface QueueMessage {
  /** SQS's ID; it is in the log of every task that received the message. */
  messageId: string;
  /**
   * The same at each delivery, and for each copy that a sender made: the ID of
   * the event, else of the message.
   */
  idempotencyKey: string;
  /** What was sent; JSON is parsed. From a rule it is the event with its envelope. */
  body: unknown;
  /** Of a FIFO queue. */
  groupId?: string;
  /** How many times it was received, this time included. */
  receiveCount: number;
}

/** Reads a message as SQS gives it. */
export function queueMessage(message: Message): QueueMessage {
  const messageId = message.MessageId ?? '';
  const body = parsed(message.Body ?? '');
  return {
    messageId,
    idempotencyKey:
      eventId(body) ?? message.Attributes?.MessageDeduplicationId ?? messageId,
    body,
    groupId: message.Attributes?.MessageGroupId,
    receiveCount: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return body;
    }
    throw error;
  }
}

/** EventBridge's envelope has one, and a sender's own may. */
function eventId(body: unknown): string | undefined {
  const id =
    typeof body === 'object' && body !== null && 'id' in body
      ? body.id
      : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
