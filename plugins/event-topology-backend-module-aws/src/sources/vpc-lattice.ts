import {
  GetResourceConfigurationCommand,
  GetResourceConfigurationCommandOutput,
  VPCLatticeClient,
} from '@aws-sdk/client-vpc-lattice';
import { ResourceConfigurationFact } from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace } from '../findings/make-node';
import { AwsSource } from './aws-source';

/**
 * Where private connections lead. 1 call a resource configuration that a
 * connection names; none when there are no private connections.
 */
export const vpcLatticeSource: AwsSource = {
  service: 'vpc-lattice',
  scope: 'region',
  after: ['events'],
  createClient: config => new VPCLatticeClient(config),

  async read(context) {
    const { nodes } = await context.findingsOf(['events'], 'region');
    const arns = new Set(
      nodes.flatMap(node =>
        node.kind === 'api-destination'
          ? node.attributes.resourceConfigurationArn ?? []
          : [],
      ),
    );
    const resourceConfigurations: ResourceConfigurationFact[] = [];
    for (const arn of arns) {
      context.resources.add('resource configuration', arn, async () => {
        const answer = await context.send(
          new GetResourceConfigurationCommand({
            resourceConfigurationIdentifier: arn,
          }),
        );
        resourceConfigurations.push(
          resourceConfigurationFact(context, arn, answer),
        );
      });
    }
    await context.resources.done();
    return { resourceConfigurations };
  },
};

export function resourceConfigurationFact(
  place: ReadingPlace,
  arn: string,
  answer: Partial<GetResourceConfigurationCommandOutput>,
): ResourceConfigurationFact {
  const definition = answer.resourceConfigurationDefinition;
  return withoutUndefined<ResourceConfigurationFact>({
    scope: place.scope,
    arn,
    domainName: definition?.dnsResource?.domainName?.toLocaleLowerCase('en-US'),
    resourceArn: definition?.arnResource?.arn,
    ipAddress: definition?.ipResource?.ipAddress,
  });
}
