import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { events } from './config/events';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

test('the service may put events onto its bus, and onto no other', () => {
  const statements = Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().includes('events:PutEvents'));
  expect(statements).toHaveLength(1);
  expect(JSON.stringify(statements[0].Resource)).toContain(
    events.bus.mode === 'new' ? 'EventBus' : `event-bus/${events.bus.name}`,
  );
});

test('a bus is made only if that was chosen', () => {
  template.resourceCountIs(
    'AWS::Events::EventBus',
    events.bus.mode === 'new' ? 1 : 0,
  );
});

test('the service says which bus it publishes to', () => {
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: service.name,
    Tags: Match.arrayWith([
      Match.objectLike({ Key: 'event-topology:produces' }),
    ]),
  });
});

test('the worker publishes what was chosen, and knows its callers by a secret', () => {
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({
        Environment: Match.arrayWith([
          { Name: 'EVENT_SOURCE', Value: events.source },
          { Name: 'DETAIL_TYPES', Value: JSON.stringify(events.detailTypes) },
        ]),
        Secrets: [Match.objectLike({ Name: 'API_KEY' })],
      }),
    ],
  });
});

test('the service is called from within its network only', () => {
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Scheme: 'internal',
  });
  const open = Object.values(
    template.findResources('AWS::EC2::SecurityGroup'),
  ).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []);
  expect(open).toHaveLength(1);
  expect(open[0]).toMatchObject({ FromPort: 443, ToPort: 443 });
  expect(open[0].CidrIp).not.toBe('0.0.0.0/0');
});
