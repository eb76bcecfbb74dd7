import { NODE_HEIGHT, NODE_WIDTH, RANK_GAP, ROW_GAP } from './dimensions';
import { assignRanks } from './assign-ranks';
import { MemberEdge, MemberLayout, Point } from './layout-members';

/** A column longer than this cannot be looked at; it is broken in two. */
const LONGEST_COLUMN = 40;

/**
 * Plain columns for groups that are too large for dagre: rank by the longest
 * path, order by the mean place of the neighbours before, ties by id.
 */
export function layoutLayers(ids: string[], edges: MemberEdge[]): MemberLayout {
  const ranks = assignRanks(ids, edges);
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) {
    before.set(to, [...(before.get(to) ?? []), from]);
  }

  const layers: string[][] = [];
  for (const id of ids) {
    const rank = ranks.get(id) ?? 0;
    (layers[rank] ??= []).push(id);
  }

  const place = new Map<string, number>();
  const columns: string[][] = [];
  for (const layer of layers) {
    const wanted = new Map(
      layer.map(id => [id, meanPlace(before.get(id), place)]),
    );
    const ordered = [...layer].sort(
      (a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    ordered.forEach((id, index) => place.set(id, index / ordered.length));
    for (let start = 0; start < ordered.length; start += LONGEST_COLUMN) {
      columns.push(ordered.slice(start, start + LONGEST_COLUMN));
    }
  }

  const positions = new Map<string, Point>();
  columns.forEach((column, columnIndex) =>
    column.forEach((id, row) =>
      positions.set(id, {
        x: columnIndex * (NODE_WIDTH + RANK_GAP),
        y: row * (NODE_HEIGHT + ROW_GAP),
      }),
    ),
  );
  const longest = Math.max(...columns.map(column => column.length));
  return {
    positions,
    width: columns.length * (NODE_WIDTH + RANK_GAP) - RANK_GAP,
    height: longest * (NODE_HEIGHT + ROW_GAP) - ROW_GAP,
  };
}

function meanPlace(
  ids: string[] | undefined,
  place: Map<string, number>,
): number {
  const places = (ids ?? [])
    .map(id => place.get(id))
    .filter(value => value !== undefined);
  return places.length === 0
    ? 0.5
    : places.reduce((sum, value) => sum + value, 0) / places.length;
}
