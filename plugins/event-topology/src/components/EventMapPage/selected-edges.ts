import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { DrawnEdge, DrawnMap } from '../../graph/draw-map';
import { Selection } from '../../graph/view-state';

/** The connections that a selection stands for, and the line that draws them. */
export interface SelectedEdges {
  edges: TopologyEdge[];
  line?: DrawnEdge;
}

/** A selected line may be one connection or several; a row of the table is one. */
export function selectedEdges(
  selection: Selection,
  edges: TopologyEdge[],
  map: DrawnMap,
): SelectedEdges {
  if (selection.type !== 'edge') {
    return { edges: [] };
  }
  const line = map.edges.find(candidate => candidate.id === selection.id);
  return line
    ? { edges: line.edges, line }
    : { edges: edges.filter(edge => edge.id === selection.id) };
}
