import { randomUUID } from 'node:crypto';
import {
  PublishBatchInput,
  PublishBatchRequestEntry,
  PublishBatchResponse,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';
import { AwsError, Operation } from '../../../core';
import { putInOutbox } from '../publishing/outbox';
import { publish } from '../publishing/publish';
import { checkMessage, messageBytes } from '../publishing/published-message';
import { invalidParameter, topicByArn } from '../state';

const MOST_ENTRIES = 10;
const MOST_BYTES = 262_144;

export const publishingOperations: Record<string, Operation> = {
  Publish(input: PublishInput, context): PublishResponse {
    if (input.PhoneNumber !== undefined) {
      if (!/^\+?\d{7,15}$/.test(input.PhoneNumber)) {
        throw invalidParameter(
          `PhoneNumber Reason: ${input.PhoneNumber} is not valid to publish to`,
        );
      }
      const { text } = checkMessage(input, undefined);
      putInOutbox(context.world, context, {
        protocol: 'sms',
        endpoint: input.PhoneNumber,
        subject: input.Subject,
        message: text,
      });
      return { MessageId: randomUUID() };
    }
    const topic = topicByArn(
      context,
      input.TopicArn ?? input.TargetArn,
      'Publish',
    );
    return publish(context.world, topic, input);
  },

  PublishBatch(input: PublishBatchInput, context): PublishBatchResponse {
    const topic = topicByArn(context, input.TopicArn, 'Publish');
    const entries = checkBatch(input.PublishBatchRequestEntries ?? []);
    const result: Required<PublishBatchResponse> = {
      Successful: [],
      Failed: [],
    };
    for (const entry of entries) {
      try {
        result.Successful?.push({
          Id: entry.Id,
          ...publish(context.world, topic, entry),
        });
      } catch (error) {
        if (!(error instanceof AwsError)) {
          throw error;
        }
        result.Failed?.push({
          Id: entry.Id,
          Code: error.code.replace(/Exception$/, ''),
          Message: error.message,
          SenderFault: error.status < 500,
        });
      }
    }
    return result;
  },
};

function checkBatch(
  entries: PublishBatchRequestEntry[],
): PublishBatchRequestEntry[] {
  if (entries.length === 0) {
    throw new AwsError(
      'EmptyBatchRequestException',
      'The batch request does not contain any entries.',
    );
  }
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequestException',
      'The batch request contains more entries than permissible.',
    );
  }
  const ids = entries.map(entry => entry.Id ?? '');
  if (ids.some(id => !/^[A-Za-z0-9_-]{1,80}$/.test(id))) {
    throw new AwsError(
      'InvalidBatchEntryIdException',
      'The Id of a batch entry in a batch request does not abide by the specification.',
    );
  }
  if (new Set(ids).size !== ids.length) {
    throw new AwsError(
      'BatchEntryIdsNotDistinctException',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  const bytes = entries.reduce((sum, entry) => sum + messageBytes(entry), 0);
  if (bytes > MOST_BYTES) {
    throw new AwsError(
      'BatchRequestTooLongException',
      'The length of all the messages put together is more than the limit.',
    );
  }
  return entries;
}
