import {
  CreateResourceConfigurationCommand,
  CreateResourceGatewayCommand,
  paginateListResourceConfigurations,
  paginateListResourceGateways,
} from '@aws-sdk/client-vpc-lattice';
import { AwsClients } from './aws-clients';
import { Network } from './network';
import { required } from './required';
import { Tags } from './tags';

/** A way into the network for EventBridge connections (PrivateLink and VPC Lattice). */
export interface ResourceConfigurationSpec {
  name: string;
  network: Network;
  /** The name that the resource answers to inside the network. */
  domainName: string;
  port: number;
  tags: Tags;
}

/** Creates gateway and configuration, or finds them. @returns the configuration's ARN */
export async function ensureResourceConfiguration(
  aws: AwsClients,
  spec: ResourceConfigurationSpec,
): Promise<string> {
  const gatewayId =
    (await findGateway(aws, spec.name)) ?? (await createGateway(aws, spec));
  return (
    (await findConfiguration(aws, spec.name)) ??
    createConfiguration(aws, spec, gatewayId)
  );
}

async function findGateway(aws: AwsClients, name: string) {
  for await (const page of paginateListResourceGateways(
    { client: aws.vpcLattice },
    {},
  )) {
    const found = page.items?.find(gateway => gateway.name === name);
    if (found) {
      return found.id;
    }
  }
  return undefined;
}

async function createGateway(aws: AwsClients, spec: ResourceConfigurationSpec) {
  const { id } = await aws.vpcLattice.send(
    new CreateResourceGatewayCommand({
      name: spec.name,
      vpcIdentifier: spec.network.vpcId,
      subnetIds: spec.network.privateSubnetIds,
      securityGroupIds: [spec.network.resourceGatewaySecurityGroupId],
      ipAddressType: 'IPV4',
      tags: spec.tags,
    }),
  );
  return required(id, `the id of resource gateway ${spec.name}`);
}

async function findConfiguration(aws: AwsClients, name: string) {
  for await (const page of paginateListResourceConfigurations(
    { client: aws.vpcLattice },
    {},
  )) {
    const found = page.items?.find(
      configuration => configuration.name === name,
    );
    if (found) {
      return found.arn;
    }
  }
  return undefined;
}

async function createConfiguration(
  aws: AwsClients,
  spec: ResourceConfigurationSpec,
  gatewayId: string,
) {
  const { arn } = await aws.vpcLattice.send(
    new CreateResourceConfigurationCommand({
      name: spec.name,
      type: 'SINGLE',
      protocol: 'TCP',
      portRanges: [String(spec.port)],
      resourceGatewayIdentifier: gatewayId,
      resourceConfigurationDefinition: {
        dnsResource: { domainName: spec.domainName, ipAddressType: 'IPV4' },
      },
      tags: spec.tags,
    }),
  );
  return required(arn, `the ARN of resource configuration ${spec.name}`);
}
