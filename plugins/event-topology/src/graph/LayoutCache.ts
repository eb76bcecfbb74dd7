import { layoutMembers, MemberEdge, MemberLayout } from './layout-members';

/**
 * Keeps the layout of each group for as long as the group's members and inner
 * edges stay the same, so that a refresh lays out only what has changed.
 */
export class LayoutCache {
  readonly #layouts = new Map<string, { key: string; layout: MemberLayout }>();
  #computed = 0;

  /** How many layouts were really computed. */
  get computed(): number {
    return this.#computed;
  }

  get(groupId: string, ids: string[], edges: MemberEdge[]): MemberLayout {
    const key = structureKey(ids, edges);
    const known = this.#layouts.get(groupId);
    if (known?.key === key) {
      return known.layout;
    }
    const layout = layoutMembers(ids, edges);
    this.#computed += 1;
    this.#layouts.set(groupId, { key, layout });
    return layout;
  }
}

function structureKey(ids: string[], edges: MemberEdge[]): string {
  const nodes = [...ids].sort().join('\n');
  const links = edges
    .map(edge => `${edge.from} ${edge.to} ${edge.weight}`)
    .sort()
    .join('\n');
  return `${nodes}\n\n${links}`;
}
