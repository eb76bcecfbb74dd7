import { graphlib, layout } from '@dagrejs/dagre';
import { NODE_HEIGHT, NODE_WIDTH, RANK_GAP, ROW_GAP } from './dimensions';
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
  /** How much this edge should be kept short and straight. */
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
  const edges = [...memberEdges].sort(byEnds);
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
  graph.setGraph({ rankdir: 'LR', nodesep: ROW_GAP, ranksep: RANK_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) {
    graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  for (const edge of edges) {
    graph.setEdge(edge.from, edge.to, { weight: edge.weight });
  }
  layout(graph);

  for (const id of ids) {
    const { x, y } = graph.node(id);
    positions.set(id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 });
  }
  return fromCorner(positions);
}

/** Moves everything so that the leftmost is at x 0 and the topmost at y 0. */
function fromCorner(positions: Map<string, Point>): MemberLayout {
  const points = [...positions.values()];
  const left = Math.min(...points.map(point => point.x));
  const top = Math.min(...points.map(point => point.y));
  const right = Math.max(...points.map(point => point.x));
  const bottom = Math.max(...points.map(point => point.y));
  const moved = new Map<string, Point>();
  for (const [id, point] of positions) {
    moved.set(id, {
      x: Math.round(point.x - left),
      y: Math.round(point.y - top),
    });
  }
  return {
    positions: moved,
    width: Math.round(right - left) + NODE_WIDTH,
    height: Math.round(bottom - top) + NODE_HEIGHT,
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
