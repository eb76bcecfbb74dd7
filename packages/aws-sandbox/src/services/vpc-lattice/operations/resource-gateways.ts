import {
  CreateResourceGatewayRequest,
  CreateResourceGatewayResponse,
  DeleteResourceGatewayRequest,
  DeleteResourceGatewayResponse,
  GetResourceGatewayRequest,
  GetResourceGatewayResponse,
  ListResourceGatewaysRequest,
  ListResourceGatewaysResponse,
  UpdateResourceGatewayRequest,
  UpdateResourceGatewayResponse,
} from '@aws-sdk/client-vpc-lattice';
import { AwsError, Operation } from '../../../core';
import {
  StoredResourceGateway,
  byIdentifier,
  latticeId,
  latticeState,
  refuseTakenName,
} from '../state';
import { checkName, latticePage } from '../validation';

export const resourceGatewayOperations: Record<string, Operation> = {
  CreateResourceGateway(
    input: CreateResourceGatewayRequest,
    context,
  ): CreateResourceGatewayResponse {
    const { gateways, tags } = latticeState(context.world, context);
    const name = checkName(input.name);
    refuseTakenName(gateways, name, 'RESOURCE_GATEWAY');
    const id = latticeId('rgw', context, name);
    const now = new Date(context.world.clock.now());
    const gateway: StoredResourceGateway = {
      id,
      arn: `arn:aws:vpc-lattice:${context.region}:${context.accountId}:resourcegateway/${id}`,
      name,
      status: 'ACTIVE',
      vpcId: input.vpcIdentifier,
      subnetIds: input.subnetIds,
      securityGroupIds: input.securityGroupIds,
      ipAddressType: input.ipAddressType ?? 'IPV4',
      ipv4AddressesPerEni: input.ipv4AddressesPerEni,
      createdAt: now,
      lastUpdatedAt: now,
    };
    gateways.set(id, gateway);
    tags.set(gateway.arn, { ...input.tags });
    const { vpcId, createdAt: _, lastUpdatedAt: __, ...created } = gateway;
    return { ...created, vpcIdentifier: vpcId };
  },

  GetResourceGateway(
    input: GetResourceGatewayRequest,
    context,
  ): GetResourceGatewayResponse {
    return byIdentifier(
      latticeState(context.world, context).gateways,
      input.resourceGatewayIdentifier,
      'RESOURCE_GATEWAY',
    );
  },

  ListResourceGateways(
    input: ListResourceGatewaysRequest,
    context,
  ): ListResourceGatewaysResponse {
    const { gateways } = latticeState(context.world, context);
    const page = latticePage([...gateways.values()], input);
    return {
      items: page.items.map(({ vpcId, ...gateway }) => ({
        ...gateway,
        vpcIdentifier: vpcId,
      })),
      nextToken: page.nextToken,
    };
  },

  /** Only security groups change; subnets and the VPC stay. */
  UpdateResourceGateway(
    input: UpdateResourceGatewayRequest,
    context,
  ): UpdateResourceGatewayResponse {
    const gateway = byIdentifier(
      latticeState(context.world, context).gateways,
      input.resourceGatewayIdentifier,
      'RESOURCE_GATEWAY',
    );
    gateway.securityGroupIds =
      input.securityGroupIds ?? gateway.securityGroupIds;
    gateway.lastUpdatedAt = new Date(context.world.clock.now());
    const { id, arn, name, status, vpcId, subnetIds, securityGroupIds } =
      gateway;
    return { id, arn, name, status, vpcId, subnetIds, securityGroupIds };
  },

  DeleteResourceGateway(
    input: DeleteResourceGatewayRequest,
    context,
  ): DeleteResourceGatewayResponse {
    const { gateways, configurations, tags } = latticeState(
      context.world,
      context,
    );
    const gateway = byIdentifier(
      gateways,
      input.resourceGatewayIdentifier,
      'RESOURCE_GATEWAY',
    );
    const user = [...configurations.values()].find(
      configuration => configuration.resourceGatewayId === gateway.id,
    );
    if (user) {
      throw new AwsError(
        'ConflictException',
        `Resource gateway ${gateway.id} is used by resource configuration ${user.id}`,
        409,
        { resourceId: gateway.id, resourceType: 'RESOURCE_GATEWAY' },
      );
    }
    gateways.delete(gateway.id);
    tags.delete(gateway.arn);
    return {
      id: gateway.id,
      arn: gateway.arn,
      name: gateway.name,
      status: 'DELETE_IN_PROGRESS',
    };
  },
};
