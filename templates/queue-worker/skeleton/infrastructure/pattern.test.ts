import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { queue } from './config/queue';
import { scaling } from './config/scaling';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

test('a message that cannot be handled is kept for 14 days', () => {
  const queues = template.findResources('AWS::SQS::Queue', {
    Properties: { RedrivePolicy: Match.anyValue() },
  });
  expect(Object.keys(queues)).toHaveLength(queue.mode === 'new' ? 1 : 0);
  template.allResourcesProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
  });
  const retentions = Object.values(template.findResources('AWS::SQS::Queue'))
    .map(({ Properties }) => Number(Properties.MessageRetentionPeriod))
    .sort((a, b) => a - b);
  expect(retentions.at(-1) ?? 1_209_600).toBe(1_209_600);
});

test('a message stays with its task for six times as long as handling takes', () => {
  for (const { Properties } of Object.values(
    template.findResources('AWS::SQS::Queue', {
      Properties: { RedrivePolicy: Match.anyValue() },
    }),
  )) {
    expect(Properties.VisibilityTimeout).toBeGreaterThanOrEqual(
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
