import { groupNodes } from '@ecs-eda/plugin-event-topology-common';
import {
  bus,
  loyalty,
  loyaltyQueue,
  shopEdges,
  shopNodes,
  toLoyalty,
} from '../__fixtures__/shop';
import { drawMap } from './draw-map';
import { LayoutCache } from './LayoutCache';
import { neighbourTowards } from './neighbour-towards';

const map = drawMap({
  nodes: shopNodes,
  edges: shopEdges,
  groups: groupNodes(shopNodes, shopEdges),
  isOpen: () => true,
  cache: new LayoutCache(),
});

describe('neighbourTowards', () => {
  it('goes along the flow', () => {
    expect(neighbourTowards(map, toLoyalty.id, 'right')).toBe(loyaltyQueue.id);
    expect(neighbourTowards(map, loyalty.id, 'left')).toBe(loyaltyQueue.id);
    expect(neighbourTowards(map, toLoyalty.id, 'left')).toBe(bus.id);
  });

  it('goes up and down a column', () => {
    const { x } = map.nodes.find(({ id }) => id === toLoyalty.id) ?? {};
    const column = map.nodes
      .filter(node => node.x === x)
      .sort((a, b) => a.y - b.y)
      .map(({ id }) => id);
    expect(column.length).toBeGreaterThan(3);
    const down = column.map(id => neighbourTowards(map, id, 'down'));
    expect(down.slice(0, -1)).toEqual(column.slice(1));
    const up = column.map(id => neighbourTowards(map, id, 'up'));
    expect(up.slice(1)).toEqual(column.slice(0, -1));
  });

  it('begins where the flow begins', () => {
    const first = neighbourTowards(map, undefined, 'right');
    const leftmost = Math.min(...map.nodes.map(({ x }) => x));
    expect(map.nodes.find(({ id }) => id === first)?.x).toBe(leftmost);
  });

  it('leads nowhere beyond the edge of the map', () => {
    const topmost = [...map.nodes].sort((a, b) => a.y - b.y)[0];
    expect(neighbourTowards(map, topmost.id, 'up')).toBeUndefined();
  });
});
