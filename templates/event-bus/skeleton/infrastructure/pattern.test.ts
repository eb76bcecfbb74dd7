import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { bus } from './config/bus';
import { service } from './config/service';

const template = Template.fromStack(buildApplication({ checked: false }).stack);

test('the bus has the name of the service', () => {
  template.hasResourceProperties('AWS::Events::EventBus', {
    Name: service.name,
  });
});

test('the archive keeps every event for as long as was chosen', () => {
  if (bus.archiveRetentionDays === null) {
    template.resourceCountIs('AWS::Events::Archive', 0);
    return;
  }
  template.hasResourceProperties('AWS::Events::Archive', {
    ArchiveName: service.name,
    EventPattern: { account: [{ exists: true }] },
    RetentionDays: bus.archiveRetentionDays,
  });
});

test('what EventBridge cannot log is kept', () => {
  template.resourceCountIs('AWS::Events::Rule', bus.logEvents ? 1 : 0);
  if (bus.logEvents) {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: [{ exists: true }] },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: Match.anyValue(),
          RetryPolicy: Match.anyValue(),
        }),
      ],
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
          }),
        ]),
      },
    });
  }
});

test('EventBridge may write to the log group, and to no other', () => {
  const policies = Object.values(
    template.findResources('AWS::Logs::ResourcePolicy'),
  ).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
  expect(policies).toHaveLength(bus.logEvents ? 1 : 0);
  for (const policy of policies) {
    expect(policy).toContain(`log-group:/aws/events/${service.name}:*`);
  }
});

test('other accounts may publish only if they are named', () => {
  const admitted = Object.values(
    template.findResources('AWS::Events::EventBusPolicy'),
  ).map(({ Properties }) => Properties.Statement);
  expect(admitted).toHaveLength(bus.publisherAccountIds.length);
  for (const statement of admitted) {
    expect(statement).toMatchObject({
      Effect: 'Allow',
      Action: 'events:PutEvents',
    });
    expect(JSON.stringify(statement.Principal)).not.toContain('"*"');
  }
});

test('schemas are discovered only if that was chosen', () => {
  template.resourceCountIs(
    'AWS::EventSchemas::Discoverer',
    bus.schemaDiscovery ? 1 : 0,
  );
});
