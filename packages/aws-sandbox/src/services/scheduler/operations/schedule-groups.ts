import {
  CreateScheduleGroupInput,
  CreateScheduleGroupOutput,
  DeleteScheduleGroupInput,
  GetScheduleGroupInput,
  GetScheduleGroupOutput,
  ListScheduleGroupsInput,
  ListScheduleGroupsOutput,
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-scheduler';
import { Operation, RequestContext } from '../../../core';
import { schedulerPage } from '../page';
import {
  DEFAULT_GROUP,
  StoredScheduleGroup,
  checkName,
  conflict,
  findGroup,
  groupArn,
  notFound,
  schedulerState,
  validationException,
} from '../state';

export const scheduleGroupOperations: Record<string, Operation> = {
  CreateScheduleGroup(
    input: CreateScheduleGroupInput,
    context,
  ): CreateScheduleGroupOutput {
    const { groups } = schedulerState(context.world, context);
    const name = checkName('schedule group', input.Name);
    if (groups.has(name)) {
      throw conflict(`Schedule group ${name} already exists.`);
    }
    const now = context.world.clock.now();
    const group: StoredScheduleGroup = {
      name,
      arn: groupArn(context, name),
      state: 'ACTIVE',
      createdAt: now,
      modifiedAt: now,
      tags: tagRecord(input.Tags),
    };
    groups.set(name, group);
    return { ScheduleGroupArn: group.arn };
  },

  GetScheduleGroup(
    input: GetScheduleGroupInput,
    context,
  ): GetScheduleGroupOutput {
    return described(
      findGroup(schedulerState(context.world, context), input.Name),
    );
  },

  ListScheduleGroups(
    input: ListScheduleGroupsInput,
    context,
  ): ListScheduleGroupsOutput {
    const { groups } = schedulerState(context.world, context);
    const page = schedulerPage(
      [...groups.values()].filter(group =>
        group.name.startsWith(input.NamePrefix ?? ''),
      ),
      group => group.name,
      input,
    );
    return {
      ScheduleGroups: page.items.map(described),
      NextToken: page.nextToken,
    };
  },

  DeleteScheduleGroup(input: DeleteScheduleGroupInput, context): object {
    const state = schedulerState(context.world, context);
    const group = findGroup(state, input.Name);
    if (group.name === DEFAULT_GROUP) {
      throw validationException('The default schedule group cannot be deleted');
    }
    for (const [key, schedule] of [...state.schedules]) {
      if (schedule.groupName === group.name) {
        schedule.cancel?.();
        state.schedules.delete(key);
      }
    }
    state.groups.delete(group.name);
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceInput,
    context,
  ): ListTagsForResourceOutput {
    const { tags } = groupByArn(context, input.ResourceArn);
    return {
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    };
  },

  TagResource(input: TagResourceInput, context): object {
    const group = groupByArn(context, input.ResourceArn);
    Object.assign(group.tags, tagRecord(input.Tags));
    return {};
  },

  UntagResource(input: UntagResourceInput, context): object {
    const group = groupByArn(context, input.ResourceArn);
    for (const key of input.TagKeys ?? []) {
      delete group.tags[key];
    }
    return {};
  },
};

function described(group: StoredScheduleGroup) {
  return {
    Arn: group.arn,
    Name: group.name,
    State: group.state,
    CreationDate: new Date(group.createdAt),
    LastModificationDate: new Date(group.modifiedAt),
  };
}

function groupByArn(
  context: RequestContext,
  arn: string | undefined,
): StoredScheduleGroup {
  const { groups } = schedulerState(context.world, context);
  const group = [...groups.values()].find(candidate => candidate.arn === arn);
  if (!group) {
    throw notFound(`Schedule group ${arn} does not exist.`);
  }
  return group;
}

function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
  );
}
