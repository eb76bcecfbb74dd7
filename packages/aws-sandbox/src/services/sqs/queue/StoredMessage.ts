import { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** Where a message stands: waiting out its delay, to be had, in a consumer's hands, or no longer there. */
export type MessageStage = 'delayed' | 'visible' | 'in-flight' | 'gone';

/** A message in a queue. */
export interface StoredMessage {
  messageId: string;
  body: string;
  md5OfBody: string;
  /** UTF-8 bytes of body and attributes. */
  size: number;
  messageAttributes: Record<string, MessageAttributeValue>;
  traceHeader?: string;
  senderId: string;
  /** Milliseconds since the epoch; retention counts from here. */
  sentAt: number;
  groupId?: string;
  deduplicationId?: string;
  /** FIFO queues only. */
  sequenceNumber?: string;
  receiveCount: number;
  firstReceivedAt?: number;
  stage: MessageStage;
  /** When a delayed message, or one in flight, can be had (again); milliseconds. */
  visibleAt: number;
  /** The queue whose redrive policy put it here. */
  deadLetterSourceArn?: string;
}
