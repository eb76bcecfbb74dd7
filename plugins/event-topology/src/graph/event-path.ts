/** @internal */
export interface PathEdge {
  id: string;
  from: string;
  to: string;
}

/** Everything that lies on the way of an element's events. */
export interface EventPath {
  elementIds: Set<string>;
  edgeIds: Set<string>;
}

/**
 * The way of the events through one element: all that can reach it, and all
 * that it can reach. A bus joins nearly everything with nearly everything, so
 * a way that has gone through one bus ends at the next; and what a consumer
 * publishes in its turn is a new event, so that way ends at the first.
 *
 * @param isHub - true for a bus
 */
export function eventPath(
  edges: PathEdge[],
  start: string[],
  isHub: (id: string) => boolean,
): EventPath {
  const path: EventPath = { elementIds: new Set(start), edgeIds: new Set() };
  const consumes = edges.some(edge => start.includes(edge.to));
  const startsAtHub = start.some(isHub);
  walk(edges, start, isHub, path, 'down', consumes && !startsAtHub ? 0 : 1);
  walk(edges, start, isHub, path, 'up', 1);
  return path;
}

function walk(
  edges: PathEdge[],
  start: string[],
  isHub: (id: string) => boolean,
  path: EventPath,
  direction: 'up' | 'down',
  hubsToCross: number,
) {
  const near = direction === 'down' ? 'from' : 'to';
  const far = direction === 'down' ? 'to' : 'from';
  const byNear = new Map<string, PathEdge[]>();
  for (const edge of edges) {
    const list = byNear.get(edge[near]);
    if (list) {
      list.push(edge);
    } else {
      byNear.set(edge[near], [edge]);
    }
  }

  // The fewest hubs gone through on a way to each element: a second, shorter
  // way may lead on where the first one had to end.
  const hubs = new Map<string, number>();
  const queue: string[] = [];
  for (const id of start) {
    hubs.set(id, 0);
    queue.push(id);
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const crossed = (hubs.get(next) ?? 0) + (isHub(next) ? 1 : 0);
    if (crossed > hubsToCross) {
      continue;
    }
    for (const edge of byNear.get(next) ?? []) {
      path.edgeIds.add(edge.id);
      path.elementIds.add(edge[far]);
      const known = hubs.get(edge[far]);
      if (known === undefined || crossed < known) {
        hubs.set(edge[far], crossed);
        queue.push(edge[far]);
      }
    }
  }
}
