import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { service } from './config/service';
import { workflow } from './config/workflow';

const template = Template.fromStack(buildApplication().stack);

interface State {
  Resource?: string;
  TimeoutSeconds?: number;
  HeartbeatSeconds?: number;
  Next?: string;
  Catch?: { Next: string }[];
  Retry?: { ErrorEquals: string[] }[];
  Choices?: { Variable: string; Next: string }[];
}

/** The definition, with a word in place of what only CloudFormation knows. */
function states(): Record<string, State> {
  const [stateMachine] = Object.values(
    template.findResources('AWS::StepFunctions::StateMachine'),
  );
  const { DefinitionString } = stateMachine?.Properties as {
    DefinitionString: { 'Fn::Join': [string, unknown[]] } | string;
  };
  const text =
    typeof DefinitionString === 'string'
      ? DefinitionString
      : DefinitionString['Fn::Join'][1]
          .map(part => (typeof part === 'string' ? part : 'known-later'))
          .join('');
  return JSON.parse(text).States;
}

const run = states().Run as State;

test('the step waits for what was chosen, and never for ever', () => {
  expect(run.Resource).toBe(
    {
      'request-response': 'arn:aws:states:::ecs:runTask',
      sync: 'arn:aws:states:::ecs:runTask.sync',
      'task-token': 'arn:aws:states:::ecs:runTask.waitForTaskToken',
    }[workflow.runMode],
  );
  expect(run.TimeoutSeconds).toBe(workflow.maxTaskMinutes * 60);
  expect(run.HeartbeatSeconds).toBe(
    workflow.runMode === 'task-token' ? workflow.heartbeatSeconds : undefined,
  );
});

test('no room, throttling and a stopped worker are tried again', () => {
  expect(run.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
    expect.arrayContaining(['ECS.AmazonECSException', 'Worker.Stopped']),
  );
});

test('the input of a step that is given up on is kept', () => {
  expect(run.Catch?.map(({ Next }) => Next)).toEqual(['Keep']);
  expect(states().Keep).toMatchObject({
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Next: 'Failed',
  });
});

test('a task that was not started is no success', () => {
  if (workflow.runMode === 'request-response') {
    expect(run.Next).toBe('Started?');
    expect(states()['Started?']?.Choices).toEqual([
      expect.objectContaining({
        Variable: '$.step.Failures[0]',
        Next: 'Not started',
      }),
    ]);
  } else {
    expect(run.Next).toBe('Done');
  }
});

test('it may follow the task only where it waits for its end', () => {
  const statements = Object.values(
    template.findResources('AWS::IAM::Policy'),
  ).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const sids = statements.map(({ Sid }) => Sid);
  expect(sids.includes('FollowTask')).toBe(workflow.runMode === 'sync');
  expect(sids.includes('HearOfTask')).toBe(workflow.runMode === 'sync');
  expect(sids.includes('Answer')).toBe(workflow.runMode === 'task-token');
});

test('executions are logged and traced', () => {
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    StateMachineName: service.name,
    LoggingConfiguration: Match.objectLike({ Level: 'ALL' }),
    TracingConfiguration: { Enabled: true },
  });
});

test('a rule starts it only if that was chosen, and keeps what it cannot start', () => {
  const rules = Object.values(template.findResources('AWS::Events::Rule'));
  expect(rules).toHaveLength(workflow.startedBy === 'rule' ? 1 : 0);
  for (const { Properties } of rules) {
    expect(Properties.Targets[0].DeadLetterConfig).toBeDefined();
  }
});
