import { NODE_HEIGHT, NODE_WIDTH } from './dimensions';
import { DrawnMap } from './draw-map';
import { Point } from './layout-members';

/** @internal */
export interface Bounds extends Point {
  width: number;
  height: number;
}

/** Where the canvas looks: the offset in pixels of the screen, and the zoom. */
export interface Viewport extends Point {
  zoom: number;
}

/** Below this the names on the cards cannot be read. */
const LEAST_READABLE_ZOOM = 0.55;
const MARGIN = 28;

/** What the whole map covers. */
export function mapBounds(map: DrawnMap): Bounds {
  const boxes: Bounds[] = [...map.groups, ...map.nodes.map(nodeBounds)];
  if (boxes.length === 0) {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  };
}

/**
 * Where to look at first: the whole map where it can be read whole, else its
 * beginning, left and on top, at a zoom at which it can be read.
 */
export function openingViewport(
  bounds: Bounds,
  screen: { width: number; height: number },
): Viewport {
  const whole = fittingZoom(bounds, screen);
  const zoom = Math.max(whole, LEAST_READABLE_ZOOM);
  const along = (start: number, length: number, room: number) => {
    const free = room - length * zoom;
    return (free >= MARGIN * 2 ? free / 2 : MARGIN) - start * zoom;
  };
  return {
    x: along(bounds.x, bounds.width, screen.width),
    y: along(bounds.y, bounds.height, screen.height),
    zoom,
  };
}

/** The largest zoom, at most 1, at which all of it fits. */
export function fittingZoom(
  bounds: Bounds,
  screen: { width: number; height: number },
): number {
  return Math.min(
    1,
    Math.max(1, screen.width - MARGIN * 2) / Math.max(1, bounds.width),
    Math.max(1, screen.height - MARGIN * 2) / Math.max(1, bounds.height),
  );
}

/** The box of a node, a group, or both ends of a line on the map. */
export function elementBounds(map: DrawnMap, id: string): Bounds | undefined {
  const line = map.edges.find(candidate => candidate.id === id);
  if (line) {
    const from = elementBounds(map, line.from);
    const to = elementBounds(map, line.to);
    return from && to && around(from, to);
  }
  const node = map.nodes.find(candidate => candidate.id === id);
  if (node) {
    return nodeBounds(node);
  }
  return map.groups.find(candidate => candidate.id === id);
}

function nodeBounds({ x, y }: Point): Bounds {
  return { x, y, width: NODE_WIDTH, height: NODE_HEIGHT };
}

function around(a: Bounds, b: Bounds): Bounds {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/**
 * How far to shift what is looked at, so that a change of the structure leaves
 * the picture where it was: as far as the element in focus has moved, or else
 * the one that was nearest to the middle.
 */
export function anchorShift(
  before: DrawnMap,
  after: DrawnMap,
  middle: Point,
  focusId: string | undefined,
): Point {
  const stayed = [...before.nodes, ...before.groups].flatMap(element => {
    const now = elementBounds(after, element.id);
    return now ? [{ id: element.id, was: element, now }] : [];
  });
  const distance = ({ was }: { was: Point }) =>
    Math.hypot(was.x - middle.x, was.y - middle.y);
  const anchor =
    stayed.find(({ id }) => id === focusId) ??
    stayed.sort((a, b) => distance(a) - distance(b))[0];
  return anchor
    ? { x: anchor.now.x - anchor.was.x, y: anchor.now.y - anchor.was.y }
    : { x: 0, y: 0 };
}
