import { DrawnMap } from './draw-map';
import { NODE_HEIGHT, NODE_WIDTH } from './dimensions';

/** @internal */
export type Direction = 'left' | 'right' | 'up' | 'down';

interface Spot {
  id: string;
  x: number;
  y: number;
}

/**
 * Where an arrow key leads: right and left along the flow where a line leads
 * that way, else, and up and down, to the nearest thing in that direction.
 */
export function neighbourTowards(
  map: DrawnMap,
  currentId: string | undefined,
  direction: Direction,
): string | undefined {
  const spots = spotsOf(map);
  const current = spots.find(spot => spot.id === currentId);
  if (!current) {
    return firstSpot(spots);
  }
  return (
    alongTheFlow(map, spots, current, direction) ??
    nearest(spots, current, direction)
  );
}

function spotsOf(map: DrawnMap): Spot[] {
  return [
    ...map.nodes.map(({ id, x, y }) => ({
      id,
      x: x + NODE_WIDTH / 2,
      y: y + NODE_HEIGHT / 2,
    })),
    ...map.groups
      .filter(group => !group.open)
      .map(({ id, x, y, width, height }) => ({
        id,
        x: x + width / 2,
        y: y + height / 2,
      })),
  ];
}

/** The leftmost, and of those the topmost: where the flow begins. */
function firstSpot(spots: Spot[]): string | undefined {
  const [first] = [...spots].sort((a, b) => a.x - b.x || a.y - b.y);
  return first?.id;
}

function alongTheFlow(
  map: DrawnMap,
  spots: Spot[],
  current: Spot,
  direction: Direction,
): string | undefined {
  if (direction === 'up' || direction === 'down') {
    return undefined;
  }
  const near = direction === 'right' ? 'from' : 'to';
  const far = direction === 'right' ? 'to' : 'from';
  const joined = new Set(
    map.edges
      .filter(edge => edge[near] === current.id && edge[far] !== current.id)
      .map(edge => edge[far]),
  );
  const [closest] = spots
    .filter(spot => joined.has(spot.id))
    .sort((a, b) => distance(current, a) - distance(current, b));
  return closest?.id;
}

function nearest(
  spots: Spot[],
  current: Spot,
  direction: Direction,
): string | undefined {
  const horizontal = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let best: { id: string; cost: number } | undefined;
  for (const spot of spots) {
    const along = sign * (horizontal ? spot.x - current.x : spot.y - current.y);
    const across = Math.abs(
      horizontal ? spot.y - current.y : spot.x - current.x,
    );
    if (spot.id !== current.id && along > 1) {
      // Straight ahead beats near but aside.
      const cost = along + across * 3;
      if (!best || cost < best.cost) {
        best = { id: spot.id, cost };
      }
    }
  }
  return best?.id;
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
