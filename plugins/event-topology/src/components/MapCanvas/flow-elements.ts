import type { Edge, Node } from '@xyflow/react';
import {
  DrawnEdge,
  DrawnGroup,
  DrawnMap,
  DrawnNode,
} from '../../graph/draw-map';
import { NODE_HEIGHT, NODE_WIDTH } from '../../graph/dimensions';
import { elementHandles } from './element-handles';

/** @internal */
export type ResourceElement = Node<{ drawn: DrawnNode }, 'resource'>;
/** @internal */
export type GroupElement = Node<
  { drawn: DrawnGroup },
  'groupCard' | 'groupFrame'
>;
/** @internal */
export type MapElement = ResourceElement | GroupElement;
/** @internal */
export type LineElement = Edge<{ drawn: DrawnEdge }, 'line'>;

/** Frames lie beneath the lines, cards above them. */
const BENEATH = -1;

/**
 * What the canvas is given to draw, in the order of reading: left to right,
 * top to bottom, so that a screen reader meets producers before consumers.
 */
export function flowElements(map: DrawnMap): {
  nodes: MapElement[];
  edges: LineElement[];
} {
  const nodes: MapElement[] = [
    ...map.groups.map(groupElement),
    ...map.nodes.map(resourceElement),
  ].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
  const edges = map.edges.map(
    (drawn): LineElement => ({
      id: drawn.id,
      type: 'line',
      source: drawn.from,
      target: drawn.to,
      data: { drawn },
    }),
  );
  return { nodes, edges };
}

function resourceElement(drawn: DrawnNode): ResourceElement {
  return {
    id: drawn.id,
    type: 'resource',
    position: { x: drawn.x, y: drawn.y },
    data: { drawn },
    ...sized(NODE_WIDTH, NODE_HEIGHT),
  };
}

function groupElement(drawn: DrawnGroup): GroupElement {
  return {
    id: drawn.id,
    type: drawn.open ? 'groupFrame' : 'groupCard',
    position: { x: drawn.x, y: drawn.y },
    data: { drawn },
    zIndex: drawn.open ? BENEATH : undefined,
    ...sized(drawn.width, drawn.height),
  };
}

function sized(width: number, height: number) {
  return {
    width,
    height,
    // Said to be measured already, so that nothing is measured again.
    measured: { width, height },
    handles: elementHandles(width, height),
  };
}
