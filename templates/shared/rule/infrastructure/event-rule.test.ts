import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { service } from './config/service';
import { addEventRule } from './lib/event-rule';
import { newApp } from './lib/new-app';
import { ServiceStack } from './lib/service-stack';

function ruleOn(busName: string, eventPattern: Record<string, unknown>) {
  const stack = new ServiceStack(newApp(), service);
  const queue = new Queue(stack, 'Target');
  addEventRule(
    stack,
    { eventBus: { mode: 'existing', name: busName }, eventPattern },
    delivery => new SqsQueue(queue, delivery),
  );
  return Template.fromStack(stack);
}

test('an event that cannot be delivered is kept, not dropped', () => {
  ruleOn('shop', { source: ['shop.order'] }).hasResourceProperties(
    'AWS::Events::Rule',
    {
      EventBusName: 'shop',
      EventPattern: { source: ['shop.order'] },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: { Arn: Match.anyValue() },
          RetryPolicy: {
            MaximumEventAgeInSeconds: Duration.hours(24).toSeconds(),
            MaximumRetryAttempts: 185,
          },
        }),
      ],
    },
  );
});

test('the rule of the default bus has its alarm on the metric without a bus', () => {
  ruleOn('default', { source: ['aws.s3'] }).hasResourceProperties(
    'AWS::CloudWatch::Alarm',
    {
      MetricName: 'FailedInvocations',
      Dimensions: [{ Name: 'RuleName', Value: service.name }],
    },
  );
});

test('a rule for every event on the bus is refused', () => {
  expect(() => ruleOn('shop', {})).toThrow(/eventPattern is empty/);
});
