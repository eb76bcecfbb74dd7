import {
  HEALTH_ORDER,
  HealthStatus,
  NODE_KINDS,
  NodeHealth,
  NodeKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** @internal */
export interface Counted<T extends string> {
  value: T;
  count: number;
}

/** The values that the nodes have, in order, with how many have each. */
export interface FilterOptions {
  kinds: Counted<NodeKind>[];
  health: Counted<HealthStatus>[];
  accounts: Counted<string>[];
  owners: Counted<string>[];
}

/** What can be filtered by: only what would let something through. */
export function filterOptions(
  nodes: TopologyNode[],
  health: Map<string, NodeHealth>,
): FilterOptions {
  return {
    kinds: counted(
      NODE_KINDS,
      nodes.map(node => node.kind),
    ),
    health: counted(
      HEALTH_ORDER,
      nodes.map(node => health.get(node.id)?.status ?? 'unknown'),
    ),
    accounts: sortedCounts(nodes.map(node => node.accountId)),
    owners: sortedCounts(nodes.flatMap(node => node.catalog?.owner ?? [])),
  };
}

function sortedCounts(values: string[]): Counted<string>[] {
  return counted([...new Set(values)].sort(), values);
}

function counted<T extends string>(
  order: readonly T[],
  values: T[],
): Counted<T>[] {
  const counts = new Map<T, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return order.flatMap(value => {
    const count = counts.get(value);
    return count === undefined ? [] : [{ value, count }];
  });
}
