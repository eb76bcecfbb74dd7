import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  ScheduleSummary,
  Target as ScheduleTarget,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { createQueue, receiveJson } from './sqs';

async function target(context: ContractContext): Promise<ScheduleTarget> {
  const queue = await createQueue(context);
  const RoleArn = await context.role('scheduler.amazonaws.com', [
    'sqs:SendMessage',
  ]);
  return { Arn: queue.arn, RoleArn, Input: '{"month": "over"}' };
}

async function createSchedule(
  context: ContractContext,
  Name: string,
  Target: ScheduleTarget,
  GroupName?: string,
) {
  const { aws } = context;
  const { ScheduleArn } = await aws.scheduler.send(
    new CreateScheduleCommand({
      Name,
      GroupName,
      ScheduleExpression: 'cron(0 3 1 * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target,
    }),
  );
  context.cleanUp(() =>
    aws.scheduler.send(new DeleteScheduleCommand({ Name, GroupName })),
  );
  return ScheduleArn;
}

/** Schedules and what they start. */
export const schedulerChecks: Check[] = [
  {
    behaviour: 'gives a schedule back, changes it, and knows its group',
    async run(context) {
      const { aws } = context;
      const GroupName = context.name('group');
      const { ScheduleGroupArn } = await aws.scheduler.send(
        new CreateScheduleGroupCommand({
          Name: GroupName,
          Tags: [{ Key: 'event-topology:component', Value: 'offers' }],
        }),
      );
      context.cleanUp(() =>
        aws.scheduler.send(new DeleteScheduleGroupCommand({ Name: GroupName })),
      );
      const { Tags } = await aws.scheduler.send(
        new ListTagsForResourceCommand({ ResourceArn: ScheduleGroupArn }),
      );
      expect(Tags).toEqual([
        { Key: 'event-topology:component', Value: 'offers' },
      ]);
      const Name = context.name('monthly');
      const Target = await target(context);
      const arn = await createSchedule(context, Name, Target, GroupName);
      const schedule = await aws.scheduler.send(
        new GetScheduleCommand({ Name, GroupName }),
      );
      expect(schedule).toMatchObject({
        Arn: arn,
        State: 'ENABLED',
        ScheduleExpression: 'cron(0 3 1 * ? *)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        Target,
      });
      await aws.scheduler.send(
        new UpdateScheduleCommand({
          Name,
          GroupName,
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target,
          State: 'DISABLED',
        }),
      );
      expect(
        await aws.scheduler.send(new GetScheduleCommand({ Name, GroupName })),
      ).toMatchObject({ State: 'DISABLED', ScheduleExpression: 'rate(1 day)' });
    },
  },
  {
    behaviour: 'lists schedules by prefix, page by page, with their targets',
    async run(context) {
      const prefix = context.name('list');
      const Target = await target(context);
      const names = ['a', 'b', 'c'].map(suffix => `${prefix}-${suffix}`);
      for (const name of names) {
        await createSchedule(context, name, Target);
      }
      const schedules = await context.pages<ScheduleSummary>(
        'scheduler:ListSchedules',
        async NextToken => {
          const page = await context.aws.scheduler.send(
            new ListSchedulesCommand({
              NamePrefix: prefix,
              MaxResults: 2,
              NextToken,
            }),
          );
          return { items: page.Schedules, next: page.NextToken };
        },
      );
      expect(schedules.map(schedule => schedule.Name).sort()).toEqual(names);
      expect(schedules[0].Target?.Arn).toBe(Target.Arn);
    },
  },
  {
    behaviour: 'brings its input to the target when the time has come',
    async run(context) {
      const { aws } = context;
      const queue = await createQueue(context);
      const RoleArn = await context.role('scheduler.amazonaws.com', [
        'sqs:SendMessage',
      ]);
      const Name = context.name('once');
      const soon = new Date(Date.now() + 3000).toISOString().slice(0, 19);
      await aws.scheduler.send(
        new CreateScheduleCommand({
          Name,
          ScheduleExpression: `at(${soon})`,
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: { Arn: queue.arn, RoleArn, Input: '{"month": "over"}' },
        }),
      );
      context.cleanUp(() =>
        aws.scheduler.send(new DeleteScheduleCommand({ Name })),
      );
      expect(await receiveJson(context, queue.url)).toEqual({ month: 'over' });
    },
  },
  {
    behaviour:
      'refuses a second schedule of a name and an expression it cannot read',
    async run(context) {
      const Name = context.name('twice');
      const Target = await target(context);
      await createSchedule(context, Name, Target);
      await expectError(
        createSchedule(context, Name, Target),
        'ConflictException',
      );
      await expectError(
        context.aws.scheduler.send(
          new CreateScheduleCommand({
            Name: context.name('wrong'),
            ScheduleExpression: 'every now and then',
            FlexibleTimeWindow: { Mode: 'OFF' },
            Target,
          }),
        ),
        'ValidationException',
      );
      await expectError(
        context.aws.scheduler.send(
          new GetScheduleCommand({ Name: context.name('absent') }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
