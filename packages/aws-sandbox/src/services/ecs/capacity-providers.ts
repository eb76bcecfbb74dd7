import {
  CapacityProvider,
  CapacityProviderStrategyItem,
} from '@aws-sdk/client-ecs';
import { shortName } from './names';
import { EcsState } from './state';
import { isLive } from './task-status';

const FARGATE_PROVIDERS = ['FARGATE', 'FARGATE_SPOT'];

/** The capacity providers of one account and region, AWS's own among them. */
export function capacityProvidersOf(state: EcsState): CapacityProvider[] {
  return [
    ...FARGATE_PROVIDERS.map(name => ({
      capacityProviderArn: `arn:aws:ecs:${state.scope.region}:${state.scope.accountId}:capacity-provider/${name}`,
      name,
      status: 'ACTIVE' as const,
      tags: [],
    })),
    ...state.capacityProviders.values(),
  ];
}

/** Whether a name or ARN names a capacity provider that is there. */
export function isCapacityProvider(state: EcsState, name: string): boolean {
  return (
    FARGATE_PROVIDERS.includes(name) ||
    state.capacityProviders.has(shortName(name))
  );
}

/**
 * The capacity provider of the next task: first each one's base is filled,
 * then tasks are spread by weight.
 *
 * @param counts - tasks that each provider holds already, by its name
 */
export function nextCapacityProvider(
  strategy: CapacityProviderStrategyItem[],
  counts: Map<string, number>,
): string {
  const countOf = (item: CapacityProviderStrategyItem) =>
    counts.get(item.capacityProvider ?? '') ?? 0;
  const belowBase = strategy.find(item => countOf(item) < (item.base ?? 0));
  if (belowBase) {
    return belowBase.capacityProvider ?? '';
  }
  // A single provider needs no weight; among several, one without gets nothing.
  const weighted = strategy.filter(item => (item.weight ?? 0) > 0);
  const share = (item: CapacityProviderStrategyItem) =>
    (countOf(item) - (item.base ?? 0) + 1) / (item.weight ?? 1);
  const [next] = [...(weighted.length ? weighted : strategy)].sort(
    (a, b) => share(a) - share(b),
  );
  return next.capacityProvider ?? '';
}

/** Whether a capacity provider has room for one more task. */
export function hasCapacity(state: EcsState, provider: string): boolean {
  const limit = state.capacityLimits.get(provider);
  if (limit === undefined) {
    return true;
  }
  let used = 0;
  for (const cluster of state.clusters.values()) {
    for (const stored of cluster.tasks.values()) {
      const { capacityProviderName = 'FARGATE' } = stored.task;
      if (isLive(stored) && capacityProviderName === provider) {
        used++;
      }
    }
  }
  return used < limit;
}
