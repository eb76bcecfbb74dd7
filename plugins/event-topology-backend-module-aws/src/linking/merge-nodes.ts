import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';

/**
 * One node for each id. Several scopes may know of the same external thing or
 * event source; the first scope in the order of keys keeps it, so that the
 * result does not depend on who answered first. A node of a known kind wins
 * over an external one.
 */
export function mergeNodes(nodes: TopologyNode[]): TopologyNode[] {
  const merged = new Map<string, TopologyNode>();
  for (const node of nodes) {
    const known = merged.get(node.id);
    if (!known || rank(node) < rank(known)) {
      merged.set(node.id, node);
    }
  }
  return [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rank(node: TopologyNode): string {
  return `${node.kind === 'external' ? 1 : 0}|${node.scope}`;
}
