import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { http } from './config/http';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

test('the service is called over TLS only, and by its host name only', () => {
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: Match.stringLikeRegexp('TLS13'),
    DefaultActions: [
      {
        Type: 'fixed-response',
        FixedResponseConfig: { StatusCode: '404' },
      },
    ],
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Conditions: [
      {
        Field: 'host-header',
        HostHeaderConfig: { Values: [http.domainName] },
      },
    ],
    Actions: [Match.objectLike({ Type: 'forward' })],
  });
});

test('a certificate is made where its hosted zone is known', () => {
  const made = http.dns === 'route53' ? 1 : 0;
  template.resourceCountIs('AWS::CertificateManager::Certificate', made);
  template.resourceCountIs('AWS::Route53::RecordSet', made);
});

test('every access is logged', () => {
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: Match.arrayWith([
      { Key: 'access_logs.s3.enabled', Value: 'true' },
    ]),
  });
});

test('tasks behind the load balancer are reached through it only', () => {
  const intoTasks = Object.values(
    template.findResources('AWS::EC2::SecurityGroupIngress'),
  ).filter(({ Properties }) => Properties.FromPort === 8080);
  expect(intoTasks).toHaveLength(1);
  expect(intoTasks[0]?.Properties).toHaveProperty('SourceSecurityGroupId');
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: service.name,
    LoadBalancers: [
      Match.objectLike({ ContainerName: service.name, ContainerPort: 8080 }),
    ],
  });
});

test('the service scales between its bounds', () => {
  if (http.tasks.min === http.tasks.max) {
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
    template.hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: http.tasks.min,
    });
    return;
  }
  template.hasResourceProperties(
    'AWS::ApplicationAutoScaling::ScalableTarget',
    { MinCapacity: http.tasks.min, MaxCapacity: http.tasks.max },
  );
});
