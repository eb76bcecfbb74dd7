import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IVpc,
  IpAddresses,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ComputeConfig } from '../config/compute';
import type { ServiceStack } from './service-stack';

/** The VPC that the tasks run in: one of the service's own in two zones, or one that exists. */
export function addNetwork(
  stack: ServiceStack,
  { network }: ComputeConfig,
): IVpc {
  return network.mode === 'existing'
    ? existingNetwork(stack, network)
    : newNetwork(stack);
}

function existingNetwork(
  stack: ServiceStack,
  network: ComputeConfig['network'],
): IVpc {
  const { vpcId, availabilityZones, privateSubnetIds, publicSubnetIds } =
    network;
  if (!vpcId || availabilityZones.length === 0) {
    throw new Error(
      "config/compute.ts: network.mode is 'existing', so network.vpcId and network.availabilityZones must say which one.",
    );
  }
  for (const [name, ids] of Object.entries({
    privateSubnetIds,
    publicSubnetIds,
  })) {
    if (ids.length % availabilityZones.length !== 0) {
      throw new Error(
        `config/compute.ts: network.${name} has ${ids.length} subnets for ${availabilityZones.length} zones. Name as many in each zone, in the zones' order.`,
      );
    }
  }
  const vpc = Vpc.fromVpcAttributes(stack, 'Network', {
    vpcId,
    vpcCidrBlock: network.vpcCidr ?? undefined,
    availabilityZones,
    privateSubnetIds:
      privateSubnetIds.length > 0 ? privateSubnetIds : undefined,
    publicSubnetIds: publicSubnetIds.length > 0 ? publicSubnetIds : undefined,
  });
  Annotations.of(vpc).acknowledgeWarning(
    '@aws-cdk/aws-ec2:noSubnetRouteTableId',
    'This stack changes no routes of a network that exists.',
  );
  return vpc;
}

function newNetwork(stack: ServiceStack): IVpc {
  const vpc = new Vpc(stack, 'Network', {
    ipAddresses: IpAddresses.cidr('10.0.0.0/16'),
    // One gateway is an outage of one zone away from none; two cost twice as much.
    natGateways: 1,
    subnetConfiguration: [
      {
        name: 'public',
        subnetType: SubnetType.PUBLIC,
        cidrMask: 24,
        mapPublicIpOnLaunch: false,
      },
      {
        name: 'private',
        subnetType: SubnetType.PRIVATE_WITH_EGRESS,
        cidrMask: 20,
      },
    ],
    // Emptying the default group would take a Lambda function; nothing uses that group.
    restrictDefaultSecurityGroup: false,
    // Images and tables are reached past the gateway, which charges by the byte.
    gatewayEndpoints: {
      S3: { service: GatewayVpcEndpointAwsService.S3 },
      DynamoDB: { service: GatewayVpcEndpointAwsService.DYNAMODB },
    },
  });
  vpc.addFlowLog('FlowLog', {
    destination: FlowLogDestination.toCloudWatchLogs(
      new LogGroup(stack, 'NetworkFlows', {
        logGroupName: `/vpc/${stack.service.name}`,
        retention: stack.service.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    ),
    trafficType: FlowLogTrafficType.REJECT,
  });
  return vpc;
}

/** The subnets that tasks run in: those without a public address, where the network has any. */
export function taskSubnets(vpc: IVpc) {
  return vpc.selectSubnets(
    vpc.privateSubnets.length > 0
      ? { subnetType: SubnetType.PRIVATE_WITH_EGRESS }
      : { subnetType: SubnetType.PUBLIC },
  );
}
