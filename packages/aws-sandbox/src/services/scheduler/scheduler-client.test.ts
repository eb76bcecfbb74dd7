import {
  ConflictException,
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  GetScheduleCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  SchedulerClient,
  ValidationException,
  paginateListSchedules,
} from '@aws-sdk/client-scheduler';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { schedulerService } from './index';

describe('Scheduler over the SDK client', () => {
  let sandbox: Sandbox;
  let client: SchedulerClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, services: [schedulerService] });
    client = new SchedulerClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  const schedule = (Name: string, more: object = {}) => ({
    Name,
    GroupName: 'offers',
    ScheduleExpression: 'cron(0 3 1 * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    StartDate: new Date('2026-12-01T00:00:00Z'),
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: {
      Arn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:offers',
      RoleArn: 'arn:aws:iam::111111111111:role/scheduler',
      Input: '{"month":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumRetryAttempts: 5 },
    },
    ...more,
  });

  it('gives a schedule back as it was made, and pages lists', async () => {
    const { ScheduleGroupArn } = await client.send(
      new CreateScheduleGroupCommand({
        Name: 'offers',
        Tags: [{ Key: 'team', Value: 'crm' }],
      }),
    );
    for (const name of ['a', 'b', 'c']) {
      await client.send(new CreateScheduleCommand(schedule(name)));
    }
    const found = await client.send(
      new GetScheduleCommand({ Name: 'a', GroupName: 'offers' }),
    );
    expect(found).toMatchObject({
      ...schedule('a'),
      Arn: 'arn:aws:scheduler:eu-west-1:111111111111:schedule/offers/a',
      State: 'ENABLED',
    });
    const names: (string | undefined)[][] = [];
    for await (const page of paginateListSchedules(
      { client, pageSize: 2 },
      { GroupName: 'offers' },
    )) {
      names.push((page.Schedules ?? []).map(one => one.Name));
    }
    expect(names).toEqual([['a', 'b'], ['c']]);
    const { Tags } = await client.send(
      new ListTagsForResourceCommand({ ResourceArn: ScheduleGroupArn }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'crm' }]);
  });

  it('throws the modelled errors', async () => {
    await expect(
      client.send(new CreateScheduleCommand(schedule('a'))),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    const own = schedule('a', { GroupName: undefined });
    await client.send(new CreateScheduleCommand(own));
    await expect(
      client.send(new CreateScheduleCommand(own)),
    ).rejects.toBeInstanceOf(ConflictException);
    await expect(
      client.send(
        new CreateScheduleCommand({
          ...own,
          Name: 'b',
          ScheduleExpression: 'rate(5 minute)',
        }),
      ),
    ).rejects.toBeInstanceOf(ValidationException);
  });
});
