import { TopologyEdge, TopologyNode, TopologySnapshot } from '../model';

/**
 * Which way to walk: `upstream` against the events, to what a node hears from,
 * `downstream` with them, to what it tells.
 *
 * @public
 */
export type WalkDirection = 'both' | 'upstream' | 'downstream';

/** Nodes with the edges among them, in the order of the snapshot. @public */
export interface Subgraph {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
}

/**
 * The given nodes, what lies up to `steps` edges around them, and every edge
 * among all of these. Ids that are not in the snapshot are passed over.
 *
 * @public
 */
export function neighbourhood(
  snapshot: Pick<TopologySnapshot, 'nodes' | 'edges'>,
  nodeIds: Iterable<string>,
  steps: number,
  direction: WalkDirection = 'both',
): Subgraph {
  const known = new Set(snapshot.nodes.map(node => node.id));
  const found = new Set([...nodeIds].filter(id => known.has(id)));
  const next = stepsFrom(snapshot.edges, direction);

  let frontier = [...found];
  for (let step = 0; step < steps && frontier.length > 0; step++) {
    const reached = new Set(
      frontier
        .flatMap(id => next.get(id) ?? [])
        .filter(id => known.has(id) && !found.has(id)),
    );
    reached.forEach(id => found.add(id));
    frontier = [...reached];
  }

  return {
    nodes: snapshot.nodes.filter(node => found.has(node.id)),
    edges: snapshot.edges.filter(
      edge => found.has(edge.from) && found.has(edge.to),
    ),
  };
}

function stepsFrom(
  edges: readonly TopologyEdge[],
  direction: WalkDirection,
): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const targets = next.get(from);
    if (targets) {
      targets.push(to);
    } else {
      next.set(from, [to]);
    }
  };
  for (const { from, to } of edges) {
    if (direction !== 'upstream') {
      add(from, to);
    }
    if (direction !== 'downstream') {
      add(to, from);
    }
  }
  return next;
}
