import { randomUUID } from 'node:crypto';
import { capitals, hexDigits } from '../random-ids';
import { RecordedType, recordedType } from '../recorded-type';
import { ResourceContext } from '../ResourceContext';
import { Properties, ResourceType, requiredText } from '../resource-type';

/** `vpc-0a1b…`, seventeen digits as AWS has them. */
const ec2Id = (prefix: string) => () => `${prefix}-${hexDigits(17)}`;

const generated = (_: Properties, { stack, logicalId }: ResourceContext) =>
  `${stack.name}-${logicalId}-${capitals(12)}`;

const property = (name: string) => (properties: Properties) =>
  requiredText(properties, name);

const arn =
  (service: string, resource: (id: string) => string) =>
  (id: string, { scope }: ResourceContext) =>
    `arn:aws:${service}:${scope.region}:${scope.accountId}:${resource(id)}`;

const lastDigits = () => hexDigits(12);

const ec2: Record<string, RecordedType> = {
  'AWS::EC2::EIP': {
    identify: () => `203.0.113.${Number.parseInt(hexDigits(2), 16)}`,
    attributes: physicalId => ({
      AllocationId: `eipalloc-${hexDigits(17)}`,
      PublicIp: physicalId,
    }),
  },
  'AWS::EC2::FlowLog': {
    identify: ec2Id('fl'),
    attributes: Id => ({ Id }),
    replacedBy: ['LogDestination', 'LogGroupName', 'ResourceId'],
  },
  'AWS::EC2::InternetGateway': {
    identify: ec2Id('igw'),
    attributes: InternetGatewayId => ({ InternetGatewayId }),
  },
  'AWS::EC2::LaunchTemplate': {
    name: { property: 'LaunchTemplateName', maximumLength: 125 },
    identify: ec2Id('lt'),
    attributes: LaunchTemplateId => ({
      LaunchTemplateId,
      DefaultVersionNumber: '1',
      LatestVersionNumber: '1',
    }),
    replacedBy: ['LaunchTemplateName'],
  },
  'AWS::EC2::NatGateway': {
    identify: ec2Id('nat'),
    attributes: NatGatewayId => ({ NatGatewayId }),
    replacedBy: ['AllocationId', 'SubnetId'],
  },
  'AWS::EC2::Route': {
    identify: properties =>
      `${properties.RouteTableId}|${
        properties.DestinationCidrBlock ?? properties.DestinationIpv6CidrBlock
      }`,
    replacedBy: ['DestinationCidrBlock', 'RouteTableId'],
  },
  'AWS::EC2::RouteTable': {
    identify: ec2Id('rtb'),
    attributes: RouteTableId => ({ RouteTableId }),
    replacedBy: ['VpcId'],
  },
  'AWS::EC2::SecurityGroup': {
    name: { property: 'GroupName', maximumLength: 255 },
    identify: ec2Id('sg'),
    attributes: (GroupId, { VpcId }) => ({ GroupId, Id: GroupId, VpcId }),
    replacedBy: ['GroupDescription', 'GroupName', 'VpcId'],
  },
  'AWS::EC2::SecurityGroupEgress': {
    identify: ec2Id('sgr'),
    attributes: Id => ({ Id }),
  },
  'AWS::EC2::SecurityGroupIngress': {
    identify: ec2Id('sgr'),
    attributes: Id => ({ Id }),
  },
  'AWS::EC2::Subnet': {
    identify: ec2Id('subnet'),
    attributes: (SubnetId, { AvailabilityZone }, { scope }) => ({
      SubnetId,
      AvailabilityZone: AvailabilityZone ?? `${scope.region}a`,
      NetworkAclAssociationId: `aclassoc-${hexDigits(17)}`,
      Ipv6CidrBlocks: [],
    }),
    replacedBy: ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    identify: ec2Id('rtbassoc'),
    attributes: Id => ({ Id }),
    replacedBy: ['SubnetId'],
  },
  'AWS::EC2::VPC': {
    identify: ec2Id('vpc'),
    attributes: (VpcId, { CidrBlock }) => ({
      VpcId,
      CidrBlock,
      CidrBlockAssociations: [`vpc-cidr-assoc-${hexDigits(17)}`],
      DefaultNetworkAcl: `acl-${hexDigits(17)}`,
      DefaultSecurityGroup: `sg-${hexDigits(17)}`,
      Ipv6CidrBlocks: [],
    }),
    replacedBy: ['CidrBlock'],
  },
  'AWS::EC2::VPCEndpoint': {
    identify: ec2Id('vpce'),
    attributes: Id => ({
      Id,
      DnsEntries: [],
      NetworkInterfaceIds: [],
    }),
    replacedBy: ['ServiceName', 'VpcEndpointType', 'VpcId'],
  },
  'AWS::EC2::VPCGatewayAttachment': {
    identify: ({ VpcId }) => `IGW|${VpcId}`,
  },
};

const identityAndKeys: Record<string, RecordedType> = {
  'AWS::CertificateManager::Certificate': {
    identify: (_, context) =>
      arn('acm', id => `certificate/${id}`)(randomUUID(), context),
    replacedBy: ['DomainName', 'SubjectAlternativeNames', 'ValidationMethod'],
  },
  'AWS::Cognito::UserPool': {
    identify: (_, { scope }) => `${scope.region}_${capitals(9)}`,
    attributes: (UserPoolId, _, context) => ({
      UserPoolId,
      Arn: arn('cognito-idp', id => `userpool/${id}`)(UserPoolId, context),
      ProviderName: `cognito-idp.${context.scope.region}.amazonaws.com/${UserPoolId}`,
      ProviderURL: `https://cognito-idp.${context.scope.region}.amazonaws.com/${UserPoolId}`,
    }),
  },
  'AWS::Cognito::UserPoolClient': {
    identify: () => hexDigits(26),
    attributes: ClientId => ({ ClientId, Name: ClientId }),
    replacedBy: ['GenerateSecret', 'UserPoolId'],
  },
  'AWS::Cognito::UserPoolDomain': {
    identify: property('Domain'),
    attributes: () => ({
      CloudFrontDistribution: 'd111111abcdef8.cloudfront.net',
    }),
    replacedBy: ['Domain', 'UserPoolId'],
  },
  'AWS::Cognito::UserPoolGroup': {
    identify: (properties, context) =>
      String(properties.GroupName ?? generated(properties, context)),
    replacedBy: ['GroupName', 'UserPoolId'],
  },
  'AWS::Cognito::UserPoolResourceServer': {
    identify: property('Identifier'),
    replacedBy: ['Identifier', 'UserPoolId'],
  },
  'AWS::IAM::InstanceProfile': {
    name: { property: 'InstanceProfileName', maximumLength: 128 },
    identify: property('InstanceProfileName'),
    attributes: (name, _, { scope }) => ({
      Arn: `arn:aws:iam::${scope.accountId}:instance-profile/${name}`,
    }),
    replacedBy: ['InstanceProfileName', 'Path'],
  },
  'AWS::IAM::ServiceLinkedRole': {
    identify: properties =>
      `AWSServiceRoleFor${
        requiredText(properties, 'AWSServiceName').split('.')[0]
      }`,
    replacedBy: ['AWSServiceName', 'CustomSuffix'],
  },
  'AWS::KMS::Alias': {
    identify: property('AliasName'),
    replacedBy: ['AliasName'],
  },
  'AWS::KMS::Key': {
    identify: () => randomUUID(),
    attributes: (KeyId, _, context) => ({
      KeyId,
      Arn: arn('kms', id => `key/${id}`)(KeyId, context),
    }),
  },
};

const others: Record<string, RecordedType> = {
  'AWS::ApiGateway::Account': {
    identify: generated,
    attributes: Id => ({ Id }),
  },
  'AWS::ApiGateway::GatewayResponse': {
    identify: ({ RestApiId, ResponseType }) => `${RestApiId}:${ResponseType}`,
    replacedBy: ['ResponseType', 'RestApiId'],
  },
  'AWS::ApiGateway::UsagePlan': {
    identify: lastDigits,
    attributes: Id => ({ Id }),
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    name: { property: 'AutoScalingGroupName', maximumLength: 255 },
    identify: property('AutoScalingGroupName'),
    attributes: (name, _, context) => ({
      AutoScalingGroupARN: arn(
        'autoscaling',
        id => `autoScalingGroup:${randomUUID()}:autoScalingGroupName/${id}`,
      )(name, context),
    }),
    replacedBy: ['AutoScalingGroupName'],
  },
  'AWS::CDK::Metadata': { identify: generated },
  'AWS::CloudFormation::WaitConditionHandle': { identify: generated },
  'AWS::CloudWatch::Dashboard': {
    name: { property: 'DashboardName', maximumLength: 255 },
    identify: property('DashboardName'),
    replacedBy: ['DashboardName'],
  },
  'AWS::ECR::Repository': {
    name: { property: 'RepositoryName', maximumLength: 256, lowerCase: true },
    identify: property('RepositoryName'),
    attributes: (name, _, context) => ({
      Arn: arn('ecr', id => `repository/${id}`)(name, context),
      RepositoryUri: `${context.scope.accountId}.dkr.ecr.${context.scope.region}.amazonaws.com/${name}`,
    }),
    replacedBy: ['RepositoryName'],
  },
  'AWS::EventSchemas::Discoverer': {
    identify: ({ SourceArn }, context) =>
      arn('schemas', id => `discoverer/${id}`)(
        `events-event-bus-${String(SourceArn).replace(/^.*\//, '')}`,
        context,
      ),
    attributes: (DiscovererArn, _) => ({
      DiscovererArn,
      DiscovererId: DiscovererArn.replace(/^.*\//, ''),
      State: 'STARTED',
    }),
    replacedBy: ['SourceArn'],
  },
  'AWS::EventSchemas::Registry': {
    name: { property: 'RegistryName', maximumLength: 64 },
    identify: (properties, context) =>
      arn('schemas', id => `registry/${id}`)(
        requiredText(properties, 'RegistryName'),
        context,
      ),
    attributes: RegistryArn => ({
      RegistryArn,
      RegistryName: RegistryArn.replace(/^.*\//, ''),
    }),
    replacedBy: ['RegistryName'],
  },
  'AWS::EventSchemas::RegistryPolicy': { identify: generated },
  'AWS::EventSchemas::Schema': {
    name: { property: 'SchemaName', maximumLength: 385 },
    identify: (properties, context) =>
      arn('schemas', id => `schema/${id}`)(
        `${requiredText(properties, 'RegistryName')}/${requiredText(
          properties,
          'SchemaName',
        )}`,
        context,
      ),
    attributes: SchemaArn => ({
      SchemaArn,
      SchemaName: SchemaArn.replace(/^.*\//, ''),
      SchemaVersion: '1',
    }),
    replacedBy: ['RegistryName', 'SchemaName', 'Type'],
  },
  'AWS::Lambda::EventInvokeConfig': {
    identify: ({ FunctionName, Qualifier }) =>
      `${FunctionName}|${Qualifier ?? '$LATEST'}`,
    replacedBy: ['FunctionName', 'Qualifier'],
  },
  'AWS::Route53::HostedZone': {
    identify: () => `Z${capitals(20)}`,
    attributes: Id => ({
      Id,
      NameServers: ['ns-1.awsdns-01.com', 'ns-2.awsdns-02.net'],
    }),
    replacedBy: ['Name'],
  },
  'AWS::SSM::Parameter': {
    name: { property: 'Name', maximumLength: 2048 },
    identify: property('Name'),
    replacedBy: ['Name'],
  },
  'AWS::WAFv2::LoggingConfiguration': {
    identify: property('ResourceArn'),
    replacedBy: ['ResourceArn'],
  },
  'AWS::WAFv2::WebACL': {
    name: { property: 'Name', maximumLength: 128 },
    identify: ({ Name, Scope }) => `${Name}|${randomUUID()}|${Scope}`,
    attributes: (physicalId, _, context) => {
      const [name, Id, scope] = physicalId.split('|');
      return {
        Arn: arn(
          'wafv2',
          () =>
            `${
              scope === 'REGIONAL' ? 'regional' : 'global'
            }/webacl/${name}/${Id}`,
        )(Id, context),
        Capacity: 1,
        Id,
        LabelNamespace: `awswaf:${context.scope.accountId}:webacl:${name}:`,
      };
    },
    replacedBy: ['Name', 'Scope'],
  },
  'AWS::WAFv2::WebACLAssociation': {
    identify: ({ ResourceArn, WebACLArn }) => `${WebACLArn}|${ResourceArn}`,
    replacedBy: ['ResourceArn', 'WebACLArn'],
  },
};

const storage: Record<string, RecordedType> = {
  'AWS::Logs::MetricFilter': { identify: generated },
};

/** Types that are kept in the stack, with nothing behind them. */
export const recordedTypes: Record<string, ResourceType> = Object.fromEntries(
  Object.entries({ ...ec2, ...identityAndKeys, ...others, ...storage }).map(
    ([type, spec]) => [type, recordedType(spec)],
  ),
);
