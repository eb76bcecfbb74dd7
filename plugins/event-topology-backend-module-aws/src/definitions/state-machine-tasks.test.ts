import { readStateMachine } from './state-machine-tasks';

const QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders';

function task(resource: string, parameters: object, more: object = {}) {
  return JSON.stringify({
    StartAt: 'Work',
    States: {
      Work: {
        Type: 'Task',
        Resource: resource,
        Parameters: parameters,
        End: true,
        ...more,
      },
    },
  });
}

describe('readStateMachine', () => {
  it.each([
    ['arn:aws:states:::ecs:runTask', 'request-response'],
    ['arn:aws:states:::ecs:runTask.sync', 'sync'],
    ['arn:aws:states:::ecs:runTask.waitForTaskToken', 'wait-for-task-token'],
    ['arn:aws:states:::aws-sdk:ecs:runTask', 'request-response'],
  ])('reads %s as %s', (resource, runMode) => {
    expect(
      readStateMachine(task(resource, { TaskDefinition: 'media:3' })),
    ).toEqual({
      stateCount: 1,
      tasks: [
        {
          stateName: 'Work',
          action: 'run-task',
          target: 'media:3',
          runMode,
          field: 'States.Work.Parameters.TaskDefinition',
        },
      ],
    });
  });

  it.each([
    ['sqs:sendMessage', { QueueUrl: QUEUE_URL }, 'send-message', QUEUE_URL],
    [
      'sqs:sendMessage.waitForTaskToken',
      { QueueUrl: QUEUE_URL },
      'send-message',
      QUEUE_URL,
    ],
    [
      'aws-sdk:sqs:sendMessage',
      { QueueUrl: QUEUE_URL },
      'send-message',
      QUEUE_URL,
    ],
    [
      'aws-sdk:kinesis:putRecord',
      { StreamName: 'clicks' },
      'put-records',
      'clicks',
    ],
    ['sns:publish', { TopicArn: 'arn:topic' }, 'publish', 'arn:topic'],
    [
      'events:putEvents',
      { Entries: [{ EventBusName: 'shop' }] },
      'put-events',
      'shop',
    ],
    [
      'events:putEvents',
      { Entries: [{ Source: 'a' }] },
      'put-events',
      'default',
    ],
    ['lambda:invoke', { FunctionName: 'thumbs' }, 'invoke-function', 'thumbs'],
    [
      'states:startExecution.sync:2',
      { StateMachineArn: 'arn:machine' },
      'start-execution',
      'arn:machine',
    ],
    [
      'http:invoke',
      { ApiEndpoint: 'https://api.example/x' },
      'call-http',
      'https://api.example/x',
    ],
  ])('reads %s', (integration, parameters, action, target) => {
    const { tasks } = readStateMachine(
      task(`arn:aws:states:::${integration}`, parameters),
    );

    expect(tasks).toMatchObject([{ action, target }]);
  });

  it('reads activities and functions that stand for the task itself', () => {
    const activity = 'arn:aws:states:eu-central-1:123456789012:activity:offers';
    const lambda = 'arn:aws:lambda:eu-central-1:123456789012:function:thumbs';

    expect(readStateMachine(task(activity, {})).tasks).toMatchObject([
      { action: 'schedule-activity', target: activity },
    ]);
    expect(readStateMachine(task(lambda, {})).tasks).toMatchObject([
      { action: 'invoke-function', target: lambda },
    ]);
  });

  it('reads JSONata arguments that are not computed', () => {
    const { tasks } = readStateMachine(
      task(
        'arn:aws:states:::sqs:sendMessage',
        {},
        {
          Parameters: undefined,
          Arguments: { QueueUrl: QUEUE_URL },
        },
      ),
    );

    expect(tasks).toMatchObject([
      { target: QUEUE_URL, field: 'States.Work.Arguments.QueueUrl' },
    ]);
  });

  it('leaves out what only a run decides', () => {
    expect(
      readStateMachine(
        task('arn:aws:states:::sqs:sendMessage', { 'QueueUrl.$': '$.url' }),
      ).tasks,
    ).toEqual([]);
    expect(
      readStateMachine(
        task('arn:aws:states:::events:putEvents', {
          Entries: [{ 'EventBusName.$': '$.bus' }],
        }),
      ).tasks,
    ).toEqual([]);
    expect(
      readStateMachine(
        task(
          'arn:aws:states:::sqs:sendMessage',
          {},
          {
            Arguments: { QueueUrl: '{% $url %}' },
          },
        ),
      ).tasks,
    ).toEqual([]);
  });

  it('looks into Parallel and Map states, old and new, at any depth', () => {
    const send = (queue: string) => ({
      StartAt: queue,
      States: {
        [queue]: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: queue },
          End: true,
        },
      },
    });
    const definition = JSON.stringify({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            send('first'),
            {
              StartAt: 'Each',
              States: {
                Each: { Type: 'Map', ItemProcessor: send('second'), End: true },
              },
            },
          ],
          Next: 'Old',
        },
        Old: { Type: 'Map', Iterator: send('third'), End: true },
      },
    });

    const { stateCount, tasks } = readStateMachine(definition);

    expect(stateCount).toBe(6);
    expect(tasks.map(one => one.field)).toEqual([
      'States.Both.Branches[0].States.first.Parameters.QueueUrl',
      'States.Both.Branches[1].States.Each.ItemProcessor.States.second.Parameters.QueueUrl',
      'States.Old.Iterator.States.third.Parameters.QueueUrl',
    ]);
  });

  it('refuses what is no JSON', () => {
    expect(() => readStateMachine('{')).toThrow(SyntaxError);
  });
});
