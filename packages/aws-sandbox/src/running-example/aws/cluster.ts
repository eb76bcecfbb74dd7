import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import { AwsClients } from './aws-clients';
import { required } from './required';
import { lowerCaseTagList, Tags } from './tags';

/** An ECS cluster as it was created. */
export interface Cluster {
  name: string;
  arn: string;
}

/** Creates a cluster on Fargate with Container Insights, or finds it. */
export async function ensureCluster(
  aws: AwsClients,
  spec: { name: string; tags: Tags },
): Promise<Cluster> {
  const { cluster } = await aws.ecs.send(
    new CreateClusterCommand({
      clusterName: spec.name,
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      defaultCapacityProviderStrategy: [
        { capacityProvider: 'FARGATE', weight: 1 },
      ],
      settings: [{ name: 'containerInsights', value: 'enabled' }],
      tags: lowerCaseTagList(spec.tags),
    }),
  );
  return {
    name: spec.name,
    arn: required(cluster?.clusterArn, `the ARN of cluster ${spec.name}`),
  };
}
