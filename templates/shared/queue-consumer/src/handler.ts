import type { Log } from './runtime/log';
import type { QueueMessage } from './runtime/queue-message';

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the task is asked to stop: finish soon, or throw and get the message again. */
  stop: AbortSignal;
}

/**
 * Handles one message: this is where your code goes.
 *
 * It is called once for each event, as long as it succeeds: a message that
 * comes again after that is deleted without a call. When it throws, the message
 * comes again, five times in all, and then goes to the dead-letter queue.
 */
export async function handleMessage(
  message: QueueMessage,
  { log }: HandlerContext,
): Promise<void> {
  const { body } = message;
  if (typeof body !== 'object' || body === null) {
    throw new InvalidMessageError(message.messageId);
  }
  log.info(
    { messageId: message.messageId, fields: Object.keys(body) },
    'message handled',
  );
}

/** The producer broke the contract; trying again doesn't help, and the dead-letter queue keeps it. */
export class InvalidMessageError extends Error {
  constructor(messageId: string) {
    super(
      `Message ${messageId} is not a JSON object. The contract is in catalog-info.yaml.`,
    );
    this.name = 'InvalidMessageError';
  }
}
