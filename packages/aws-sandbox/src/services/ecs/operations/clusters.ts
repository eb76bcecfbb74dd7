import {
  CapacityProviderStrategyItem,
  Cluster,
  ClusterSetting,
  CreateClusterCommandInput,
  CreateClusterCommandOutput,
  DeleteClusterCommandInput,
  DescribeClustersCommandInput,
  ListClustersCommandInput,
  PutClusterCapacityProvidersCommandInput,
  UpdateClusterCommandInput,
  UpdateClusterSettingsCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext } from '../../../core';
import { isCapacityProvider } from '../capacity-providers';
import { invalidParameter } from '../errors';
import { AwsError } from '../../../core';
import { findCluster } from '../find';
import { clusterNameOf, ecsArn, isValidName } from '../names';
import { ecsPage } from '../page';
import { EcsState, StoredCluster, ecsState } from '../state';
import { mergeTags } from '../tags';
import { isLive } from '../task-status';

/** `Create-`, `Update-`, `Describe-`, `List-` and `DeleteCluster`. */
export const clusterOperations: Record<string, Operation> = {
  CreateCluster: createCluster,
  DescribeClusters: describeClusters,
  ListClusters: listClusters,
  UpdateCluster: updateCluster,
  UpdateClusterSettings: updateClusterSettings,
  PutClusterCapacityProviders: putClusterCapacityProviders,
  DeleteCluster: deleteCluster,
};

function createCluster(
  input: CreateClusterCommandInput,
  context: RequestContext,
): Omit<CreateClusterCommandOutput, '$metadata'> {
  const state = ecsState(context.world, context);
  const clusterName = clusterNameOf(input.clusterName);
  if (!isValidName(clusterName)) {
    throw invalidParameter('Invalid identifier: Cluster name is invalid.');
  }
  const existing = state.clusters.get(clusterName);
  // Creating a cluster that is there returns it unchanged, as ECS does.
  if (existing && existing.cluster.status === 'ACTIVE') {
    return { cluster: describe(existing, ['SETTINGS', 'TAGS']) };
  }
  const capacityProviders = input.capacityProviders ?? [];
  const strategy = input.defaultCapacityProviderStrategy ?? [];
  checkProviders(state, capacityProviders, strategy);
  const stored: StoredCluster = {
    cluster: {
      clusterArn: ecsArn(context, `cluster/${clusterName}`),
      clusterName,
      status: 'ACTIVE',
      capacityProviders,
      defaultCapacityProviderStrategy: strategy,
      settings: withDefaults(input.settings),
      configuration: input.configuration,
      serviceConnectDefaults: input.serviceConnectDefaults,
      tags: mergeTags(input.tags),
      attachments: [],
    },
    services: new Map(),
    tasks: new Map(),
  };
  state.clusters.set(clusterName, stored);
  return { cluster: describe(stored, ['SETTINGS', 'TAGS']) };
}

function describeClusters(
  input: DescribeClustersCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const asked = input.clusters?.length ? input.clusters : ['default'];
  if (asked.length > 100) {
    throw invalidParameter('Clusters can not have more than 100 elements');
  }
  const clusters: Cluster[] = [];
  const failures: { arn: string; reason: string }[] = [];
  for (const reference of asked) {
    const name = clusterNameOf(reference);
    const found = state.clusters.get(name);
    if (found) {
      clusters.push(describe(found, input.include ?? []));
    } else {
      failures.push({
        arn: ecsArn(context, `cluster/${name}`),
        reason: 'MISSING',
      });
    }
  }
  return { clusters, failures };
}

function listClusters(
  input: ListClustersCommandInput,
  context: RequestContext,
) {
  const active = [...ecsState(context.world, context).clusters.values()]
    .filter(stored => stored.cluster.status === 'ACTIVE')
    .map(stored => stored.cluster.clusterArn);
  const page = ecsPage(active, arn => arn, input);
  return { clusterArns: page.items, nextToken: page.nextToken };
}

function updateCluster(
  input: UpdateClusterCommandInput,
  context: RequestContext,
) {
  const stored = findCluster(ecsState(context.world, context), input.cluster);
  if (input.settings) {
    stored.cluster.settings = withDefaults(input.settings);
  }
  stored.cluster.configuration =
    input.configuration ?? stored.cluster.configuration;
  stored.cluster.serviceConnectDefaults =
    input.serviceConnectDefaults ?? stored.cluster.serviceConnectDefaults;
  return { cluster: describe(stored, ['SETTINGS']) };
}

function updateClusterSettings(
  input: UpdateClusterSettingsCommandInput,
  context: RequestContext,
) {
  const stored = findCluster(ecsState(context.world, context), input.cluster);
  stored.cluster.settings = withDefaults(input.settings);
  return { cluster: describe(stored, ['SETTINGS']) };
}

function putClusterCapacityProviders(
  input: PutClusterCapacityProvidersCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const stored = findCluster(state, input.cluster);
  checkProviders(
    state,
    input.capacityProviders ?? [],
    input.defaultCapacityProviderStrategy ?? [],
  );
  stored.cluster.capacityProviders = input.capacityProviders ?? [];
  stored.cluster.defaultCapacityProviderStrategy =
    input.defaultCapacityProviderStrategy ?? [];
  return { cluster: describe(stored, ['SETTINGS']) };
}

function deleteCluster(
  input: DeleteClusterCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const stored = findCluster(state, input.cluster);
  if (activeServices(stored) > 0) {
    throw new AwsError(
      'ClusterContainsServicesException',
      'The Cluster cannot be deleted while Services are active.',
    );
  }
  if ([...stored.tasks.values()].some(isLive)) {
    throw new AwsError(
      'ClusterContainsTasksException',
      'The Cluster cannot be deleted while Tasks are active.',
    );
  }
  stored.cluster.status = 'INACTIVE';
  return { cluster: describe(stored, ['SETTINGS']) };
}

function checkProviders(
  state: EcsState,
  providers: string[],
  strategy: CapacityProviderStrategyItem[],
): void {
  for (const name of providers) {
    if (!isCapacityProvider(state, name)) {
      throw invalidParameter(
        `The specified capacity provider '${name}' was not found. Specify a valid name or ARN and try again.`,
      );
    }
  }
  for (const { capacityProvider } of strategy) {
    if (!providers.includes(capacityProvider ?? '')) {
      throw invalidParameter(
        `The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${capacityProvider}.`,
      );
    }
  }
}

function withDefaults(settings: ClusterSetting[] | undefined) {
  return [
    {
      name: 'containerInsights' as const,
      value:
        settings?.find(setting => setting.name === 'containerInsights')
          ?.value ?? 'disabled',
    },
  ];
}

function activeServices(stored: StoredCluster): number {
  return [...stored.services.values()].filter(
    ({ service }) => service.status !== 'INACTIVE',
  ).length;
}

function describe(stored: StoredCluster, include: string[]): Cluster {
  const { settings, tags, configuration, ...cluster } = stored.cluster;
  const live = [...stored.tasks.values()].filter(isLive);
  const running = live.filter(({ task }) => task.lastStatus === 'RUNNING');
  const pending = live.filter(({ task }) =>
    ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(task.lastStatus ?? ''),
  );
  return {
    ...cluster,
    registeredContainerInstancesCount: 0,
    runningTasksCount: running.length,
    pendingTasksCount: pending.length,
    activeServicesCount: activeServices(stored),
    statistics: include.includes('STATISTICS')
      ? [
          { name: 'runningFargateTasksCount', value: String(running.length) },
          { name: 'pendingFargateTasksCount', value: String(pending.length) },
        ]
      : [],
    settings: include.includes('SETTINGS') ? settings : [],
    configuration: include.includes('CONFIGURATIONS')
      ? configuration
      : undefined,
    tags: include.includes('TAGS') ? tags : [],
  };
}
