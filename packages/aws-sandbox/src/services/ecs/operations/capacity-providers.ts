import {
  CapacityProvider,
  CreateCapacityProviderCommandInput,
  DeleteCapacityProviderCommandInput,
  DescribeCapacityProvidersCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext } from '../../../core';
import { capacityProvidersOf } from '../capacity-providers';
import { clientException, invalidParameter } from '../errors';
import { findCluster } from '../find';
import { ecsArn, shortName } from '../names';
import { ecsPage } from '../page';
import { ecsState } from '../state';
import { mergeTags } from '../tags';

/** `Create-`, `Describe-` and `DeleteCapacityProvider`. */
export const capacityProviderOperations: Record<string, Operation> = {
  CreateCapacityProvider: createCapacityProvider,
  DescribeCapacityProviders: describeCapacityProviders,
  DeleteCapacityProvider: deleteCapacityProvider,
};

function createCapacityProvider(
  input: CreateCapacityProviderCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const name = input.name ?? '';
  if (
    !/^[A-Za-z0-9_-]{1,255}$/.test(name) ||
    /^(aws|ecs|fargate)/i.test(name)
  ) {
    throw invalidParameter('The specified capacity provider name is invalid.');
  }
  const { autoScalingGroupProvider, managedInstancesProvider } = input;
  if (!autoScalingGroupProvider === !managedInstancesProvider) {
    throw invalidParameter(
      'Either the autoScalingGroupProvider or the managedInstancesProvider must be specified when creating a capacity provider.',
    );
  }
  if (state.capacityProviders.has(name)) {
    throw clientException(
      'The specified capacity provider already exists. To change the configuration of an existing capacity provider, update the capacity provider.',
    );
  }
  // Managed instances belong to one cluster, which has their provider at once.
  const cluster = managedInstancesProvider
    ? findCluster(state, input.cluster).cluster
    : undefined;
  const capacityProvider: CapacityProvider = {
    capacityProviderArn: ecsArn(context, `capacity-provider/${name}`),
    name,
    status: 'ACTIVE',
    cluster: cluster?.clusterArn,
    autoScalingGroupProvider,
    managedInstancesProvider,
    tags: mergeTags(input.tags),
  };
  if (cluster) {
    cluster.capacityProviders = [...(cluster.capacityProviders ?? []), name];
  }
  state.capacityProviders.set(name, capacityProvider);
  return { capacityProvider };
}

function describeCapacityProviders(
  input: DescribeCapacityProvidersCommandInput,
  context: RequestContext,
) {
  const all = capacityProvidersOf(ecsState(context.world, context));
  const asked = input.capacityProviders?.map(shortName);
  const page = ecsPage(
    asked ? all.filter(({ name }) => asked.includes(name ?? '')) : all,
    ({ name }) => name ?? '',
    input,
  );
  const withTags = input.include?.includes('TAGS');
  return {
    capacityProviders: page.items.map(provider =>
      withTags ? provider : { ...provider, tags: [] },
    ),
    failures: (asked ?? [])
      .filter(name => !all.some(provider => provider.name === name))
      .map(name => ({
        arn: ecsArn(context, `capacity-provider/${name}`),
        reason: 'MISSING',
      })),
    nextToken: page.nextToken,
  };
}

function deleteCapacityProvider(
  input: DeleteCapacityProviderCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const name = shortName(input.capacityProvider ?? '');
  const capacityProvider = state.capacityProviders.get(name);
  if (!capacityProvider) {
    throw clientException('The specified capacity provider does not exist.');
  }
  const user = [...state.clusters.values()].find(
    ({ cluster }) =>
      cluster.clusterArn !== capacityProvider.cluster &&
      cluster.capacityProviders?.includes(name),
  );
  if (user) {
    throw clientException(
      `The specified capacity provider is in use by the cluster ${user.cluster.clusterName} and cannot be removed.`,
    );
  }
  const own = [...state.clusters.values()].find(
    ({ cluster }) => cluster.clusterArn === capacityProvider.cluster,
  );
  if (own) {
    own.cluster.capacityProviders = own.cluster.capacityProviders?.filter(
      associated => associated !== name,
    );
  }
  state.capacityProviders.delete(name);
  return { capacityProvider: { ...capacityProvider, status: 'INACTIVE' } };
}
