import {
  CreateActivityInput,
  CreateActivityOutput,
  DeleteActivityInput,
  DescribeActivityInput,
  DescribeActivityOutput,
  GetActivityTaskInput,
  GetActivityTaskOutput,
  ListActivitiesInput,
  ListActivitiesOutput,
} from '@aws-sdk/client-sfn';
import { Operation } from '../../../core';
import { ActivityQueue } from '../activities/ActivityQueue';
import { findActivity } from '../activities/find-activity';
import { checkName, parseStatesArn, statesArn } from '../arns';
import { statesPage } from '../page';
import { statesState } from '../state';
import { mergeTags } from '../tags';

const LONG_POLL_MILLISECONDS = 60_000;

/** Create, describe, list, delete, and the workers' long poll. */
export const activityOperations: Record<string, Operation> = {
  /** An activity that is there already is given back as it is, tags included. */
  CreateActivity(input: CreateActivityInput, context): CreateActivityOutput {
    const state = statesState(context.world, context);
    const name = checkName(input.name);
    const { item } = state.activities.get(name) ?? {
      item: {
        activityArn: statesArn(context, 'activity', name),
        name,
        creationDate: state.now(),
      },
    };
    if (!state.activities.has(name)) {
      state.activities.set(name, {
        item,
        tags: mergeTags(input.tags),
        queue: new ActivityQueue(),
      });
    }
    return { activityArn: item.activityArn, creationDate: item.creationDate };
  },

  DescribeActivity(
    input: DescribeActivityInput,
    context,
  ): DescribeActivityOutput {
    return { ...findActivity(context.world, input.activityArn).item };
  },

  ListActivities(input: ListActivitiesInput, context): ListActivitiesOutput {
    const { items, nextToken } = statesPage(
      [...statesState(context.world, context).activities.values()],
      ({ item }) => item.name,
      input,
    );
    return { activities: items.map(({ item }) => ({ ...item })), nextToken };
  },

  DeleteActivity(input: DeleteActivityInput, context): object {
    const { name, ...scope } = parseStatesArn(input.activityArn, 'activity');
    statesState(context.world, scope).activities.delete(name);
    return {};
  },

  /** No token means no work. */
  async GetActivityTask(
    input: GetActivityTaskInput,
    context,
  ): Promise<GetActivityTaskOutput> {
    const { queue } = findActivity(context.world, input.activityArn);
    const task = await queue.takeOrWait(
      context.world.clock,
      LONG_POLL_MILLISECONDS,
      context.signal,
      input.workerName,
    );
    return task ? { taskToken: task.taskToken, input: task.input } : {};
  },
};
