import {
  CreateResourceConfigurationCommand,
  CreateResourceGatewayCommand,
  DeleteResourceConfigurationCommand,
  DeleteResourceGatewayCommand,
  GetResourceConfigurationCommand,
  GetResourceGatewayCommand,
  ListResourceConfigurationsCommand,
  ListTagsForResourceCommand,
  ResourceConfigurationSummary,
} from '@aws-sdk/client-vpc-lattice';
import {
  CreateConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

async function createGateway(context: ContractContext): Promise<string> {
  const { aws, network } = context;
  const { id } = await aws.vpcLattice.send(
    new CreateResourceGatewayCommand({
      name: context.name('gateway'),
      vpcIdentifier: network.vpcId,
      subnetIds: network.subnetIds,
      securityGroupIds: network.securityGroupIds,
    }),
  );
  context.cleanUp(() =>
    aws.vpcLattice.send(
      new DeleteResourceGatewayCommand({ resourceGatewayIdentifier: id }),
    ),
  );
  await context.eventually('an active gateway', async () => {
    const gateway = await aws.vpcLattice.send(
      new GetResourceGatewayCommand({ resourceGatewayIdentifier: id }),
    );
    return gateway.status === 'ACTIVE';
  });
  return id ?? '';
}

async function createConfiguration(
  context: ContractContext,
  gateway: string,
): Promise<string> {
  const { aws } = context;
  const { arn, id } = await aws.vpcLattice.send(
    new CreateResourceConfigurationCommand({
      name: context.name('resource'),
      type: 'SINGLE',
      portRanges: ['443'],
      resourceGatewayIdentifier: gateway,
      resourceConfigurationDefinition: {
        dnsResource: {
          domainName: 'internal-payment.eu-central-1.elb.amazonaws.com',
          ipAddressType: 'IPV4',
        },
      },
      tags: { 'event-topology:component': 'payment' },
    }),
  );
  context.cleanUp(() =>
    aws.vpcLattice.send(
      new DeleteResourceConfigurationCommand({
        resourceConfigurationIdentifier: id,
      }),
    ),
  );
  await context.eventually('an active resource configuration', async () => {
    const configuration = await aws.vpcLattice.send(
      new GetResourceConfigurationCommand({
        resourceConfigurationIdentifier: id,
      }),
    );
    return configuration.status === 'ACTIVE';
  });
  return arn ?? '';
}

/** Resource configurations, which private connections go through. */
export const vpcLatticeChecks: Check[] = [
  {
    behaviour: 'gives the resource behind a configuration back, with tags',
    async run(context) {
      const { aws } = context;
      const gateway = await createGateway(context);
      const arn = await createConfiguration(context, gateway);
      const configuration = await aws.vpcLattice.send(
        new GetResourceConfigurationCommand({
          resourceConfigurationIdentifier: arn,
        }),
      );
      expect(configuration).toMatchObject({
        arn,
        resourceGatewayId: gateway,
        type: 'SINGLE',
        portRanges: ['443'],
        resourceConfigurationDefinition: {
          dnsResource: {
            domainName: 'internal-payment.eu-central-1.elb.amazonaws.com',
          },
        },
      });
      const { tags } = await aws.vpcLattice.send(
        new ListTagsForResourceCommand({ resourceArn: arn }),
      );
      expect(tags).toEqual({ 'event-topology:component': 'payment' });
    },
  },
  {
    behaviour: 'lists configurations, page by page',
    async run(context) {
      const gateway = await createGateway(context);
      const arns: string[] = [];
      for (const _ of ['a', 'b', 'c']) {
        arns.push(await createConfiguration(context, gateway));
      }
      const listed = await context.pages<ResourceConfigurationSummary>(
        'vpc-lattice:ListResourceConfigurations',
        async nextToken => {
          const page = await context.aws.vpcLattice.send(
            new ListResourceConfigurationsCommand({ maxResults: 2, nextToken }),
          );
          return { items: page.items, next: page.nextToken };
        },
      );
      expect(listed.map(one => one.arn)).toEqual(expect.arrayContaining(arns));
    },
  },
  {
    behaviour: 'is named by the private connection of EventBridge',
    async run(context) {
      const { aws } = context;
      const ResourceConfigurationArn = await createConfiguration(
        context,
        await createGateway(context),
      );
      const Name = context.name('connection');
      await aws.eventBridge.send(
        new CreateConnectionCommand({
          Name,
          AuthorizationType: 'API_KEY',
          AuthParameters: {
            ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 's' },
          },
          InvocationConnectivityParameters: {
            ResourceParameters: { ResourceConfigurationArn },
          },
        }),
      );
      context.cleanUp(() =>
        aws.eventBridge.send(new DeleteConnectionCommand({ Name })),
      );
      const connection = await context.eventually(
        'an authorized connection',
        async () => {
          const answer = await aws.eventBridge.send(
            new DescribeConnectionCommand({ Name }),
          );
          return answer.ConnectionState === 'AUTHORIZED' && answer;
        },
      );
      expect(
        connection.InvocationConnectivityParameters?.ResourceParameters
          ?.ResourceConfigurationArn,
      ).toBe(ResourceConfigurationArn);
    },
  },
  {
    behaviour: 'does not find what is not there',
    async run({ aws }) {
      await expectError(
        aws.vpcLattice.send(
          new GetResourceConfigurationCommand({
            resourceConfigurationIdentifier: 'rcfg-0123456789abcdef0',
          }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
