import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import { ResourceType } from '../resource-type';

const PIPE_SECONDS = 10 * 60;

const pipe = apiType({
  service: 'pipes',
  create: 'CreatePipe',
  update: { operation: 'UpdatePipe', whole: true },
  delete: 'DeletePipe',
  name: { property: 'Name', maximumLength: 64 },
  replacedBy: ['Name', 'Source'],
  identify: ({ Arn, Name }) => ({
    physicalId: Name,
    arn: Arn,
    attributes: { Arn },
  }),
  key: ({ physicalId }) => ({ Name: physicalId }),
  afterwards: ({ physicalId }, _, __, context) =>
    untilSettled(physicalId, context),
});

/** @throws Error when the pipe failed, or the time is over */
async function untilSettled(
  Name: string,
  context: ResourceContext,
): Promise<void> {
  await context.until(
    async () => {
      const now = await context.call('pipes', 'DescribePipe', { Name });
      if (/FAILED$/.test(now.CurrentState)) {
        throw new Error(`Pipe ${Name}: ${now.StateReason ?? now.CurrentState}`);
      }
      return now.CurrentState === now.DesiredState ? true : undefined;
    },
    { seconds: PIPE_SECONDS, message: `Pipe ${Name} did not stabilize` },
  );
}

const schedule = apiType({
  service: 'scheduler',
  create: 'CreateSchedule',
  update: { operation: 'UpdateSchedule', whole: true },
  delete: 'DeleteSchedule',
  name: { property: 'Name', maximumLength: 64 },
  replacedBy: ['GroupName', 'Name'],
  untagged: true,
  identify: ({ ScheduleArn }, { Name }) => ({
    physicalId: Name,
    attributes: { Arn: ScheduleArn },
  }),
  key: ({ physicalId }, { GroupName }) => ({ Name: physicalId, GroupName }),
});

const scheduleGroup = apiType({
  service: 'scheduler',
  create: 'CreateScheduleGroup',
  delete: 'DeleteScheduleGroup',
  name: { property: 'Name', maximumLength: 64 },
  identify: ({ ScheduleGroupArn }, { Name }) => ({
    physicalId: Name,
    arn: ScheduleGroupArn,
    attributes: { Arn: ScheduleGroupArn },
  }),
  key: ({ physicalId }) => ({ Name: physicalId }),
});

export const pipesAndSchedulesTypes: Record<string, ResourceType> = {
  'AWS::Pipes::Pipe': pipe,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Scheduler::ScheduleGroup': scheduleGroup,
};
