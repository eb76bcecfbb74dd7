import {
  TopologyEdge,
  WalkDirection,
} from '@ecs-eda/plugin-event-topology-common';

/** A step of a walk: an edge, and the node that it leads to. */
export interface Step {
  edge: TopologyEdge;
  to: string;
}

/**
 * The edges of each node, ready to be walked: with the flow of events, against
 * it, or either way.
 */
export function stepsByNode(
  edges: readonly TopologyEdge[],
  direction: WalkDirection,
): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (from: string, step: Step) => {
    const known = steps.get(from);
    if (known) {
      known.push(step);
    } else {
      steps.set(from, [step]);
    }
  };
  for (const edge of edges) {
    if (direction !== 'upstream') {
      add(edge.from, { edge, to: edge.to });
    }
    if (direction !== 'downstream') {
      add(edge.to, { edge, to: edge.from });
    }
  }
  return steps;
}

/**
 * How many steps away each node is that can be reached, nearest first; the
 * nodes to start from are 0 steps away.
 */
export function distances(
  start: Iterable<string>,
  steps: ReadonlyMap<string, Step[]>,
): Map<string, number> {
  const found = new Map([...start].map(id => [id, 0]));
  // A map is walked in the order of insertion, additions on the way included.
  for (const [id, distance] of found) {
    for (const { to } of steps.get(id) ?? []) {
      if (!found.has(to)) {
        found.set(to, distance + 1);
      }
    }
  }
  return found;
}
