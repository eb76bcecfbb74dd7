import {
  AddPermissionRequest,
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  ListQueueTagsRequest,
  ListQueueTagsResult,
  RemovePermissionRequest,
  SetQueueAttributesRequest,
  TagQueueRequest,
  UntagQueueRequest,
} from '@aws-sdk/client-sqs';
import { AwsError, Operation } from '../../../core';
import { changeSettings, describeAttributes } from '../attributes';
import { queueByUrl } from '../queue-address';
import { Queue } from '../queue/Queue';
import { checkRedriveTarget } from '../redrive-target';

const TAG_LIMIT = 50;

export const attributeOperations: Record<string, Operation> = {
  GetQueueAttributes(
    input: GetQueueAttributesRequest,
    context,
  ): GetQueueAttributesResult {
    const queue = queueByUrl(input.QueueUrl, context, 'GetQueueAttributes');
    return {
      Attributes: describeAttributes(queue, input.AttributeNames ?? []),
    };
  },

  SetQueueAttributes(input: SetQueueAttributesRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'SetQueueAttributes');
    const settings = changeSettings(queue.settings, input.Attributes ?? {});
    if (input.Attributes?.RedrivePolicy !== undefined) {
      checkRedriveTarget(context.world, context, queue.name, settings);
    }
    queue.settings = settings;
    queue.modifiedAt = context.world.clock.now();
    return {};
  },

  AddPermission(input: AddPermissionRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'AddPermission');
    const policy = policyOf(queue);
    if (policy.Statement.some(statement => statement.Sid === input.Label)) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Value ${input.Label} for parameter Label is invalid. Reason: Already exists.`,
      );
    }
    policy.Statement.push({
      Sid: input.Label ?? '',
      Effect: 'Allow',
      Principal: {
        AWS: (input.AWSAccountIds ?? []).map(id => `arn:aws:iam::${id}:root`),
      },
      Action: (input.Actions ?? []).map(action => `SQS:${action}`),
      Resource: queue.arn,
    });
    queue.settings = { ...queue.settings, policy: JSON.stringify(policy) };
    return {};
  },

  RemovePermission(input: RemovePermissionRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'RemovePermission');
    const policy = policyOf(queue);
    const left = policy.Statement.filter(
      statement => statement.Sid !== input.Label,
    );
    if (left.length === policy.Statement.length) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Value ${input.Label} for parameter Label is invalid. Reason: can't find label.`,
      );
    }
    queue.settings = {
      ...queue.settings,
      policy:
        left.length > 0
          ? JSON.stringify({ ...policy, Statement: left })
          : undefined,
    };
    return {};
  },

  TagQueue(input: TagQueueRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'TagQueue');
    const tags = { ...queue.tags, ...input.Tags };
    if (Object.keys(tags).length > TAG_LIMIT) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Too many tags added for queue ${queue.name}.`,
      );
    }
    Object.assign(queue.tags, tags);
    return {};
  },

  UntagQueue(input: UntagQueueRequest, context): object {
    const queue = queueByUrl(input.QueueUrl, context, 'UntagQueue');
    for (const key of input.TagKeys ?? []) {
      delete queue.tags[key];
    }
    return {};
  },

  ListQueueTags(input: ListQueueTagsRequest, context): ListQueueTagsResult {
    const queue = queueByUrl(input.QueueUrl, context, 'ListQueueTags');
    return {
      Tags: Object.keys(queue.tags).length > 0 ? { ...queue.tags } : undefined,
    };
  },
};

interface PolicyStatement {
  Sid?: string;
  [member: string]: unknown;
}

function policyOf(queue: Queue): {
  Version: string;
  Id: string;
  Statement: PolicyStatement[];
} {
  const empty = {
    Version: '2008-10-17',
    Id: `${queue.arn}/SQSDefaultPolicy`,
    Statement: [],
  };
  if (!queue.settings.policy) {
    return empty;
  }
  const policy = JSON.parse(queue.settings.policy);
  return {
    ...empty,
    ...policy,
    Statement: Array.isArray(policy.Statement)
      ? policy.Statement
      : [policy.Statement],
  };
}
