import { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { sendToQueue } from '../../../sqs/data-plane';
import { Integration } from './Integration';
import { textOf } from './text-of';
import { StateError } from '../../interpreter/StateError';

/** `sqs:sendMessage`; a body that is an object is sent as JSON. */
export const sqsSendMessage: Integration = {
  errorPrefix: 'SQS',
  patterns: ['request', 'waitForTaskToken'],

  call({ execution, parameters }) {
    const { messageId } = sendToQueue(
      execution.world,
      queueArnOf(String(parameters.QueueUrl), execution.scope.region),
      {
        body: textOf(parameters.MessageBody),
        messageAttributes: parameters.MessageAttributes as
          | Record<string, MessageAttributeValue>
          | undefined,
        messageGroupId: parameters.MessageGroupId as string | undefined,
        messageDeduplicationId: parameters.MessageDeduplicationId as
          | string
          | undefined,
        delaySeconds: parameters.DelaySeconds as number | undefined,
      },
    );
    return { MessageId: messageId };
  },
};

function queueArnOf(url: string, region: string): string {
  const match = /\/(\d{12})\/([^/]+)\/?$/.exec(url);
  if (!match) {
    throw new StateError(
      'SQS.InvalidAddressException',
      `The address ${url} is not valid for this endpoint.`,
    );
  }
  return `arn:aws:sqs:${region}:${match[1]}:${match[2]}`;
}
