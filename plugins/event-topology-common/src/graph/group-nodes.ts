import { TOPOLOGY_TAGS } from '../api';
import { isNodeOfKind, TopologyEdge, TopologyNode } from '../model';

/** Nodes that are drawn as one while the map is collapsed. @public */
export interface NodeGroup {
  /** Stable across reads: `system:default/shop`, `bus:` and an ARN, or `account:123456789012/eu-central-1`. */
  id: string;
  title: string;
  /** What the nodes have in common. */
  kind: 'system' | 'bus' | 'account';
  /** Sorted; never empty. */
  nodeIds: string[];
}

type GroupKey = Omit<NodeGroup, 'nodeIds'>;

/**
 * Puts every node into one group: its system by the tag
 * `event-topology:system`, else by the catalog, else that of the bus it is
 * nearest to by edges, else its account and region. Groups are sorted by title.
 *
 * @public
 */
export function groupNodes(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
): NodeGroup[] {
  const buses = nearestBuses(nodes, edges);
  const groups = new Map<string, NodeGroup>();
  for (const node of nodes) {
    const bus = buses.get(node.id);
    const key =
      systemOf(node) ??
      (bus && (systemOf(bus) ?? busGroup(bus))) ??
      accountGroup(node);
    const group = groups.get(key.id);
    if (group) {
      group.nodeIds.push(node.id);
    } else {
      groups.set(key.id, { ...key, nodeIds: [node.id] });
    }
  }
  const sorted = [...groups.values()].sort(
    (a, b) => compare(a.title, b.title) || compare(a.id, b.id),
  );
  sorted.forEach(group => group.nodeIds.sort(compare));
  return sorted;
}

/** The tag may hold a name or an entity ref; both give the group that the catalog gives. */
function systemOf(node: TopologyNode): GroupKey | undefined {
  const tag = node.tags[TOPOLOGY_TAGS.system]?.trim();
  const system = tag || node.catalog?.system;
  if (!system) {
    return undefined;
  }
  const [, namespace = 'default', name] =
    /^(?:system:)?(?:([^/]+)\/)?(.+)$/i.exec(system) ?? [];
  const reference = `${namespace}/${name ?? system}`.toLocaleLowerCase('en-US');
  return {
    id: `system:${reference}`,
    title: reference.replace(/^default\//, ''),
    kind: 'system',
  };
}

function busGroup(bus: TopologyNode): GroupKey {
  return { id: `bus:${bus.id}`, title: bus.name, kind: 'bus' };
}

function accountGroup(node: TopologyNode): GroupKey {
  return {
    id: `account:${node.accountId}/${node.region}`,
    title: `${node.accountId} ${node.region}`,
    kind: 'account',
  };
}

/**
 * Each node's nearest bus, whichever way the edges point. Between buses
 * equally near, the one whose id sorts first wins, so that the groups do not
 * depend on the order of nodes and edges.
 */
function nearestBuses(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
): Map<string, TopologyNode> {
  const neighbours = new Map<string, string[]>(
    nodes.map(node => [node.id, []]),
  );
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const buses = nodes
    .filter(node => isNodeOfKind(node, 'event-bus'))
    .sort((a, b) => compare(a.id, b.id));
  const nearest = new Map<string, TopologyNode>(
    buses.map(bus => [bus.id, bus]),
  );
  // Breadth first, all buses at once: each step keeps the order of the buses.
  const queue = buses.map(bus => ({ id: bus.id, bus }));
  for (const { id, bus } of queue) {
    for (const neighbour of neighbours.get(id) ?? []) {
      if (neighbours.has(neighbour) && !nearest.has(neighbour)) {
        nearest.set(neighbour, bus);
        queue.push({ id: neighbour, bus });
      }
    }
  }
  return nearest;
}

/** By code unit: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
