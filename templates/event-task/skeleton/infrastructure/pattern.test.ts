import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { service } from './config/service';
import { task } from './config/task';

const template = Template.fromStack(buildApplication().stack);

interface Target {
  DeadLetterConfig?: object;
  EcsParameters?: { TaskCount: number; CapacityProviderStrategy: object[] };
  InputTransformer?: { InputPathsMap: Record<string, string> };
}

function ruleNamed(name: string): { pattern: string; target: Target } {
  const [rule] = Object.values(
    template.findResources('AWS::Events::Rule', { Properties: { Name: name } }),
  );
  return {
    pattern: JSON.stringify(rule?.Properties.EventPattern),
    target: rule?.Properties.Targets[0],
  };
}

test('one event starts one task, on the capacity that was chosen', () => {
  const { target } = ruleNamed(service.name);
  expect(target.EcsParameters?.TaskCount).toBe(1);
  expect(target.EcsParameters?.CapacityProviderStrategy).not.toHaveLength(0);
});

test('the task gets pointers, and the ID that makes handling it twice harmless', () => {
  const paths = Object.values(
    ruleNamed(service.name).target.InputTransformer?.InputPathsMap ?? {},
  );
  expect(paths).toEqual(
    expect.arrayContaining(['$.id', ...task.eventFields.map(f => f.path)]),
  );
  expect(paths).not.toContain('$');
  expect(paths).not.toContain('$.detail');
});

test('each target of each rule keeps what cannot be delivered', () => {
  const rules = Object.values(template.findResources('AWS::Events::Rule'));
  expect(rules).toHaveLength(task.split ? 3 : 2);
  for (const { Properties } of rules) {
    for (const target of Properties.Targets as Target[]) {
      expect(target.DeadLetterConfig).toBeDefined();
    }
  }
});

test('a task that fails, or never starts, leaves its event behind', () => {
  const { pattern } = ruleNamed(`${service.name}-failed`);
  expect(pattern).toContain('"anything-but":[0]');
  expect(pattern).toContain('"exists":false');
  expect(pattern).toContain('TaskFailedToStart');
  expect(pattern).toContain(`family:${service.name}`);
});

test('the rule may start this task only, and pass its roles only', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'ecs:RunTask',
          Condition: { ArnEquals: { 'ecs:cluster': Match.anyValue() } },
        }),
        Match.objectLike({
          Action: 'iam:PassRole',
          Condition: {
            StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
          },
        }),
      ]),
    },
  });
});

test('no job is too small for one and too large for the other', () => {
  const small = ruleNamed(`${service.name}-small`);
  if (!task.split) {
    template.resourceCountIs('AWS::Lambda::Function', 0);
    return;
  }
  expect(ruleNamed(service.name).pattern).toContain(
    `{"numeric":[">",${task.split.at}]}`,
  );
  expect(small.pattern).toContain(`{"numeric":["<=",${task.split.at}]}`);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: `${service.name}-small`,
    DeadLetterConfig: { TargetArn: Match.anyValue() },
  });
});
