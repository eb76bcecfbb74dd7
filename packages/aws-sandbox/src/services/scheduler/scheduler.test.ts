import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { eventsService } from '../events';
import { sqsService } from '../sqs';
import { deleteFromQueue, receiveFromQueue } from '../sqs/data-plane';
import { schedulerService } from './index';

const MINUTE = 60_000;
const queueArn = (name: string) =>
  `arn:aws:sqs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:${name}`;

describe('scheduler', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = new TestWorld([sqsService, eventsService, schedulerService]);
    for (const QueueName of ['out', 'dlq']) {
      await world.call('sqs', 'CreateQueue', { QueueName });
    }
  });

  const createSchedule = (input: object = {}, target: object = {}) =>
    world.call('scheduler', 'CreateSchedule', {
      Name: 'tick',
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: queueArn('out'),
        RoleArn: 'arn:aws:iam::111111111111:role/schedule',
        Input: '{"at":"<aws.scheduler.scheduled-time>"}',
        ...target,
      },
      ...input,
    });

  const received = (name: string) => {
    const messages = receiveFromQueue(world.world, queueArn(name), {
      maxMessages: 10,
    });
    for (const { receiptHandle } of messages) {
      deleteFromQueue(world.world, queueArn(name), receiptHandle);
    }
    return messages;
  };

  it('invokes its target at once and at every time of its rate, while it is enabled', async () => {
    await createSchedule();
    const begun = world.clock.now();

    await world.clock.advance(11 * MINUTE);

    expect(received('out').map(message => JSON.parse(message.body).at)).toEqual(
      [0, 5, 10].map(minutes =>
        new Date(begun + minutes * MINUTE).toISOString(),
      ),
    );
    await world.call('scheduler', 'UpdateSchedule', {
      Name: 'tick',
      State: 'DISABLED',
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: queueArn('out'), RoleArn: 'arn:aws:iam::1:role/r' },
    });
    await world.clock.advance(11 * MINUTE);
    expect(received('out')).toEqual([]);
  });

  it('sends an invocation that its target refuses to the dead-letter queue', async () => {
    await createSchedule(
      {},
      {
        Arn: queueArn('missing'),
        DeadLetterConfig: { Arn: queueArn('dlq') },
      },
    );

    await world.clock.advance(6 * MINUTE);

    const [dead] = received('dlq');
    expect(dead.messageAttributes.ERROR_CODE.StringValue).toBe('NO_RESOURCE');
    expect(dead.messageAttributes.SCHEDULE_ARN.StringValue).toBe(
      `arn:aws:scheduler:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:schedule/default/tick`,
    );
  });

  it('keeps to its start and end date, and is gone after, if that was asked for', async () => {
    const begun = world.clock.now();
    await createSchedule({
      StartDate: new Date(begun + 7 * MINUTE),
      EndDate: new Date(begun + 20 * MINUTE),
      ActionAfterCompletion: 'DELETE',
    });

    await world.clock.advance(16 * MINUTE);
    await world.call('scheduler', 'GetSchedule', { Name: 'tick' });
    await world.clock.advance(30 * MINUTE);

    expect(received('out').map(message => JSON.parse(message.body).at)).toEqual(
      [7, 12, 17].map(minutes =>
        new Date(begun + minutes * MINUTE).toISOString(),
      ),
    );
    await expect(
      world.call('scheduler', 'GetSchedule', { Name: 'tick' }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('starts a cron on its first time after the start date, in its time zone', async () => {
    await createSchedule({
      ScheduleExpression: 'cron(0 8 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      StartDate: new Date('2026-11-27T12:00:00Z'),
    });

    await world.clock.advance(30 * 60 * MINUTE);

    expect(received('out').map(message => JSON.parse(message.body).at)).toEqual(
      ['2026-11-28T07:00:00.000Z'],
    );
  });

  it('is gone after its only time, if that was asked for', async () => {
    const at = new Date(world.clock.now() + 2 * MINUTE)
      .toISOString()
      .slice(0, 19);
    await createSchedule({
      ScheduleExpression: `at(${at})`,
      ActionAfterCompletion: 'DELETE',
    });

    await world.clock.advance(3 * MINUTE);

    expect(received('out')).toHaveLength(1);
    await expect(
      world.call('scheduler', 'GetSchedule', { Name: 'tick' }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('lists the schedules of a group in pages', async () => {
    await world.call('scheduler', 'CreateScheduleGroup', {
      Name: 'offers',
      Tags: [{ Key: 'team', Value: 'offers' }],
    });
    for (const Name of ['a', 'b']) {
      await createSchedule({ Name, GroupName: 'offers' });
    }
    await createSchedule({ Name: 'elsewhere' });

    const first = await world.call('scheduler', 'ListSchedules', {
      GroupName: 'offers',
      MaxResults: 1,
    });
    const second = await world.call('scheduler', 'ListSchedules', {
      GroupName: 'offers',
      MaxResults: 1,
      NextToken: first.NextToken,
    });

    expect(first.Schedules).toEqual([
      expect.objectContaining({
        Name: 'a',
        GroupName: 'offers',
        Target: { Arn: queueArn('out') },
      }),
    ]);
    expect(second.Schedules[0].Name).toBe('b');
    expect(second.NextToken).toBeUndefined();
  });

  it('takes the schedules of a group with it', async () => {
    await world.call('scheduler', 'CreateScheduleGroup', { Name: 'offers' });
    await createSchedule({ GroupName: 'offers' });
    received('out');

    await world.call('scheduler', 'DeleteScheduleGroup', { Name: 'offers' });
    await world.clock.advance(6 * MINUTE);

    expect(received('out')).toEqual([]);
    const { Schedules } = await world.call('scheduler', 'ListSchedules');
    expect(Schedules).toEqual([]);
  });

  it.each([
    [{ ScheduleExpression: 'every day' }, /Schedule Expression/],
    [{ FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, /MaximumWindowInMinutes/],
    [{ Name: 'a b' }, /name/],
  ])('refuses %j', async (input, message) => {
    await expect(createSchedule(input)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});
