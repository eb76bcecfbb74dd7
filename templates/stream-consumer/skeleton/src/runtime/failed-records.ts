import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { StreamRecord } from './stream-record';

/** Where records are kept that could not be handled. */
export interface FailedRecords {
  keep(record: StreamRecord, error: unknown): Promise<void>;
}

/** SQS takes 256 KiB everywhere; the rest of the message is for everything but the data. */
const DATA_MAX_CHARACTERS = 240 * 1024;

/** The queue of the stack. */
export class FailedRecordsQueue implements FailedRecords {
  constructor(
    private readonly client: Pick<SQSClient, 'send'>,
    private readonly queueUrl: string,
    private readonly streamArn: string,
  ) {}

  async keep(record: StreamRecord, error: unknown): Promise<void> {
    const { data, ...where } = record;
    const base64 = Buffer.from(data).toString('base64');
    const { name, message } =
      error instanceof Error ? error : new Error(String(error));
    await this.client.send(
      new SendMessageCommand({
        QueueUrl: this.queueUrl,
        MessageBody: JSON.stringify({
          stream: this.streamArn,
          ...where,
          error: { name, message: message.slice(0, 2_000) },
          // What is larger can be read from the stream for as long as that keeps it.
          ...(base64.length <= DATA_MAX_CHARACTERS
            ? { data: base64 }
            : { dataLeftOut: `${data.length} bytes` }),
        }),
      }),
    );
  }
}
