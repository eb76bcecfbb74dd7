import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import {
  CapacityProviderStrategyItem,
  Container,
  LaunchType,
  NetworkConfiguration,
  Tag,
  TaskDefinition,
  TaskOverride,
} from '@aws-sdk/client-ecs';
import { hasCapacity, nextCapacityProvider } from '../capacity-providers';
import { newTaskId } from '../names';
import { EcsState, StoredCluster, StoredTask, TaskObserver } from '../state';
import { taskBehaviourOf } from '../task-behaviour';
import { beginLifecycle } from './task-lifecycle';

/** What is to be started. */
export interface LaunchRequest {
  definition: TaskDefinition & { taskDefinitionArn: string };
  launchType?: LaunchType;
  capacityProviderStrategy?: CapacityProviderStrategyItem[];
  networkConfiguration?: NetworkConfiguration;
  overrides?: TaskOverride;
  group?: string;
  startedBy?: string;
  tags?: Tag[];
  platformVersion?: string;
  enableExecuteCommand?: boolean;
  serviceName?: string;
  deploymentId?: string;
  observer?: TaskObserver;
  /** Tasks of the same service by capacity provider: the strategy counts them. */
  placed?: Map<string, number>;
}

/** Reason of a `failures[]` entry when Fargate has no room. */
export const NO_CAPACITY =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone';

/**
 * Starts one task.
 *
 * @returns undefined when its capacity provider has no room
 */
export function launchTask(
  state: EcsState,
  cluster: StoredCluster,
  request: LaunchRequest,
): StoredTask | undefined {
  const strategy = request.capacityProviderStrategy ?? [];
  const placed = request.placed ?? new Map<string, number>();
  const capacityProviderName = strategy.length
    ? nextCapacityProvider(strategy, placed)
    : undefined;
  if (!hasCapacity(state, capacityProviderName ?? 'FARGATE')) {
    return undefined;
  }
  if (capacityProviderName) {
    placed.set(
      capacityProviderName,
      (placed.get(capacityProviderName) ?? 0) + 1,
    );
  }
  const stored = newTask(state, cluster, request, capacityProviderName);
  cluster.tasks.set(stored.task.taskArn, stored);
  beginLifecycle(state, cluster, stored);
  return stored;
}

function newTask(
  state: EcsState,
  cluster: StoredCluster,
  request: LaunchRequest,
  capacityProviderName: string | undefined,
): StoredTask {
  const { definition, overrides } = request;
  const { clusterArn } = cluster.cluster;
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/${newTaskId()}`;
  const subnets = request.networkConfiguration?.awsvpcConfiguration?.subnets;
  const zone = 'abc'[cluster.tasks.size % 3];
  return {
    definition,
    serviceName: request.serviceName,
    deploymentId: request.deploymentId,
    observer: request.observer,
    behaviour: taskBehaviourOf(state.world, definition.family ?? ''),
    task: {
      taskArn,
      clusterArn,
      taskDefinitionArn: definition.taskDefinitionArn,
      lastStatus: 'PROVISIONING',
      desiredStatus: 'RUNNING',
      createdAt: state.now(),
      availabilityZone: `${state.scope.region}${zone}`,
      attachments: networkAttachments(subnets, cluster.tasks.size),
      attributes: [
        {
          name: 'ecs.cpu-architecture',
          value:
            definition.runtimePlatform?.cpuArchitecture === 'ARM64'
              ? 'arm64'
              : 'x86_64',
        },
      ],
      capacityProviderName,
      launchType: 'FARGATE',
      platformVersion:
        request.platformVersion && request.platformVersion !== 'LATEST'
          ? request.platformVersion
          : '1.4.0',
      platformFamily: 'Linux',
      connectivity: 'CONNECTED',
      containers: (definition.containerDefinitions ?? []).map(
        (container): Container => ({
          containerArn: `${taskArn.replace(
            ':task/',
            ':container/',
          )}/${randomUUID()}`,
          taskArn,
          name: container.name,
          image: container.image,
          lastStatus: 'PENDING',
          networkInterfaces: [],
          healthStatus: 'UNKNOWN',
          cpu: String(container.cpu ?? 0),
          memory: container.memory ? String(container.memory) : undefined,
        }),
      ),
      cpu: overrides?.cpu ?? definition.cpu,
      memory: overrides?.memory ?? definition.memory,
      enableExecuteCommand: request.enableExecuteCommand ?? false,
      ephemeralStorage: definition.ephemeralStorage ?? { sizeInGiB: 20 },
      group: request.group ?? `family:${definition.family}`,
      healthStatus: 'UNKNOWN',
      overrides: {
        containerOverrides: (definition.containerDefinitions ?? []).map(
          ({ name }) => ({
            name,
            ...overrides?.containerOverrides?.find(o => o.name === name),
          }),
        ),
        ...(overrides?.taskRoleArn && { taskRoleArn: overrides.taskRoleArn }),
        ...(overrides?.executionRoleArn && {
          executionRoleArn: overrides.executionRoleArn,
        }),
        inferenceAcceleratorOverrides: [],
      },
      startedBy: request.startedBy,
      tags: request.tags ?? [],
      version: 1,
    },
  };
}

function networkAttachments(subnets: string[] | undefined, sequence: number) {
  if (!subnets?.length) {
    return [];
  }
  return [
    {
      id: randomUUID(),
      type: 'ElasticNetworkInterface',
      status: 'PRECREATED',
      details: [
        { name: 'subnetId', value: subnets[sequence % subnets.length] },
        {
          name: 'networkInterfaceId',
          value: `eni-${randomBytes(9).toString('hex').slice(0, 17)}`,
        },
        {
          name: 'privateIPv4Address',
          value: `10.0.${randomInt(0, 256)}.${randomInt(4, 255)}`,
        },
      ],
    },
  ];
}
