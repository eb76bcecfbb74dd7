import { Size } from 'aws-cdk-lib';
import { CpuManufacturer, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CapacityProviderStrategy,
  Cluster,
  ContainerInsights,
  ICluster,
  ManagedInstancesCapacityProvider,
  PropagateManagedInstancesTags,
} from 'aws-cdk-lib/aws-ecs';
import type { ComputeConfig } from '../config/compute';
import { acceptFinding, findingOf } from './accept-finding';
import { taskSubnets } from './network';
import type { ServiceStack } from './service-stack';

/** The cluster, and what its tasks are placed on. */
export interface Capacity {
  cluster: ICluster;
  vpc: IVpc;
  /** Where tasks are placed, when the cluster keeps `minTasks` of them. */
  strategies(minTasks: number): CapacityProviderStrategy[];
}

/** The cluster, new or existing, with the capacity that was chosen. */
export function addCapacity(
  stack: ServiceStack,
  vpc: IVpc,
  compute: ComputeConfig,
): Capacity {
  const cluster = addCluster(stack, vpc, compute);
  switch (compute.capacity) {
    case 'FARGATE':
      return {
        cluster,
        vpc,
        strategies: () => [{ capacityProvider: 'FARGATE', weight: 1 }],
      };
    case 'FARGATE_SPOT':
      return {
        cluster,
        vpc,
        // What must always run isn't left to Spot; what bursts need is, four times of five.
        strategies: minTasks => [
          { capacityProvider: 'FARGATE', base: minTasks, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 4 },
        ],
      };
    case 'MANAGED_INSTANCES': {
      const capacityProvider = addManagedInstances(
        stack,
        cluster,
        vpc,
        compute,
      );
      return {
        cluster,
        vpc,
        strategies: () => [{ capacityProvider, weight: 1 }],
      };
    }
    case 'CAPACITY_PROVIDER': {
      const capacityProvider = compute.capacityProviderName;
      if (!capacityProvider || compute.cluster.mode === 'new') {
        throw new Error(
          "config/compute.ts: capacity is 'CAPACITY_PROVIDER', so capacityProviderName must name one, and cluster must be the existing one that has it.",
        );
      }
      return {
        cluster,
        vpc,
        strategies: () => [{ capacityProvider, weight: 1 }],
      };
    }
  }
}

function addCluster(
  stack: ServiceStack,
  vpc: IVpc,
  { cluster, capacity }: ComputeConfig,
): ICluster {
  if (cluster.mode === 'existing') {
    return Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: cluster.name,
      vpc,
    });
  }
  return new Cluster(stack, 'Cluster', {
    clusterName: cluster.name,
    vpc,
    containerInsightsV2: ContainerInsights.ENABLED,
    enableFargateCapacityProviders:
      capacity === 'FARGATE' || capacity === 'FARGATE_SPOT',
  });
}

function addManagedInstances(
  stack: ServiceStack,
  cluster: ICluster,
  vpc: IVpc,
  { size, cpuArchitecture }: ComputeConfig,
): string {
  const securityGroup = new SecurityGroup(stack, 'InstancesSecurityGroup', {
    vpc,
    description: 'Instances that ECS looks after',
  });
  const provider = new ManagedInstancesCapacityProvider(
    stack,
    'ManagedInstances',
    {
      // A name may not begin with aws, ecs or fargate, as that of a service may.
      capacityProviderName: `managed-${stack.service.name}`,
      subnets: taskSubnets(vpc).subnets,
      securityGroups: [securityGroup],
      propagateTags: PropagateManagedInstancesTags.CAPACITY_PROVIDER,
      instanceRequirements: {
        vCpuCountMin: Math.max(1, Math.ceil(size.cpu / 1024)),
        memoryMin: Size.mebibytes(Math.max(2048, size.memoryMiB * 2)),
        cpuManufacturers:
          cpuArchitecture === 'ARM64'
            ? [CpuManufacturer.AWS]
            : [CpuManufacturer.INTEL, CpuManufacturer.AMD],
      },
    },
  );
  if (cluster instanceof Cluster) {
    cluster.addManagedInstancesCapacityProvider(provider);
  } else {
    provider.bind(cluster);
  }
  acceptManagedInstancesRoles(stack, provider);
  return provider.capacityProviderName;
}

/** The roles are CDK's, and have what ECS documents for such instances. */
function acceptManagedInstancesRoles(
  stack: ServiceStack,
  provider: ManagedInstancesCapacityProvider,
): void {
  acceptFinding(
    provider,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances]',
    "ECS's own policy for the instances that it starts; AWS extends it together with the feature.",
  );
  acceptFinding(
    provider,
    'AwsSolutions-IAM5[Resource::*]',
    'ecs:DiscoverPollEndpoint and the telemetry of the ECS agent know no resources.',
  );
  acceptFinding(
    provider,
    `AwsSolutions-IAM5[Resource::${findingOf(
      stack,
      stack.formatArn({
        service: 'ecs',
        resource: 'container-instance',
        resourceName: '*',
      }),
    )}]`,
    'The IDs of container instances are not known before ECS starts them.',
  );
}
