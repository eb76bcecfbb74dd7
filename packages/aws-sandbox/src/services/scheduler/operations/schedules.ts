import {
  CreateScheduleInput,
  CreateScheduleOutput,
  DeleteScheduleInput,
  GetScheduleInput,
  GetScheduleOutput,
  ListSchedulesInput,
  ListSchedulesOutput,
  UpdateScheduleInput,
  UpdateScheduleOutput,
} from '@aws-sdk/client-scheduler';
import { Operation, RequestContext } from '../../../core';
import {
  InvalidScheduleExpressionError,
  parseScheduleExpression,
} from '../../../schedule-expression';
import { schedulerPage } from '../page';
import { begin, rearm } from '../run-schedule';
import {
  DEFAULT_GROUP,
  StoredSchedule,
  checkName,
  conflict,
  findGroup,
  notFound,
  scheduleArn,
  schedulerState,
  validationException,
} from '../state';

export const scheduleOperations: Record<string, Operation> = {
  CreateSchedule(input: CreateScheduleInput, context): CreateScheduleOutput {
    const state = schedulerState(context.world, context);
    const name = checkName('schedule', input.Name);
    const { name: groupName } = findGroup(state, input.GroupName);
    check(input);
    const key = `${groupName}/${name}`;
    if (state.schedules.has(key)) {
      throw conflict(`Schedule ${name} already exists.`);
    }
    const now = context.world.clock.now();
    const schedule: StoredSchedule = {
      name,
      groupName,
      arn: scheduleArn(context, groupName, name),
      state: input.State ?? 'ENABLED',
      definition: input,
      createdAt: now,
      modifiedAt: now,
    };
    state.schedules.set(key, schedule);
    begin(context.world, context, schedule);
    return { ScheduleArn: schedule.arn };
  },

  GetSchedule(input: GetScheduleInput, context): GetScheduleOutput {
    const schedule = find(context, input);
    const { ClientToken: _, ...definition } = schedule.definition;
    return {
      ...definition,
      Name: schedule.name,
      GroupName: schedule.groupName,
      Arn: schedule.arn,
      State: schedule.state,
      ScheduleExpressionTimezone:
        definition.ScheduleExpressionTimezone ?? 'UTC',
      ActionAfterCompletion: definition.ActionAfterCompletion ?? 'NONE',
      CreationDate: new Date(schedule.createdAt),
      LastModificationDate: new Date(schedule.modifiedAt),
    };
  },

  ListSchedules(input: ListSchedulesInput, context): ListSchedulesOutput {
    const state = schedulerState(context.world, context);
    if (input.GroupName !== undefined) {
      findGroup(state, input.GroupName);
    }
    const page = schedulerPage(
      [...state.schedules.values()].filter(
        schedule =>
          (!input.GroupName || schedule.groupName === input.GroupName) &&
          (!input.State || schedule.state === input.State) &&
          schedule.name.startsWith(input.NamePrefix ?? ''),
      ),
      schedule => `${schedule.groupName}/${schedule.name}`,
      input,
    );
    return {
      Schedules: page.items.map(schedule => ({
        Arn: schedule.arn,
        Name: schedule.name,
        GroupName: schedule.groupName,
        State: schedule.state,
        CreationDate: new Date(schedule.createdAt),
        LastModificationDate: new Date(schedule.modifiedAt),
        Target: { Arn: schedule.definition.Target?.Arn },
      })),
      NextToken: page.nextToken,
    };
  },

  UpdateSchedule(input: UpdateScheduleInput, context): UpdateScheduleOutput {
    const schedule = find(context, input);
    check(input);
    // As AWS: an update says everything anew, what it leaves out is the default.
    schedule.definition = input;
    schedule.state = input.State ?? 'ENABLED';
    schedule.modifiedAt = context.world.clock.now();
    rearm(context.world, context, schedule);
    return { ScheduleArn: schedule.arn };
  },

  DeleteSchedule(input: DeleteScheduleInput, context): object {
    const schedule = find(context, input);
    schedule.cancel?.();
    schedulerState(context.world, context).schedules.delete(
      `${schedule.groupName}/${schedule.name}`,
    );
    return {};
  },
};

function find(
  context: RequestContext,
  input: { Name?: string; GroupName?: string },
): StoredSchedule {
  const state = schedulerState(context.world, context);
  const schedule = state.schedules.get(
    `${input.GroupName ?? DEFAULT_GROUP}/${input.Name}`,
  );
  if (!schedule) {
    throw notFound(`Schedule ${input.Name} does not exist.`);
  }
  return schedule;
}

function check(input: CreateScheduleInput | UpdateScheduleInput): void {
  try {
    parseScheduleExpression(
      input.ScheduleExpression ?? '',
      input.ScheduleExpressionTimezone,
    );
  } catch (error) {
    if (error instanceof InvalidScheduleExpressionError) {
      throw validationException(
        `Invalid Schedule Expression ${input.ScheduleExpression}.`,
      );
    }
    throw error;
  }
  const { Mode, MaximumWindowInMinutes } = input.FlexibleTimeWindow ?? {};
  if ((Mode === 'FLEXIBLE') !== (MaximumWindowInMinutes !== undefined)) {
    throw validationException(
      'MaximumWindowInMinutes goes with the mode FLEXIBLE, and only with it.',
    );
  }
  if (!/^arn:[^:]+:[^:]+:/.test(input.Target?.Arn ?? '')) {
    throw validationException(
      `Provided Arn is not in correct format: ${input.Target?.Arn}`,
    );
  }
}
