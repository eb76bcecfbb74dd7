import { arnOf, placeOf } from '../__testing__/place';
import { scheduleFindings } from './scheduler';

const place = placeOf('scheduler');
const SCHEDULE = arnOf('scheduler', 'schedule/default/monthly');

function targetOf(target: object) {
  const { edges } = scheduleFindings(place, {
    Arn: SCHEDULE,
    Name: 'monthly',
    Target: { Arn: '', RoleArn: 'arn:role', ...target },
  });
  return edges.map(edge => `${edge.kind} ${edge.to}`);
}

describe('scheduleFindings', () => {
  it('describes the schedule and what it starts', () => {
    const { node, edges } = scheduleFindings(place, {
      Arn: SCHEDULE,
      Name: 'monthly',
      GroupName: 'default',
      State: 'ENABLED',
      ScheduleExpression: 'cron(0 6 1 * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target: {
        Arn: arnOf('states', 'stateMachine:offers:prod'),
        RoleArn: 'arn:role',
        RetryPolicy: { MaximumRetryAttempts: 3 },
        DeadLetterConfig: { Arn: arnOf('sqs', 'schedule-dlq') },
      },
    });

    expect(node).toMatchObject({
      id: SCHEDULE,
      kind: 'schedule',
      attributes: {
        state: 'ENABLED',
        groupName: 'default',
        scheduleExpression: 'cron(0 6 1 * ? *)',
        scheduleExpressionTimezone: 'Europe/Berlin',
      },
    });
    expect(edges).toMatchObject([
      {
        kind: 'schedules',
        to: arnOf('states', 'stateMachine:offers'),
        details: {
          maximumRetryAttempts: 3,
          deadLetterArn: arnOf('sqs', 'schedule-dlq'),
        },
      },
      { kind: 'dead-letters', to: arnOf('sqs', 'schedule-dlq') },
    ]);
  });

  it('runs the task definition, not the cluster', () => {
    expect(
      targetOf({
        Arn: arnOf('ecs', 'cluster/shop'),
        EcsParameters: {
          TaskDefinitionArn: arnOf('ecs', 'task-definition/report:2'),
        },
      }),
    ).toEqual([`schedules ${arnOf('ecs', 'task-definition/report')}`]);
  });

  it.each([
    [
      'sqs:sendMessage',
      {
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
      },
      arnOf('sqs', 'orders'),
    ],
    [
      'sns:publish',
      { TopicArn: arnOf('sns', 'notifications') },
      arnOf('sns', 'notifications'),
    ],
    [
      'eventbridge:putEvents',
      { Entries: [{ EventBusName: 'shop' }] },
      arnOf('events', 'event-bus/shop'),
    ],
    [
      'eventbridge:putEvents',
      { Entries: [{}] },
      arnOf('events', 'event-bus/default'),
    ],
    ['lambda:invoke', { FunctionName: 'x' }, arnOf('lambda', 'function:x')],
    [
      'sfn:startExecution',
      { StateMachineArn: arnOf('states', 'stateMachine:offers') },
      arnOf('states', 'stateMachine:offers'),
    ],
    [
      'kinesis:putRecord',
      { StreamName: 'clicks' },
      arnOf('kinesis', 'stream/clicks'),
    ],
    [
      'ecs:runTask',
      { TaskDefinition: 'report' },
      arnOf('ecs', 'task-definition/report'),
    ],
  ])('reads what %s acts on', (operation, input, to) => {
    expect(
      targetOf({
        Arn: `arn:aws:scheduler:::aws-sdk:${operation}`,
        Input: JSON.stringify(input),
      }),
    ).toEqual([`schedules ${to}`]);
  });

  it('leads nowhere when the operation acts on something else', () => {
    expect(
      targetOf({ Arn: 'arn:aws:scheduler:::aws-sdk:rds:stopDBCluster' }),
    ).toEqual([]);
  });
});
