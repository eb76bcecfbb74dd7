import {
  AddPermissionInput,
  CreateTopicInput,
  CreateTopicResponse,
  DeleteTopicInput,
  GetDataProtectionPolicyInput,
  GetDataProtectionPolicyResponse,
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListTopicsInput,
  ListTopicsResponse,
  PutDataProtectionPolicyInput,
  RemovePermissionInput,
  SetTopicAttributesInput,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-sns';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { Topic, invalidParameter, snsState, topicByArn } from '../state';
import {
  checkTopicAttribute,
  defaultTopicPolicy,
  describeTopic,
  setTopicAttribute,
} from '../topic-attributes';

const PAGE_MAXIMUM = 100;
const TAG_LIMIT = 50;

export const topicOperations: Record<string, Operation> = {
  CreateTopic(input: CreateTopicInput, context): CreateTopicResponse {
    const { FifoTopic, ...attributes } = input.Attributes ?? {};
    const fifo = FifoTopic === 'true';
    const name = checkName(input.Name, fifo);
    const tags = Object.fromEntries(
      (input.Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
    );
    const { topics } = snsState(context.world, context);
    const existing = topics.get(name);
    if (existing) {
      refuseDifferent(existing, attributes, input.Tags && tags);
      return { TopicArn: existing.arn };
    }
    const arn = `arn:aws:sns:${context.region}:${context.accountId}:${name}`;
    for (const [attribute, value] of Object.entries(attributes)) {
      checkTopicAttribute(fifo, attribute, value);
    }
    topics.set(name, {
      name,
      arn,
      fifo,
      attributes: { Policy: defaultTopicPolicy(arn), ...attributes },
      tags,
      dataProtectionPolicy: input.DataProtectionPolicy,
      subscriptions: new Map(),
      subscriptionsDeleted: 0,
      sequence: 0n,
      deduplication: new Map(),
    });
    return { TopicArn: arn };
  },

  DeleteTopic(input: DeleteTopicInput, context): object {
    const state = snsState(context.world, context);
    const topic = [...state.topics.values()].find(
      one => one.arn === input.TopicArn,
    );
    // Deleting what is not there succeeds, as on AWS.
    if (topic) {
      for (const { arn, owner } of topic.subscriptions.values()) {
        snsState(context.world, {
          accountId: owner,
          region: context.region,
        }).subscriptions.delete(arn);
      }
      state.topics.delete(topic.name);
    }
    return {};
  },

  ListTopics(input: ListTopicsInput, context): ListTopicsResponse {
    const page = paginate(
      [...snsState(context.world, context).topics.values()].sort((a, b) =>
        a.arn < b.arn ? -1 : 1,
      ),
      topic => topic.arn,
      { maximum: PAGE_MAXIMUM, token: input.NextToken },
      () => invalidParameter('NextToken'),
    );
    return {
      Topics: page.items.map(topic => ({ TopicArn: topic.arn })),
      NextToken: page.nextToken,
    };
  },

  GetTopicAttributes(
    input: GetTopicAttributesInput,
    context,
  ): GetTopicAttributesResponse {
    const topic = topicByArn(context, input.TopicArn, 'GetTopicAttributes');
    return { Attributes: describeTopic(topic) };
  },

  SetTopicAttributes(input: SetTopicAttributesInput, context): object {
    const topic = topicByArn(context, input.TopicArn, 'SetTopicAttributes');
    setTopicAttribute(
      topic,
      input.AttributeName ?? '',
      input.AttributeValue ?? '',
    );
    return {};
  },

  AddPermission(input: AddPermissionInput, context): object {
    const topic = topicByArn(context, input.TopicArn, 'AddPermission');
    const policy = JSON.parse(topic.attributes.Policy);
    const statements = listOf(policy.Statement);
    if (statements.some(statement => statement.Sid === input.Label)) {
      throw invalidParameter('Statement already exists');
    }
    statements.push({
      Sid: input.Label,
      Effect: 'Allow',
      Principal: {
        AWS: (input.AWSAccountId ?? []).map(id => `arn:aws:iam::${id}:root`),
      },
      Action: (input.ActionName ?? []).map(action => `SNS:${action}`),
      Resource: topic.arn,
    });
    topic.attributes.Policy = JSON.stringify({
      ...policy,
      Statement: statements,
    });
    return {};
  },

  RemovePermission(input: RemovePermissionInput, context): object {
    const topic = topicByArn(context, input.TopicArn, 'RemovePermission');
    const policy = JSON.parse(topic.attributes.Policy);
    topic.attributes.Policy = JSON.stringify({
      ...policy,
      Statement: listOf(policy.Statement).filter(
        statement => statement.Sid !== input.Label,
      ),
    });
    return {};
  },

  GetDataProtectionPolicy(
    input: GetDataProtectionPolicyInput,
    context,
  ): GetDataProtectionPolicyResponse {
    const topic = topicByArn(
      context,
      input.ResourceArn,
      'GetDataProtectionPolicy',
    );
    return { DataProtectionPolicy: topic.dataProtectionPolicy };
  },

  PutDataProtectionPolicy(
    input: PutDataProtectionPolicyInput,
    context,
  ): object {
    const topic = topicByArn(
      context,
      input.ResourceArn,
      'PutDataProtectionPolicy',
    );
    topic.dataProtectionPolicy = input.DataProtectionPolicy || undefined;
    return {};
  },

  TagResource(input: TagResourceRequest, context): object {
    const { tags } = taggedTopic(context, input.ResourceArn);
    const added = Object.fromEntries(
      (input.Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
    );
    if (Object.keys({ ...tags, ...added }).length > TAG_LIMIT) {
      throw new AwsError(
        'TagLimitExceededException',
        `Could not complete request: tag quota of per resource exceeded`,
      );
    }
    Object.assign(tags, added);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const { tags } = taggedTopic(context, input.ResourceArn);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    const { tags } = taggedTopic(context, input.ResourceArn);
    return {
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    };
  },
};

function checkName(name: string | undefined, fifo: boolean): string {
  const pattern = fifo
    ? /^[A-Za-z0-9_-]{1,251}\.fifo$/
    : /^[A-Za-z0-9_-]{1,256}$/;
  if (!name || !pattern.test(name)) {
    throw invalidParameter(
      fifo
        ? 'Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.'
        : 'Topic Name',
    );
  }
  return name;
}

function refuseDifferent(
  topic: Topic,
  attributes: Record<string, string>,
  tags: Record<string, string> | undefined,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (topic.attributes[name] !== value) {
      throw invalidParameter(
        'Attributes Reason: Topic already exists with different attributes',
      );
    }
  }
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (topic.tags[key] !== value) {
      throw invalidParameter(
        'Tags Reason: Topic already exists with different tags',
      );
    }
  }
}

function taggedTopic(context: RequestContext, arn: string | undefined): Topic {
  const topic = [...snsState(context.world, context).topics.values()].find(
    one => one.arn === arn,
  );
  if (!topic) {
    throw new AwsError(
      'ResourceNotFoundException',
      'Resource does not exist',
      404,
    );
  }
  return topic;
}

interface Statement {
  Sid?: string;
  [member: string]: unknown;
}

function listOf(statements: Statement | Statement[]): Statement[] {
  return Array.isArray(statements) ? [...statements] : [statements];
}
