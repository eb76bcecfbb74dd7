import {
  CreateCapacityProviderCommandInput,
  DeleteCapacityProviderCommandInput,
  DescribeCapacityProvidersCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext, UnsupportedError } from '../../../core';
import { capacityProvidersOf } from '../capacity-providers';
import { clientException, invalidParameter } from '../errors';
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
  if (input.managedInstancesProvider) {
    throw new UnsupportedError('capacity providers of ECS Managed Instances');
  }
  if (!input.autoScalingGroupProvider) {
    throw invalidParameter(
      'The autoScalingGroupProvider must be specified when creating a capacity provider.',
    );
  }
  if (state.capacityProviders.has(name)) {
    throw clientException(
      'The specified capacity provider already exists. To change the configuration of an existing capacity provider, update the capacity provider.',
    );
  }
  const capacityProvider = {
    capacityProviderArn: ecsArn(context, `capacity-provider/${name}`),
    name,
    status: 'ACTIVE' as const,
    autoScalingGroupProvider: input.autoScalingGroupProvider,
    tags: mergeTags(input.tags),
  };
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
  const user = [...state.clusters.values()].find(({ cluster }) =>
    cluster.capacityProviders?.includes(name),
  );
  if (user) {
    throw clientException(
      `The specified capacity provider is in use by the cluster ${user.cluster.clusterName} and cannot be removed.`,
    );
  }
  state.capacityProviders.delete(name);
  return { capacityProvider: { ...capacityProvider, status: 'INACTIVE' } };
}
