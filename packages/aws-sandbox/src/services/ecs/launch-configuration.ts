import {
  CapacityProviderStrategyItem,
  LaunchType,
  NetworkConfiguration,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { isCapacityProvider } from './capacity-providers';
import { invalidParameter } from './errors';
import { shortName } from './names';
import { EcsState, StoredCluster } from './state';

/** Where and how tasks are to run, as a caller gives it. */
export interface LaunchConfiguration {
  launchType?: LaunchType;
  capacityProviderStrategy?: CapacityProviderStrategyItem[];
  networkConfiguration?: NetworkConfiguration;
}

/**
 * Checks where tasks are to run, and fills in the cluster's default strategy.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function resolveLaunchConfiguration(
  state: EcsState,
  { cluster }: StoredCluster,
  definition: TaskDefinition,
  given: LaunchConfiguration,
): LaunchConfiguration {
  if (given.launchType && given.capacityProviderStrategy?.length) {
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    );
  }
  const strategy = given.launchType
    ? []
    : given.capacityProviderStrategy ??
      cluster.defaultCapacityProviderStrategy ??
      [];
  for (const item of strategy) {
    const name = item.capacityProvider ?? '';
    if (
      !isCapacityProvider(state, name) ||
      !cluster.capacityProviders?.includes(shortName(name))
    ) {
      throw invalidParameter(
        `The specified capacity provider '${name}' was not found or is not associated with the cluster ${cluster.clusterName}.`,
      );
    }
  }
  if (strategy.length > 1 && strategy.every(item => !item.weight)) {
    throw invalidParameter(
      'At least one capacity provider of the strategy must have a weight greater than zero.',
    );
  }
  const launchType =
    given.launchType ?? (strategy.length ? undefined : ('EC2' as const));
  if (launchType === 'EC2' || launchType === 'EXTERNAL') {
    throw invalidParameter(
      'No Container Instances were found in your cluster.',
    );
  }
  checkFits(definition, given.networkConfiguration);
  return {
    launchType,
    capacityProviderStrategy: strategy.length ? strategy : undefined,
    networkConfiguration: given.networkConfiguration,
  };
}

function checkFits(
  definition: TaskDefinition,
  networkConfiguration: NetworkConfiguration | undefined,
): void {
  if (!definition.compatibilities?.includes('FARGATE')) {
    throw invalidParameter(
      'Task definition does not support launch_type FARGATE.',
    );
  }
  if (
    definition.networkMode === 'awsvpc' &&
    !networkConfiguration?.awsvpcConfiguration
  ) {
    throw invalidParameter(
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    );
  }
  const subnets = networkConfiguration?.awsvpcConfiguration?.subnets ?? [];
  if (subnets.length === 0 || subnets.length > 16) {
    throw invalidParameter('subnets must have between 1 and 16 elements.');
  }
}
