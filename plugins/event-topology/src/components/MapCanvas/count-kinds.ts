import { NodeKind, TopologyNode } from '@ecs-eda/plugin-event-topology-common';

/** How many nodes there are of each kind, the most frequent first. */
export function countKinds(
  nodes: TopologyNode[],
): { kind: NodeKind; count: number }[] {
  const counts = new Map<NodeKind, number>();
  for (const { kind } of nodes) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
