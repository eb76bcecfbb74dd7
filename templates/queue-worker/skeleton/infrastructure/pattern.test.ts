import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { queue } from './config/queue';
import { scaling } from './config/scaling';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

const queues = Object.values(template.findResources('AWS::SQS::Queue')).map(
  resource => resource.Properties,
);
const workQueues = queues.filter(({ RedrivePolicy }) => RedrivePolicy);
const deadLetterQueues = queues.filter(({ RedrivePolicy }) => !RedrivePolicy);

test('the service has a queue of its own, unless one exists', () => {
  expect(workQueues).toHaveLength(queue.mode === 'new' ? 1 : 0);
});

test('what cannot be handled is kept for 14 days, longer than it may wait', () => {
  for (const { MessageRetentionPeriod } of deadLetterQueues) {
    expect(MessageRetentionPeriod).toBe(14 * 24 * 3600);
  }
  for (const { MessageRetentionPeriod } of workQueues) {
    expect(MessageRetentionPeriod).toBeLessThan(14 * 24 * 3600);
  }
});

test('nobody reads the queues on the disk or on the wire', () => {
  for (const { SqsManagedSseEnabled } of queues) {
    expect(SqsManagedSseEnabled).toBe(true);
  }
  template.resourceCountIs('AWS::SQS::QueuePolicy', queues.length);
});

test('a message stays with its task for six times as long as handling takes', () => {
  for (const { VisibilityTimeout } of workQueues) {
    expect(VisibilityTimeout).toBeGreaterThanOrEqual(
      Math.min(43_200, 6 * scaling.processingSeconds),
    );
  }
});

test('the service says which queue it works off', () => {
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: service.name,
    Tags: Match.arrayWith([
      Match.objectLike({ Key: 'event-topology:consumes' }),
    ]),
  });
});

test('the service scales between its bounds, and in only when little is in hand', () => {
  if (scaling.minTasks === scaling.maxTasks) {
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
    return;
  }
  template.hasResourceProperties(
    'AWS::ApplicationAutoScaling::ScalableTarget',
    { MinCapacity: scaling.minTasks, MaxCapacity: scaling.maxTasks },
  );
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `${service.name}-caught-up`,
    Metrics: Match.arrayWith([
      Match.objectLike({
        MetricStat: {
          Metric: { MetricName: 'ApproximateNumberOfMessagesNotVisible' },
        },
      }),
    ]),
  });
});
