import {
  EdgeKind,
  NodeGroup,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import {
  COLLAPSED_GROUP_HEIGHT,
  COLLAPSED_GROUP_WIDTH,
  GROUP_HEADER,
  GROUP_PADDING,
} from './dimensions';
import { WeightedLink } from './flow-order';
import { LayoutCache } from './LayoutCache';

import { placeGroups } from './place-groups';

/** A node as it stands on the map. */
export interface DrawnNode {
  id: string;
  node: TopologyNode;
  groupId: string;
  x: number;
  y: number;
}

/** A group as it stands on the map, open (a frame) or collapsed (a card). */
export interface DrawnGroup {
  /** The id on the map; a group's own id may be that of a node. */
  id: string;
  group: NodeGroup;
  /** The nodes of the group. */
  members: TopologyNode[];
  open: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One line on the map: all edges of one kind between the same two things. */
export interface DrawnEdge {
  id: string;
  from: string;
  to: string;
  edges: TopologyEdge[];
  /** Set when every edge of it is of that kind. */
  kind?: EdgeKind;
  /** Lines between the same two things are drawn beside each other. */
  lane: number;
}

/** What the canvas draws. */
export interface DrawnMap {
  nodes: DrawnNode[];
  groups: DrawnGroup[];
  edges: DrawnEdge[];
}

/** @internal */
export interface DrawMapInput {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  groups: NodeGroup[];
  isOpen: (groupId: string) => boolean;
  cache: LayoutCache;
}

/** The id under which a group stands on the map. */
export function groupElementId(groupId: string): string {
  return `group|${groupId}`;
}

/** Lays out the map. Readings are no input: they never move anything. */
export function drawMap(input: DrawMapInput): DrawnMap {
  const groupOf = new Map<string, string>();
  for (const group of input.groups) {
    group.nodeIds.forEach(id => groupOf.set(id, group.id));
  }
  const consumers = new Set(
    input.edges.filter(edge => edge.kind !== 'publishes').map(edge => edge.to),
  );
  const inner = innerEdges(input.edges, groupOf, consumers);

  const boxes = input.groups.map(group => {
    const open = input.isOpen(group.id);
    const layout = open
      ? input.cache.get(group.id, group.nodeIds, inner.get(group.id) ?? [])
      : undefined;
    return {
      group,
      open,
      layout,
      id: group.id,
      width: layout ? layout.width + GROUP_PADDING * 2 : COLLAPSED_GROUP_WIDTH,
      height: layout
        ? layout.height + GROUP_PADDING * 2 + GROUP_HEADER
        : COLLAPSED_GROUP_HEIGHT,
    };
  });
  const corners = placeGroups(
    boxes,
    groupLinks(input.edges, groupOf, consumers),
  );

  const nodeById = new Map(input.nodes.map(node => [node.id, node]));
  const nodes: DrawnNode[] = [];
  const groups: DrawnGroup[] = [];
  for (const { group, open, layout, width, height } of boxes) {
    const corner = corners.get(group.id) ?? { x: 0, y: 0 };
    groups.push({
      id: groupElementId(group.id),
      group,
      members: group.nodeIds.flatMap(id => nodeById.get(id) ?? []),
      open,
      ...corner,
      width,
      height,
    });
    for (const [id, point] of layout?.positions ?? []) {
      const node = nodeById.get(id);
      if (node) {
        nodes.push({
          id,
          node,
          groupId: group.id,
          x: corner.x + GROUP_PADDING + point.x,
          y: corner.y + GROUP_HEADER + GROUP_PADDING + point.y,
        });
      }
    }
  }
  return { nodes, groups, edges: drawEdges(input, groupOf) };
}

function innerEdges(
  edges: TopologyEdge[],
  groupOf: Map<string, string>,
  consumers: Set<string>,
) {
  const inner = new Map<
    string,
    { from: string; to: string; weight: number }[]
  >();
  for (const edge of edges) {
    const group = groupOf.get(edge.from);
    if (
      group !== undefined &&
      group === groupOf.get(edge.to) &&
      edge.from !== edge.to
    ) {
      const list = inner.get(group) ?? [];
      list.push({
        from: edge.from,
        to: edge.to,
        weight: weightOf(edge.kind, consumers.has(edge.from)),
      });
      inner.set(group, list);
    }
  }
  return inner;
}

/**
 * How much an edge says about what stands left of what. A consumer that
 * publishes in its turn closes a cycle: then this is the edge that leads back.
 */
function weightOf(kind: EdgeKind, fromConsumer: boolean): number {
  if (kind === 'publishes') {
    return fromConsumer ? 1 : 3;
  }
  return kind === 'dead-letters' || kind === 'archives' ? 2 : 4;
}

function groupLinks(
  edges: TopologyEdge[],
  groupOf: Map<string, string>,
  consumers: Set<string>,
): WeightedLink[] {
  const links = new Map<string, WeightedLink>();
  for (const edge of edges) {
    const from = groupOf.get(edge.from);
    const to = groupOf.get(edge.to);
    if (from !== undefined && to !== undefined && from !== to) {
      const key = JSON.stringify([from, to]);
      const link = links.get(key) ?? { from, to, weight: 0 };
      link.weight += weightOf(edge.kind, consumers.has(edge.from));
      links.set(key, link);
    }
  }
  return [...links.values()];
}

function drawEdges(
  input: DrawMapInput,
  groupOf: Map<string, string>,
): DrawnEdge[] {
  const elementOf = (nodeId: string) => {
    const group = groupOf.get(nodeId);
    if (group === undefined) {
      return undefined;
    }
    return input.isOpen(group) ? nodeId : groupElementId(group);
  };

  const drawn = new Map<string, DrawnEdge>();
  const lanes = new Map<string, number>();
  for (const edge of [...input.edges].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const from = elementOf(edge.from);
    const to = elementOf(edge.to);
    if (from === undefined || to === undefined) {
      continue;
    }
    const bundled = from !== edge.from || to !== edge.to;
    if (bundled && from === to) {
      continue;
    }
    const key = JSON.stringify(bundled ? [from, to] : [from, to, edge.kind]);
    const line = drawn.get(key);
    if (line) {
      line.edges.push(edge);
      line.kind = line.kind === edge.kind ? edge.kind : undefined;
    } else {
      const pair = JSON.stringify([from, to]);
      const lane = lanes.get(pair) ?? 0;
      lanes.set(pair, lane + 1);
      drawn.set(key, {
        id: key,
        from,
        to,
        edges: [edge],
        kind: edge.kind,
        lane,
      });
    }
  }
  return [...drawn.values()];
}
