import {
  groupNodes,
  NodeGroup,
  NodeHealth,
  searchNodes,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo, useRef } from 'react';
import { isGroupOpen } from '../../graph/default-open';
import { DrawnMap, drawMap, groupElementId } from '../../graph/draw-map';
import { filterNodes, hasFilters } from '../../graph/filter-nodes';
import { LayoutCache } from '../../graph/LayoutCache';
import { ViewState } from '../../graph/view-state';

/** Everything that the view shows, derived from structure, health and view. */
export interface MapModel {
  nodeById: Map<string, TopologyNode>;
  groups: NodeGroup[];
  groupOf: Map<string, NodeGroup>;
  /** What the search finds, best first. */
  found: TopologyNode[];
  /** Nodes that the filters let through; absent without filters. */
  matching?: Set<string>;
  /** The same, as elements of the map: groups with any such node included. */
  matchingElements?: Set<string>;
  map: DrawnMap;
}

/**
 * Derives what is shown. Nothing here is computed anew for figures alone, but
 * the health filter.
 *
 * @param linkedNodeId - the node that a link has led to; its group is open
 */
export function useMapModel(
  snapshot: TopologySnapshot,
  health: Map<string, NodeHealth>,
  view: ViewState,
  linkedNodeId?: string,
): MapModel {
  const { nodes, edges } = snapshot;
  const { filters, onlyMatching, openGroups, collapsedGroups } = view;
  const cache = useRef(new LayoutCache()).current;

  const nodeById = useMemo(
    () => new Map(nodes.map(node => [node.id, node])),
    [nodes],
  );
  const groups = useMemo(() => groupNodes(nodes, edges), [nodes, edges]);
  const groupOf = useMemo(
    () =>
      new Map(
        groups.flatMap(group =>
          group.nodeIds.map((id): [string, NodeGroup] => [id, group]),
        ),
      ),
    [groups],
  );
  const found = useMemo(
    () => (filters.text.trim() ? searchNodes(nodes, filters.text) : []),
    [nodes, filters.text],
  );

  // Health matters to the filters only while one of them asks for it.
  const healthForFilters = filters.health.length > 0 ? health : undefined;
  const matching = useMemo(
    () =>
      hasFilters(filters)
        ? filterNodes(
            nodes,
            filters,
            id => healthForFilters?.get(id)?.status ?? 'unknown',
            new Set(found.map(node => node.id)),
          )
        : undefined,
    [nodes, filters, healthForFilters, found],
  );
  const matchingElements = useMemo(
    () =>
      matching &&
      new Set([
        ...matching,
        ...groups
          .filter(group => group.nodeIds.some(id => matching.has(id)))
          .map(group => groupElementId(group.id)),
      ]),
    [matching, groups],
  );

  const hidden = useHiddenNodes(nodes, matching, onlyMatching, view);
  const linkedGroup = linkedNodeId && groupOf.get(linkedNodeId)?.id;
  const openKey = JSON.stringify([openGroups, collapsedGroups]);
  const map = useMemo(() => {
    const [open, collapsed]: string[][] = JSON.parse(openKey);
    const shown = (id: string) => !hidden.has(id);
    return drawMap({
      nodes: nodes.filter(node => shown(node.id)),
      edges: edges.filter(edge => shown(edge.from) && shown(edge.to)),
      groups: groups
        .map(group => ({ ...group, nodeIds: group.nodeIds.filter(shown) }))
        .filter(group => group.nodeIds.length > 0),
      isOpen: id =>
        id === linkedGroup ||
        isGroupOpen(id, nodes.length - hidden.size, {
          openGroups: open,
          collapsedGroups: collapsed,
        }),
      cache,
    });
  }, [nodes, edges, groups, hidden, openKey, linkedGroup, cache]);

  return { nodeById, groups, groupOf, found, matching, matchingElements, map };
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * What "hide the rest" leaves out. It is decided when the filters or the
 * structure change, not when figures do: a queue that recovers must not make
 * the map move under the reader's hand.
 */
function useHiddenNodes(
  nodes: TopologyNode[],
  matching: Set<string> | undefined,
  onlyMatching: boolean,
  view: ViewState,
): ReadonlySet<string> {
  const key = JSON.stringify([onlyMatching, view.filters]);
  const decided = useRef<{
    key: string;
    nodes: TopologyNode[];
    hidden: ReadonlySet<string>;
  }>();
  if (decided.current?.key !== key || decided.current.nodes !== nodes) {
    decided.current = {
      key,
      nodes,
      hidden:
        onlyMatching && matching
          ? new Set(nodes.map(node => node.id).filter(id => !matching.has(id)))
          : NOTHING,
    };
  }
  return decided.current.hidden;
}
