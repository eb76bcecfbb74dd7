import { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Delivery, World, policyAllows } from '../../core';
import { newMessage } from './message-input';
import { queueByArn } from './queue-address';
import { QueueDepth, ReceivedMessage } from './queue/Queue';
import { decodeReceiptHandle } from './receipt-handle';

/** A message that code of the sandbox sends, as `SendMessage` would. */
export interface OutgoingMessage {
  body: string;
  messageAttributes?: Record<string, MessageAttributeValue>;
  messageGroupId?: string;
  messageDeduplicationId?: string;
  delaySeconds?: number;
}

/** A message that code of the sandbox received. */
export interface IncomingMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  /** How often it was received, this time included. */
  receiveCount: number;
  messageAttributes: Record<string, MessageAttributeValue>;
  /** Milliseconds since the epoch. */
  sentAt: number;
  senderId: string;
  messageGroupId?: string;
}

/**
 * Sends a message to a queue of any account, from inside the sandbox: no
 * queue policy is asked.
 *
 * @throws AwsError `QueueDoesNotExist`, or what `SendMessage` throws
 */
export function sendToQueue(
  world: World,
  arn: string,
  message: OutgoingMessage,
): { messageId: string } {
  const queue = queueByArn(world, arn);
  return queue.send(
    newMessage(
      {
        MessageBody: message.body,
        MessageAttributes: message.messageAttributes,
        MessageGroupId: message.messageGroupId,
        MessageDeduplicationId: message.messageDeduplicationId,
        DelaySeconds: message.delaySeconds,
      },
      queue.settings,
      parseArn(arn)?.accountId ?? '',
    ),
  );
}

/**
 * Receives up to `maxMessages` that can be had at once.
 *
 * @throws AwsError `QueueDoesNotExist`, `OverLimit`
 */
export function receiveFromQueue(
  world: World,
  arn: string,
  request: { maxMessages: number; visibilityTimeoutSeconds?: number },
): IncomingMessage[] {
  return queueByArn(world, arn).receive(request).map(asIncoming);
}

/**
 * Long-polls a queue: waits up to `waitSeconds` for the first message, or
 * until the signal aborts.
 *
 * @throws AwsError `QueueDoesNotExist`, `OverLimit`
 */
export async function pollQueue(
  world: World,
  arn: string,
  request: {
    maxMessages: number;
    visibilityTimeoutSeconds?: number;
    waitSeconds: number;
    signal?: AbortSignal;
  },
): Promise<IncomingMessage[]> {
  const received = await queueByArn(world, arn).receiveOrWait(
    request,
    request.waitSeconds,
    request.signal,
  );
  return received.map(asIncoming);
}

/**
 * Deletes a received message.
 *
 * @throws AwsError `QueueDoesNotExist`, `ReceiptHandleIsInvalid`
 */
export function deleteFromQueue(
  world: World,
  arn: string,
  receiptHandle: string,
): void {
  const queue = queueByArn(world, arn);
  const { messageId, serial } = decodeReceiptHandle(receiptHandle, queue.name);
  queue.delete(messageId, serial);
}

/**
 * Gives a received message more time, in seconds from now; 0 gives it back.
 *
 * @throws AwsError `QueueDoesNotExist`, `ReceiptHandleIsInvalid`, `MessageNotInflight`
 */
export function changeQueueVisibility(
  world: World,
  arn: string,
  receiptHandle: string,
  timeoutSeconds: number,
): void {
  const queue = queueByArn(world, arn);
  const { messageId, serial } = decodeReceiptHandle(receiptHandle, queue.name);
  queue.changeVisibility(messageId, serial, timeoutSeconds);
}

/**
 * How full a queue is.
 *
 * @throws AwsError `QueueDoesNotExist`
 */
export function queueDepth(world: World, arn: string): QueueDepth {
  return queueByArn(world, arn).depth();
}

/** Services that come with their own identity and so need the queue's policy to let them in. */
const POLICY_SENDERS = new Set(['events.amazonaws.com', 'sns.amazonaws.com']);

/**
 * Takes a delivery of another service. A rule or a topic needs the queue's
 * policy to allow it, which is the most frequent reason why on AWS nothing
 * arrives; pipes and schedules send with a role.
 *
 * @throws AwsError `QueueDoesNotExist`, `AccessDeniedException`, or what `SendMessage` throws
 */
export function deliverToQueue(delivery: Delivery, world: World): void {
  const queue = queueByArn(world, delivery.arn);
  if (
    POLICY_SENDERS.has(delivery.sender) &&
    !delivery.parameters?.RoleArn &&
    !policyAllows(queue.settings.policy, {
      action: 'sqs:SendMessage',
      resource: queue.arn,
      principal: { service: delivery.sender },
      conditions: delivery.sourceArn
        ? {
            'aws:SourceArn': delivery.sourceArn,
            'aws:SourceAccount': parseArn(delivery.sourceArn)?.accountId ?? '',
          }
        : {},
    })
  ) {
    throw new AwsError(
      'AccessDeniedException',
      `The policy of ${queue.arn} does not allow ${
        delivery.sender
      } to send messages${
        delivery.sourceArn ? ` from ${delivery.sourceArn}` : ''
      }`,
      403,
    );
  }
  sendToQueue(world, delivery.arn, {
    body: delivery.body,
    messageAttributes: delivery.messageAttributes,
    messageGroupId: delivery.messageGroupId,
    messageDeduplicationId: delivery.messageDeduplicationId,
  });
}

function asIncoming({
  message,
  receiptHandle,
}: ReceivedMessage): IncomingMessage {
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    receiveCount: message.receiveCount,
    messageAttributes: message.messageAttributes,
    sentAt: message.sentAt,
    senderId: message.senderId,
    messageGroupId: message.groupId,
  };
}
