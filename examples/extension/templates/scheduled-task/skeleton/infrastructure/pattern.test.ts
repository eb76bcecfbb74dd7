import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { schedule } from './config/schedule';

const template = Template.fromStack(buildApplication().stack);

test('the task is started by the clock, and what could not be started is kept', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: schedule.expression,
    Target: Match.objectLike({
      DeadLetterConfig: { Arn: Match.anyValue() },
      EcsParameters: Match.objectLike({ LaunchType: 'FARGATE' }),
    }),
  });
});
