import {
  CreateQueueRequest,
  CreateQueueResult,
  DeleteQueueRequest,
  GetQueueUrlRequest,
  GetQueueUrlResult,
  ListQueuesRequest,
  ListQueuesResult,
  QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { changeSettings, settingsAsAttributes } from '../attributes';
import { createQueue } from '../create-queue';
import { queueByUrl, queueDoesNotExist, queueUrl } from '../queue-address';
import { Queue } from '../queue/Queue';
import { QueueSettings, defaultSettings } from '../queue/QueueSettings';
import { checkRedriveTarget } from '../redrive-target';
import { sqsState } from '../state';

const LIST_MAXIMUM = 1000;
const NAME_BARRED_MILLISECONDS = 60_000;

export const queueOperations: Record<string, Operation> = {
  CreateQueue(input: CreateQueueRequest, context): CreateQueueResult {
    const { world } = context;
    const name = checkName(input);
    const state = sqsState(world, context);
    const existing = state.queues.get(name);
    if (existing) {
      refuseDifferent(existing, input);
      return { QueueUrl: queueUrl(world, context, name) };
    }
    const deletedAt = state.deletedAt.get(name);
    if (
      deletedAt !== undefined &&
      world.clock.now() - deletedAt < NAME_BARRED_MILLISECONDS
    ) {
      throw new AwsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    }
    const settings = changeSettings(
      defaultSettings(name.endsWith('.fifo')),
      input.Attributes ?? {},
    );
    checkRedriveTarget(world, context, name, settings);
    const queue = createQueue(world, context, name, settings);
    Object.assign(queue.tags, input.tags);
    state.deletedAt.delete(name);
    return { QueueUrl: queueUrl(world, context, name) };
  },

  DeleteQueue(input: DeleteQueueRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'DeleteQueue');
    const state = sqsState(context.world, context);
    queue.close();
    state.queues.delete(queue.name);
    state.deletedAt.set(queue.name, context.world.clock.now());
    return {};
  },

  GetQueueUrl(input: GetQueueUrlRequest, context): GetQueueUrlResult {
    const scope = {
      accountId: input.QueueOwnerAWSAccountId ?? context.accountId,
      region: context.region,
    };
    const name = input.QueueName ?? '';
    if (!sqsState(context.world, scope).queues.has(name)) {
      throw queueDoesNotExist();
    }
    return { QueueUrl: queueUrl(context.world, scope, name) };
  },

  ListQueues(input: ListQueuesRequest, context): ListQueuesResult {
    const limit = pageSize(input.MaxResults);
    if (limit === undefined && input.NextToken) {
      throw new AwsError(
        'InvalidParameterValueException',
        'NextToken is only valid together with MaxResults.',
      );
    }
    const page = paginate(
      queuesByName(context).filter(queue =>
        queue.name.startsWith(input.QueueNamePrefix ?? ''),
      ),
      queue => queue.name,
      { asked: limit, maximum: LIST_MAXIMUM, token: input.NextToken },
      invalidToken,
    );
    return {
      QueueUrls:
        page.items.length > 0
          ? page.items.map(queue =>
              queueUrl(context.world, context, queue.name),
            )
          : undefined,
      // Without MaxResults a caller gets one page and never learns of more.
      NextToken: limit === undefined ? undefined : page.nextToken,
    };
  },
};

export function queuesByName(context: RequestContext): Queue[] {
  return [...sqsState(context.world, context).queues.values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** @throws AwsError for anything but 1 to 1,000 */
export function pageSize(maxResults: number | undefined): number | undefined {
  if (
    maxResults !== undefined &&
    (maxResults < 1 || maxResults > LIST_MAXIMUM)
  ) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Value ${maxResults} for parameter MaxResults is invalid. Reason: Must be an integer between 1 and ${LIST_MAXIMUM}.`,
    );
  }
  return maxResults;
}

export function invalidToken(): AwsError {
  return new AwsError(
    'InvalidParameterValueException',
    'Invalid or expired next token.',
  );
}

function checkName(input: CreateQueueRequest): string {
  const name = input.QueueName ?? '';
  if (input.Attributes?.FifoQueue?.toLowerCase() === 'true') {
    if (!/^[A-Za-z0-9_-]{1,75}\.fifo$/.test(name)) {
      throw new AwsError(
        'InvalidParameterValueException',
        'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
      );
    }
  } else if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  return name;
}

function refuseDifferent(existing: Queue, input: CreateQueueRequest): void {
  const wanted: QueueSettings = changeSettings(
    existing.settings,
    input.Attributes ?? {},
  );
  const before = settingsAsAttributes(existing.settings);
  const after = settingsAsAttributes(wanted);
  for (const name of Object.keys({ ...before, ...after })) {
    const attribute = name as QueueAttributeName;
    if (before[attribute] !== after[attribute]) {
      throw new AwsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${name}`,
      );
    }
  }
}
