import { graphlib, layout } from '@dagrejs/dagre';
import { NODE_HEIGHT, NODE_WIDTH, RANK_GAP, ROW_GAP } from './dimensions';
import { forwardLinks } from './flow-order';
import { alignColumns } from './align-columns';
import { layoutLayers } from './layout-layers';

/** @internal */
export interface Point {
  x: number;
  y: number;
}

/** @internal */
export interface MemberEdge {
  from: string;
  to: string;
  /** How much this edge says about what comes before what, and how straight it should be. */
  weight: number;
}

/** Where the members of a group stand, from the group's own corner. */
export interface MemberLayout {
  positions: Map<string, Point>;
  width: number;
  height: number;
}

/** dagre needs seconds above this; the plain layers need milliseconds. */
const DAGRE_LIMIT = 300;

const COLUMN = NODE_WIDTH + RANK_GAP;
const ROW = NODE_HEIGHT + ROW_GAP;

/**
 * Places the members of one group left to right along their edges. Members
 * without an edge inside the group stand in rows beneath. The result depends
 * on ids and edges alone, never on the order they come in.
 */
export function layoutMembers(
  memberIds: string[],
  memberEdges: MemberEdge[],
): MemberLayout {
  const ids = [...memberIds].sort();
  const edges = forwardLinks(ids, [...memberEdges].sort(byEnds));
  const touched = new Set(edges.flatMap(edge => [edge.from, edge.to]));
  const joined = ids.filter(id => touched.has(id));
  const loose = ids.filter(id => !touched.has(id));

  const flow =
    joined.length > DAGRE_LIMIT
      ? layoutLayers(joined, edges)
      : layoutWithDagre(joined, edges);
  return addRowsBeneath(flow, loose);
}

function byEnds(a: MemberEdge, b: MemberEdge): number {
  if (a.from !== b.from) {
    return a.from < b.from ? -1 : 1;
  }
  if (a.to !== b.to) {
    return a.to < b.to ? -1 : 1;
  }
  return a.weight - b.weight;
}

function layoutWithDagre(ids: string[], edges: MemberEdge[]): MemberLayout {
  const positions = new Map<string, Point>();
  if (ids.length === 0) {
    return { positions, width: 0, height: 0 };
  }
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: ROW_GAP,
    ranksep: RANK_GAP,
    ranker: 'tight-tree',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) {
    graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  for (const edge of edges) {
    graph.setEdge(edge.from, edge.to, { weight: edge.weight });
  }
  layout(graph);

  // dagre says what stands in which column, and in which order.
  const byColumn = new Map<number, { id: string; y: number }[]>();
  for (const id of ids) {
    const { x, y } = graph.node(id);
    const column = byColumn.get(x) ?? [];
    column.push({ id, y });
    byColumn.set(x, column);
  }
  const columns = [...byColumn.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, column]) =>
      column
        .sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id),
    );
  const heights = alignColumns(columns, edges, ROW);
  columns.forEach((column, index) =>
    column.forEach(id =>
      positions.set(id, { x: index * COLUMN, y: heights.get(id) ?? 0 }),
    ),
  );
  return {
    positions,
    width: columns.length * COLUMN - RANK_GAP,
    height: Math.max(...heights.values()) + NODE_HEIGHT,
  };
}

function addRowsBeneath(flow: MemberLayout, loose: string[]): MemberLayout {
  if (loose.length === 0) {
    return flow;
  }
  const flowColumns = Math.round((flow.width + RANK_GAP) / COLUMN);
  const columns = Math.min(
    loose.length,
    Math.max(flowColumns, Math.ceil(Math.sqrt(loose.length))),
  );
  const top = flow.height > 0 ? flow.height + ROW_GAP * 2 : 0;
  const positions = new Map(flow.positions);
  loose.forEach((id, index) => {
    positions.set(id, {
      x: (index % columns) * COLUMN,
      y: top + Math.floor(index / columns) * ROW,
    });
  });
  const rows = Math.ceil(loose.length / columns);
  return {
    positions,
    width: Math.max(flow.width, columns * COLUMN - RANK_GAP),
    height: top + rows * ROW - ROW_GAP,
  };
}
