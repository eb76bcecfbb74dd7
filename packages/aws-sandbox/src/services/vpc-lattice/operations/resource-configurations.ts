import {
  CreateResourceConfigurationRequest,
  CreateResourceConfigurationResponse,
  DeleteResourceConfigurationRequest,
  GetResourceConfigurationRequest,
  GetResourceConfigurationResponse,
  ListResourceConfigurationsRequest,
  ListResourceConfigurationsResponse,
  UpdateResourceConfigurationRequest,
  UpdateResourceConfigurationResponse,
} from '@aws-sdk/client-vpc-lattice';
import { Operation } from '../../../core';
import {
  StoredResourceConfiguration,
  byIdentifier,
  latticeId,
  latticeState,
  refuseTakenName,
} from '../state';
import { checkName, latticePage, validationException } from '../validation';

const TYPE = 'RESOURCE_CONFIGURATION';

export const resourceConfigurationOperations: Record<string, Operation> = {
  CreateResourceConfiguration(
    input: CreateResourceConfigurationRequest,
    context,
  ): CreateResourceConfigurationResponse {
    const { configurations, gateways, tags } = latticeState(
      context.world,
      context,
    );
    const name = checkName(input.name);
    refuseTakenName(configurations, name, TYPE);
    checkDefinition(input);
    const gateway =
      input.type === 'CHILD' || input.type === 'ARN'
        ? undefined
        : byIdentifier(
            gateways,
            input.resourceGatewayIdentifier,
            'RESOURCE_GATEWAY',
          );
    const group =
      input.type === 'CHILD'
        ? byIdentifier(
            configurations,
            input.resourceConfigurationGroupIdentifier,
            TYPE,
          )
        : undefined;
    const id = latticeId('rcfg', context, name);
    const now = new Date(context.world.clock.now());
    const configuration: StoredResourceConfiguration = {
      id,
      arn: `arn:aws:vpc-lattice:${context.region}:${context.accountId}:resourceconfiguration/${id}`,
      name,
      type: input.type,
      status: 'ACTIVE',
      protocol: input.protocol ?? 'TCP',
      portRanges: input.portRanges,
      resourceGatewayId: gateway?.id,
      resourceConfigurationGroupId: group?.id,
      resourceConfigurationDefinition: input.resourceConfigurationDefinition,
      allowAssociationToShareableServiceNetwork:
        input.allowAssociationToShareableServiceNetwork ?? true,
      customDomainName: input.customDomainName,
      amazonManaged: false,
      createdAt: now,
      lastUpdatedAt: now,
    };
    configurations.set(id, configuration);
    tags.set(configuration.arn, { ...input.tags });
    const { amazonManaged: _, lastUpdatedAt: __, ...created } = configuration;
    return created;
  },

  GetResourceConfiguration(
    input: GetResourceConfigurationRequest,
    context,
  ): GetResourceConfigurationResponse {
    return byIdentifier(
      latticeState(context.world, context).configurations,
      input.resourceConfigurationIdentifier,
      TYPE,
    );
  },

  ListResourceConfigurations(
    input: ListResourceConfigurationsRequest,
    context,
  ): ListResourceConfigurationsResponse {
    const { configurations } = latticeState(context.world, context);
    const page = latticePage(
      [...configurations.values()].filter(
        configuration =>
          (!input.resourceGatewayIdentifier ||
            configuration.resourceGatewayId ===
              input.resourceGatewayIdentifier) &&
          (!input.resourceConfigurationGroupIdentifier ||
            configuration.resourceConfigurationGroupId ===
              input.resourceConfigurationGroupIdentifier),
      ),
      input,
    );
    return {
      // As AWS: the list does not say what a configuration leads to.
      items: page.items.map(configuration => ({
        id: configuration.id,
        name: configuration.name,
        arn: configuration.arn,
        resourceGatewayId: configuration.resourceGatewayId,
        resourceConfigurationGroupId:
          configuration.resourceConfigurationGroupId,
        type: configuration.type,
        status: configuration.status,
        amazonManaged: configuration.amazonManaged,
        customDomainName: configuration.customDomainName,
        createdAt: configuration.createdAt,
        lastUpdatedAt: configuration.lastUpdatedAt,
      })),
      nextToken: page.nextToken,
    };
  },

  UpdateResourceConfiguration(
    input: UpdateResourceConfigurationRequest,
    context,
  ): UpdateResourceConfigurationResponse {
    const configuration = byIdentifier(
      latticeState(context.world, context).configurations,
      input.resourceConfigurationIdentifier,
      TYPE,
    );
    configuration.resourceConfigurationDefinition =
      input.resourceConfigurationDefinition ??
      configuration.resourceConfigurationDefinition;
    configuration.allowAssociationToShareableServiceNetwork =
      input.allowAssociationToShareableServiceNetwork ??
      configuration.allowAssociationToShareableServiceNetwork;
    configuration.portRanges = input.portRanges ?? configuration.portRanges;
    configuration.lastUpdatedAt = new Date(context.world.clock.now());
    return configuration;
  },

  DeleteResourceConfiguration(
    input: DeleteResourceConfigurationRequest,
    context,
  ): object {
    const { configurations, tags } = latticeState(context.world, context);
    const configuration = byIdentifier(
      configurations,
      input.resourceConfigurationIdentifier,
      TYPE,
    );
    configurations.delete(configuration.id);
    tags.delete(configuration.arn);
    return {};
  },
};

function checkDefinition(input: CreateResourceConfigurationRequest): void {
  const definition = input.resourceConfigurationDefinition;
  if (input.type === 'GROUP') {
    return;
  }
  if (!definition) {
    throw validationException(
      `resourceConfigurationDefinition is required for type ${input.type}`,
    );
  }
  const isArn = 'arnResource' in definition && Boolean(definition.arnResource);
  if ((input.type === 'ARN') !== isArn) {
    throw validationException(
      'An arnResource goes with type ARN, a dnsResource or ipResource with type SINGLE or CHILD',
    );
  }
  if (!isArn && !input.portRanges?.length) {
    throw validationException('portRanges is required');
  }
}
