import {
  NodeKind,
  parseArn,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';

/** Says whether the caller may see a node. */
export type NodePredicate = (node: TopologyNode) => boolean;

/**
 * Kinds that are not read but only named in the configuration of others: an
 * e-mail address, a queue in somebody else's account, the source of events.
 */
const NAMED_BY_OTHERS: NodeKind[] = ['external', 'event-source'];

/** True for a node that exists on the map only because another one names it. */
export function isNamedByOthers(node: TopologyNode): boolean {
  return NAMED_BY_OTHERS.includes(node.kind);
}

/**
 * The nodes that the caller may see. One that is only named by others has no
 * tags and no owner of its own: it is shown to who may see one of those that
 * name it, as theirs. Without an ARN it has no account either, and takes that.
 */
export function selectNodes(
  snapshot: Pick<TopologySnapshot, 'nodes' | 'edges'>,
  isVisible: NodePredicate,
): TopologyNode[] {
  const read = new Map(
    snapshot.nodes
      .filter(node => !isNamedByOthers(node) && isVisible(node))
      .map(node => [node.id, node]),
  );
  const neighbours = new Map<string, TopologyNode[]>();
  const addNeighbour = (id: string, neighbour: TopologyNode | undefined) => {
    if (neighbour) {
      neighbours.set(id, [...(neighbours.get(id) ?? []), neighbour]);
    }
  };
  const named = new Set(
    snapshot.nodes.filter(isNamedByOthers).map(({ id }) => id),
  );
  for (const { from, to } of snapshot.edges) {
    if (named.has(from)) {
      addNeighbour(from, read.get(to));
    }
    if (named.has(to)) {
      addNeighbour(to, read.get(from));
    }
  }
  return snapshot.nodes.flatMap(node =>
    isNamedByOthers(node)
      ? asNamedBy(node, neighbours.get(node.id) ?? [], isVisible)
      : read.get(node.id) ?? [],
  );
}

function asNamedBy(
  node: TopologyNode,
  neighbours: TopologyNode[],
  isVisible: NodePredicate,
): TopologyNode[] {
  const byId = [...neighbours].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { accountId, region, scope, tags, catalog } of byId) {
    const place = parseArn(node.id)?.accountId
      ? { scope }
      : { accountId, region, scope };
    const shown = { ...node, ...place };
    if (isVisible({ ...shown, tags, catalog })) {
      return [shown];
    }
  }
  return [];
}
