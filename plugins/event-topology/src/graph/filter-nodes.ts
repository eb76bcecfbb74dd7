import {
  HealthStatus,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

import { Filters } from './view-state';

/** True when any filter is set. */
export function hasFilters(filters: Filters): boolean {
  return (
    filters.text.trim() !== '' ||
    filters.kinds.length > 0 ||
    filters.health.length > 0 ||
    filters.accounts.length > 0 ||
    filters.owners.length > 0
  );
}

/**
 * The ids of the nodes that every filter lets through.
 *
 * @param foundByText - ids that the search found; only looked at when there is a text
 */
export function filterNodes(
  nodes: TopologyNode[],
  filters: Filters,
  healthOf: (nodeId: string) => HealthStatus,
  foundByText: Set<string>,
): Set<string> {
  const text = filters.text.trim();
  const passes = (node: TopologyNode) =>
    (text === '' || foundByText.has(node.id)) &&
    oneOf(filters.kinds, node.kind) &&
    oneOf(filters.accounts, node.accountId) &&
    oneOf(filters.owners, node.catalog?.owner) &&
    oneOf(filters.health, healthOf(node.id));
  return new Set(nodes.filter(passes).map(node => node.id));
}

function oneOf<T>(allowed: T[], value: T | undefined): boolean {
  return (
    allowed.length === 0 || (value !== undefined && allowed.includes(value))
  );
}
