import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { activity } from './config/activity';
import { pool } from './config/pool';
import { service } from './config/service';
import { addActivity } from './lib/activity';

const { stack } = buildApplication();
const template = Template.fromStack(stack);

interface TaskState {
  Resource: unknown;
  TimeoutSeconds: number;
  HeartbeatSeconds: number;
  Retry: { ErrorEquals: string[] }[];
  Catch: { Next: string }[];
}

/** What does an item in the example workflow, with a word for what only CloudFormation knows. */
function doItem(): TaskState | undefined {
  const [stateMachine] = Object.values(
    template.findResources('AWS::StepFunctions::StateMachine'),
  );
  const text = stateMachine?.Properties.DefinitionString['Fn::Join'][1]
    .map((part: unknown) => (typeof part === 'string' ? part : 'known-later'))
    .join('');
  return (
    text && JSON.parse(text).States['Each item'].ItemProcessor.States['Do item']
  );
}

test('the service has an activity of its own, unless one exists', () => {
  template.resourceCountIs(
    'AWS::StepFunctions::Activity',
    activity.mode === 'new' ? 1 : 0,
  );
});

test('an activity that exists must be named', () => {
  expect(() =>
    addActivity(stack, { ...activity, mode: 'existing', arn: null }),
  ).toThrow('arn must name the activity');
});

test('signs of life are due before the time is over', () => {
  expect(() =>
    addActivity(stack, {
      ...activity,
      heartbeatSeconds: 60,
      timeoutSeconds: 60,
    }),
  ).toThrow('heartbeatSeconds is 60');
});

test('workers may take and answer items of this activity, and of no other', () => {
  const statement = Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .find(({ Sid }) => Sid === 'TakeAndAnswer');
  expect(statement.Action).toEqual([
    'states:GetActivityTask',
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
    'states:SendTaskSuccess',
  ]);
  expect(statement.Resource).toEqual(
    activity.mode === 'new' ? { Ref: expect.any(String) } : activity.arn,
  );
});

test('the service says which activity it works', () => {
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: service.name,
    Tags: Match.arrayWith([
      Match.objectLike({ Key: 'event-topology:consumes' }),
    ]),
  });
});

test('the pool scales between its bounds, by what waits', () => {
  if (pool.minTasks === pool.maxTasks) {
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
    return;
  }
  template.hasResourceProperties(
    'AWS::ApplicationAutoScaling::ScalableTarget',
    { MinCapacity: pool.minTasks, MaxCapacity: pool.maxTasks },
  );
  for (const name of ['items-pile-up', 'pool-is-idle']) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `${service.name}-${name}`,
      Metrics: Match.arrayWith([
        Match.objectLike({
          MetricStat: { Metric: { MetricName: 'ActivitiesScheduled' } },
        }),
      ]),
    });
  }
});

test.each([
  ['heartbeat-missed', 'ActivitiesHeartbeatTimedOut', 0],
  ['items-timed-out', 'ActivitiesTimedOut', 0],
  ['items-wait', 'ActivityScheduleTime', pool.acceptableLatencySeconds * 1000],
])('somebody hears of %s', (name, MetricName, Threshold) => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `${service.name}-${name}`,
    Namespace: 'AWS/States',
    MetricName,
    Threshold,
  });
});

test('the example never waits for ever, tries again what was given back, and keeps what failed', () => {
  const state = doItem();
  template.resourceCountIs(
    'AWS::StepFunctions::StateMachine',
    activity.exampleWorkflow ? 1 : 0,
  );
  if (!activity.exampleWorkflow) {
    expect(state).toBeUndefined();
    return;
  }
  expect(state).toMatchObject({
    Resource: activity.mode === 'new' ? 'known-later' : activity.arn,
    TimeoutSeconds: activity.timeoutSeconds,
    HeartbeatSeconds: activity.heartbeatSeconds,
  });
  expect(state?.Retry[0]?.ErrorEquals).toEqual(
    expect.arrayContaining(['Worker.Stopped', 'States.HeartbeatTimeout']),
  );
  expect(state?.Catch.map(({ Next }) => Next)).toEqual(['Keep item']);
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: `${service.name}-failed-items`,
  });
});
