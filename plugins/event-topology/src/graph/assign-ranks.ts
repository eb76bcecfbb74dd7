import { flowOrder, forwardLinks, WeightedLink } from './flow-order';

/**
 * The column of each id: one more than the furthest of those before it. Links
 * against the flow (the ones that close a cycle) are left out of account.
 */
export function assignRanks(
  ids: string[],
  links: WeightedLink[],
): Map<string, number> {
  const order = flowOrder(ids, links);
  const after = new Map<string, string[]>();
  for (const { from, to } of forwardLinks(ids, links)) {
    const list = after.get(from);
    if (list) {
      list.push(to);
    } else {
      after.set(from, [to]);
    }
  }

  const ranks = new Map(order.map(id => [id, 0]));
  for (const id of order) {
    const next = (ranks.get(id) ?? 0) + 1;
    for (const to of after.get(id) ?? []) {
      if ((ranks.get(to) ?? 0) < next) {
        ranks.set(to, next);
      }
    }
  }
  return ranks;
}
