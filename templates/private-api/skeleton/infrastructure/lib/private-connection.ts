import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CfnResourceConfiguration,
  CfnResourceGateway,
} from 'aws-cdk-lib/aws-vpclattice';
import type { HttpService } from './http-service';
import { taskSubnets } from './network';
import type { ServiceStack } from './service-stack';

const HTTPS = 443;

/**
 * The way into the network: a resource gateway with an address in each zone, and
 * a resource configuration that leads through it to the load balancer and
 * nowhere else.
 *
 * @returns the ARN of the resource configuration, for a connection of EventBridge
 */
export function addPrivateConnection(
  stack: ServiceStack,
  { vpc, loadBalancer, securityGroup }: HttpService,
): string {
  const { name } = stack.service;
  const gatewayGroup = new SecurityGroup(
    stack,
    'ResourceGatewaySecurityGroup',
    {
      vpc,
      description: `Calls of EventBridge to ${name}`,
      allowAllOutbound: false,
    },
  );
  // Both ends: one that is missing shows only as a connection that times out.
  gatewayGroup.connections.allowTo(
    securityGroup,
    Port.tcp(HTTPS),
    'EventBridge to the load balancer',
  );
  const gateway = new CfnResourceGateway(stack, 'ResourceGateway', {
    name,
    vpcIdentifier: vpc.vpcId,
    subnetIds: taskSubnets(vpc).subnetIds,
    securityGroupIds: [gatewayGroup.securityGroupId],
    ipAddressType: 'IPV4',
  });
  const configuration = new CfnResourceConfiguration(
    stack,
    'ResourceConfiguration',
    {
      name,
      resourceConfigurationType: 'SINGLE',
      resourceGatewayId: gateway.attrId,
      protocolType: 'TCP',
      portRanges: [String(HTTPS)],
      resourceConfigurationDefinition: {
        // AWS's own name of it resolves everywhere, whatever becomes of the record.
        dnsResource: {
          domainName: loadBalancer.loadBalancerDnsName,
          ipAddressType: 'IPV4',
        },
      },
    },
  );
  return configuration.attrArn;
}
