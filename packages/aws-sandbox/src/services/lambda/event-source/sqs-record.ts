import { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { IncomingMessage } from '../../sqs/data-plane';
import { md5Hex } from '../../sqs/digests';

/** A message as a function gets it. */
export function sqsRecord(queueArn: string, message: IncomingMessage) {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ...(message.messageGroupId && {
        MessageGroupId: message.messageGroupId,
      }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, value]) => [
        name,
        attributeOf(value),
      ]),
    ),
    md5OfBody: md5Hex(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: parseArn(queueArn)?.region,
  };
}

function attributeOf({
  DataType,
  StringValue,
  BinaryValue,
}: MessageAttributeValue) {
  return {
    dataType: DataType,
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && {
      binaryValue: Buffer.from(BinaryValue).toString('base64'),
    }),
  };
}
