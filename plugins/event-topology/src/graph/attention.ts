import {
  HealthFinding,
  NodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** A node that needs attention, and the first reason why. */
export interface Attention {
  node: TopologyNode;
  status: 'critical' | 'warning';
  finding: HealthFinding;
}

/** The nodes that need attention: critical ones first, then by name. */
export function needingAttention(
  nodes: TopologyNode[],
  health: Map<string, NodeHealth>,
): Attention[] {
  return nodes
    .flatMap((node): Attention[] => {
      const { status, findings } = health.get(node.id) ?? {};
      const finding = findings?.[0];
      return finding && (status === 'critical' || status === 'warning')
        ? [{ node, status, finding }]
        : [];
    })
    .sort(
      (a, b) =>
        Number(a.status === 'warning') - Number(b.status === 'warning') ||
        (a.node.name < b.node.name ? -1 : 1),
    );
}
