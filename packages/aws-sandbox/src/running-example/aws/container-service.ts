import {
  CreateServiceCommand,
  DescribeServicesCommand,
  LoadBalancer,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { AwsClients } from './aws-clients';
import { Cluster } from './cluster';
import { Network } from './network';
import { required } from './required';
import { lowerCaseTagList, Tags } from './tags';
import { TaskDefinition } from './task-definition';

/** A long-running service. */
export interface ContainerServiceSpec {
  name: string;
  cluster: Cluster;
  network: Network;
  taskDefinition: TaskDefinition;
  desiredCount: number;
  /** Shares of `FARGATE` and `FARGATE_SPOT`; on-demand Fargate when absent. */
  capacityProviders?: {
    capacityProvider: 'FARGATE' | 'FARGATE_SPOT';
    weight: number;
    base?: number;
  }[];
  loadBalancers?: LoadBalancer[];
  tags: Tags;
}

/** A service as it was created. */
export interface ContainerService {
  name: string;
  arn: string;
  clusterArn: string;
  taskDefinition: TaskDefinition;
}

/**
 * Creates a service, or gives an existing one the task definition. The
 * desired count of an existing service is left alone: it belongs to scaling.
 */
export async function ensureContainerService(
  aws: AwsClients,
  spec: ContainerServiceSpec,
): Promise<ContainerService> {
  const existing = await describe(aws, spec);
  if (!existing) {
    return created(spec, await create(aws, spec));
  }
  if (existing.taskDefinition !== spec.taskDefinition.arn) {
    await aws.ecs.send(
      new UpdateServiceCommand({
        cluster: spec.cluster.arn,
        service: spec.name,
        taskDefinition: spec.taskDefinition.arn,
      }),
    );
  }
  return created(spec, existing.serviceArn);
}

function created(
  spec: ContainerServiceSpec,
  arn: string | undefined,
): ContainerService {
  return {
    name: spec.name,
    arn: required(arn, `the ARN of service ${spec.name}`),
    clusterArn: spec.cluster.arn,
    taskDefinition: spec.taskDefinition,
  };
}

async function describe(aws: AwsClients, spec: ContainerServiceSpec) {
  const { services } = await aws.ecs.send(
    new DescribeServicesCommand({
      cluster: spec.cluster.arn,
      services: [spec.name],
    }),
  );
  return services?.find(service => service.status === 'ACTIVE');
}

async function create(aws: AwsClients, spec: ContainerServiceSpec) {
  const { service } = await aws.ecs.send(
    new CreateServiceCommand({
      cluster: spec.cluster.arn,
      serviceName: spec.name,
      taskDefinition: spec.taskDefinition.arn,
      desiredCount: spec.desiredCount,
      ...(spec.capacityProviders
        ? { capacityProviderStrategy: spec.capacityProviders }
        : { launchType: 'FARGATE' as const }),
      platformVersion: 'LATEST',
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
        minimumHealthyPercent: 100,
        maximumPercent: 200,
      },
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: spec.network.privateSubnetIds,
          securityGroups: [spec.network.serviceSecurityGroupId],
          assignPublicIp: 'DISABLED',
        },
      },
      loadBalancers: spec.loadBalancers,
      enableExecuteCommand: false,
      enableECSManagedTags: true,
      propagateTags: 'SERVICE',
      tags: lowerCaseTagList(spec.tags),
    }),
  );
  return service?.serviceArn;
}
