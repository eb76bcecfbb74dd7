import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { QueueMessage, queueMessage } from './queue-message';

/** A message, and what SQS knows this delivery of it by. */
export interface ReceivedMessage extends QueueMessage {
  receiptHandle: string;
}

/** What the consumer needs of a queue. */
export interface WorkQueue {
  /** Waits for messages, at most `count` of them; none when nothing came in time. */
  receive(count: number): Promise<ReceivedMessage[]>;
  /** Takes a message that is done from the queue. */
  remove(message: ReceivedMessage): Promise<void>;
  /** Hides a message from others for so long, from now. Zero gives it back. */
  hide(message: ReceivedMessage, seconds: number): Promise<void>;
}

/** SQS's longest poll: fewest calls, and an answer as soon as there is something. */
const LONG_POLL_SECONDS = 20;
const LARGEST_BATCH = 10;

/** The queue in SQS. */
export class SqsWorkQueue implements WorkQueue {
  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    private readonly visibilityTimeoutSeconds: number,
  ) {}

  async receive(count: number): Promise<ReceivedMessage[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: Math.min(count, LARGEST_BATCH),
        WaitTimeSeconds: LONG_POLL_SECONDS,
        // Said here, because a queue of somebody else may have another.
        VisibilityTimeout: this.visibilityTimeoutSeconds,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages.map(received);
  }

  async remove({ receiptHandle }: ReceivedMessage): Promise<void> {
    await this.sqs.send(
      new DeleteMessageCommand({
        QueueUrl: this.queueUrl,
        ReceiptHandle: receiptHandle,
      }),
    );
  }

  async hide(
    { receiptHandle }: ReceivedMessage,
    seconds: number,
  ): Promise<void> {
    await this.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  }
}

function received(message: Message): ReceivedMessage {
  return {
    ...queueMessage(message),
    receiptHandle: message.ReceiptHandle ?? '',
  };
}
