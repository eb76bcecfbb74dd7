import { AwsError } from '../../core';

/** What a receipt handle says. */
export interface Receipt {
  queueName: string;
  messageId: string;
  serial: number;
}

/** An opaque handle for one receive of one message. */
export function encodeReceiptHandle(
  queueName: string,
  messageId: string,
  serial: number,
): string {
  return Buffer.from(JSON.stringify([queueName, messageId, serial])).toString(
    'base64',
  );
}

/**
 * Reads a receipt handle of a queue.
 *
 * @throws AwsError `ReceiptHandleIsInvalid` for anything this queue never gave
 */
export function decodeReceiptHandle(
  handle: string | undefined,
  queueName: string,
): Receipt {
  try {
    const [name, messageId, serial] = JSON.parse(
      Buffer.from(handle ?? '', 'base64').toString('utf8'),
    );
    if (
      name === queueName &&
      typeof messageId === 'string' &&
      typeof serial === 'number'
    ) {
      return { queueName, messageId, serial };
    }
  } catch {
    // Not base64 of JSON: falls through to the same answer.
  }
  throw new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle ?? ''}" is not a valid receipt handle.`,
    404,
  );
}
