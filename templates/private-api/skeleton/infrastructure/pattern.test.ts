import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

test('the load balancer is not on the internet', () => {
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Scheme: 'internal',
  });
  for (const { Properties } of Object.values(
    template.findResources('AWS::EC2::SecurityGroup'),
  )) {
    expect(Properties.SecurityGroupIngress ?? []).toEqual([]);
  }
});

test('EventBridge comes by a private connection, to the load balancer and nowhere else', () => {
  template.hasResourceProperties('AWS::Events::Connection', {
    Name: service.name,
    InvocationConnectivityParameters: {
      ResourceParameters: {
        ResourceConfigurationArn: {
          'Fn::GetAtt': ['ResourceConfiguration', 'Arn'],
        },
      },
    },
  });
  template.hasResourceProperties('AWS::VpcLattice::ResourceConfiguration', {
    ResourceConfigurationType: 'SINGLE',
    PortRanges: ['443'],
    ResourceConfigurationDefinition: {
      DnsResource: {
        DomainName: {
          'Fn::GetAtt': [Match.stringLikeRegexp('^LoadBalancer'), 'DNSName'],
        },
      },
    },
  });
});

test('the gateway may call the load balancer, and the load balancer lets it', () => {
  const onPort = (type: string) =>
    Object.values(template.findResources(type)).filter(
      ({ Properties }) => Properties.ToPort === 443,
    );
  const [out] = onPort('AWS::EC2::SecurityGroupEgress');
  const [into] = onPort('AWS::EC2::SecurityGroupIngress');
  expect(out?.Properties.DestinationSecurityGroupId).toEqual(
    into?.Properties.GroupId,
  );
  expect(into?.Properties.SourceSecurityGroupId).toEqual(
    out?.Properties.GroupId,
  );
  template.hasResourceProperties('AWS::VpcLattice::ResourceGateway', {
    SecurityGroupIds: [out?.Properties.GroupId],
  });
});
