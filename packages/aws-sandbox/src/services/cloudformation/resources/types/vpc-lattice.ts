import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { Properties, ResourceType } from '../resource-type';

const identify = ({ id, arn }: { id: string; arn: string }) => ({
  physicalId: arn,
  arn,
  attributes: { Arn: arn, Id: id },
});

const resourceGateway = apiType({
  service: 'vpc-lattice',
  create: 'CreateResourceGateway',
  update: { operation: 'UpdateResourceGateway' },
  delete: 'DeleteResourceGateway',
  name: { property: 'Name', maximumLength: 40, lowerCase: true },
  replacedBy: ['IpAddressType', 'Name', 'SubnetIds', 'VpcIdentifier'],
  identify,
  key: ({ physicalId }) => ({ resourceGatewayIdentifier: physicalId }),
});

const resourceConfiguration = apiType({
  service: 'vpc-lattice',
  create: 'CreateResourceConfiguration',
  update: { operation: 'UpdateResourceConfiguration' },
  delete: 'DeleteResourceConfiguration',
  name: { property: 'Name', maximumLength: 40, lowerCase: true },
  replacedBy: [
    'CustomDomainName',
    'Name',
    'ProtocolType',
    'ResourceConfigurationType',
    'ResourceGatewayId',
  ],
  rename: {
    AllowAssociationToSharableServiceNetwork:
      'allowAssociationToShareableServiceNetwork',
    ProtocolType: 'protocol',
    ResourceConfigurationGroupId: 'resourceConfigurationGroupIdentifier',
    ResourceConfigurationType: 'type',
    ResourceGatewayId: 'resourceGatewayIdentifier',
  },
  recorded: ['ResourceConfigurationAuthType'],
  adapt: withDefinition,
  identify,
  key: ({ physicalId }) => ({ resourceConfigurationIdentifier: physicalId }),
});

/** An address or an ARN is a text in a template and an object in the API. */
function withDefinition(properties: Properties): Properties {
  const definition = properties.ResourceConfigurationDefinition;
  if (!isRecord(definition)) {
    return properties;
  }
  const { IpResource, ArnResource, ...rest } = definition;
  return {
    ...properties,
    ResourceConfigurationDefinition: {
      ...rest,
      ...(IpResource !== undefined && {
        ipResource: { ipAddress: IpResource },
      }),
      ...(ArnResource !== undefined && { arnResource: { arn: ArnResource } }),
    },
  };
}

export const vpcLatticeTypes: Record<string, ResourceType> = {
  'AWS::VpcLattice::ResourceConfiguration': resourceConfiguration,
  'AWS::VpcLattice::ResourceGateway': resourceGateway,
};
