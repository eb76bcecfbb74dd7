/** @internal */
export interface WeightedLink {
  from: string;
  to: string;
  weight: number;
}

/**
 * Orders ids so that as much weight as possible points forwards, cycles or
 * not: sinks are taken to the end, sources to the front, and of what is left
 * the one that gives most and takes least goes first. Ties go by id.
 */
export function flowOrder(ids: string[], links: WeightedLink[]): string[] {
  const left = new Set([...ids].sort());
  const out = new Map<string, Map<string, number>>();
  const into = new Map<string, Map<string, number>>();
  for (const id of left) {
    out.set(id, new Map());
    into.set(id, new Map());
  }
  for (const { from, to, weight } of links) {
    if (from !== to && left.has(from) && left.has(to)) {
      add(out.get(from), to, weight);
      add(into.get(to), from, weight);
    }
  }

  const front: string[] = [];
  const back: string[] = [];
  const take = (id: string, list: string[]) => {
    left.delete(id);
    list.push(id);
    for (const other of out.get(id)?.keys() ?? []) {
      into.get(other)?.delete(id);
    }
    for (const other of into.get(id)?.keys() ?? []) {
      out.get(other)?.delete(id);
    }
  };

  while (left.size > 0) {
    const sinks = [...left].filter(id => out.get(id)?.size === 0);
    const sources = [...left].filter(
      id => into.get(id)?.size === 0 && out.get(id)?.size !== 0,
    );
    if (sources.length > 0) {
      sources.forEach(id => take(id, front));
    } else if (sinks.length > 0) {
      [...sinks].reverse().forEach(id => take(id, back));
    } else {
      take(mostSurplus(left, out, into), front);
    }
  }
  return [...front, ...back.reverse()];
}

/** The links that point forwards in the order of the flow. */
export function forwardLinks<T extends WeightedLink>(
  ids: string[],
  links: T[],
): T[] {
  const place = new Map(flowOrder(ids, links).map((id, index) => [id, index]));
  return links.filter(({ from, to }) => {
    const fromPlace = place.get(from);
    const toPlace = place.get(to);
    return (
      fromPlace !== undefined && toPlace !== undefined && fromPlace < toPlace
    );
  });
}

/** The id that gives most and takes least; `left` is in order of ids. */
function mostSurplus(
  left: Set<string>,
  out: Map<string, Map<string, number>>,
  into: Map<string, Map<string, number>>,
): string {
  let best = '';
  let bestSurplus = -Infinity;
  for (const id of left) {
    const surplus = total(out.get(id)) - total(into.get(id));
    if (surplus > bestSurplus) {
      best = id;
      bestSurplus = surplus;
    }
  }
  return best;
}

function add(
  weights: Map<string, number> | undefined,
  id: string,
  weight: number,
) {
  weights?.set(id, (weights.get(id) ?? 0) + weight);
}

function total(weights: Map<string, number> | undefined): number {
  let sum = 0;
  for (const weight of weights?.values() ?? []) {
    sum += weight;
  }
  return sum;
}
