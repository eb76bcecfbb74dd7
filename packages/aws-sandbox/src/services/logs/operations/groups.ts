import {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  LogGroup,
  LogGroupClass,
  PutRetentionPolicyRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError, Operation, paginate } from '../../../core';
import {
  StoredLogGroup,
  findGroup,
  invalidParameter,
  logsState,
  newLogGroup,
} from '../state';

const PAGE_MAXIMUM = 50;
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
];

/** Log groups, their retention and their tags. */
export const groupOperations: Record<string, Operation> = {
  CreateLogGroup(input: CreateLogGroupRequest, context): object {
    const { groups } = logsState(context.world, context);
    const name = input.logGroupName ?? '';
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
      throw invalidParameter(
        `Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      );
    }
    if (groups.has(name)) {
      throw new AwsError(
        'ResourceAlreadyExistsException',
        'The specified log group already exists',
      );
    }
    groups.set(name, {
      ...newLogGroup(context, name, context.world.clock.now()),
      kmsKeyId: input.kmsKeyId,
      logGroupClass: input.logGroupClass ?? 'STANDARD',
      tags: { ...input.tags },
    });
    return {};
  },

  DeleteLogGroup(input: DeleteLogGroupRequest, context): object {
    const state = logsState(context.world, context);
    state.groups.delete(findGroup(state, input.logGroupName).name);
    return {};
  },

  DescribeLogGroups(
    input: DescribeLogGroupsRequest,
    context,
  ): DescribeLogGroupsResponse {
    const { groups } = logsState(context.world, context);
    const page = paginate(
      [...groups.values()]
        .filter(({ name }) => name.startsWith(input.logGroupNamePrefix ?? ''))
        .filter(({ name }) => name.includes(input.logGroupNamePattern ?? ''))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ({ name }) => name,
      { asked: input.limit, maximum: PAGE_MAXIMUM, token: input.nextToken },
      () => invalidParameter('The specified nextToken is invalid.'),
    );
    return { logGroups: page.items.map(described), nextToken: page.nextToken };
  },

  PutRetentionPolicy(input: PutRetentionPolicyRequest, context): object {
    const group = findGroup(
      logsState(context.world, context),
      input.logGroupName,
    );
    const days = input.retentionInDays ?? 0;
    if (!RETENTION_DAYS.includes(days)) {
      throw invalidParameter(
        `Retention must be one of ${RETENTION_DAYS.join(
          ', ',
        )} days, not ${days}`,
      );
    }
    group.retentionInDays = days;
    return {};
  },

  DeleteRetentionPolicy(input: DeleteRetentionPolicyRequest, context): object {
    findGroup(
      logsState(context.world, context),
      input.logGroupName,
    ).retentionInDays = undefined;
    return {};
  },

  TagResource(input: TagResourceRequest, context): object {
    const { tags } = findGroup(
      logsState(context.world, context),
      input.resourceArn,
    );
    Object.assign(tags, input.tags);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const { tags } = findGroup(
      logsState(context.world, context),
      input.resourceArn,
    );
    for (const key of input.tagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    const { tags } = findGroup(
      logsState(context.world, context),
      input.resourceArn,
    );
    return { tags: { ...tags } };
  },
};

function described(group: StoredLogGroup): LogGroup {
  const bytes = [...group.streams.values()]
    .flatMap(({ events }) => events)
    .reduce((sum, { message }) => sum + message.length, 0);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    logGroupArn: group.arn,
    storedBytes: bytes,
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.logGroupClass as LogGroupClass,
  };
}
