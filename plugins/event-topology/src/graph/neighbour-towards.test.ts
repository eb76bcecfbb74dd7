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

  it('goes up and down to the next one in that direction', () => {
    const below = neighbourTowards(map, toLoyalty.id, 'down');
    const y = (id?: string) => map.nodes.find(node => node.id === id)?.y ?? NaN;
    if (below) {
      expect(y(below)).toBeGreaterThan(y(toLoyalty.id));
      expect(neighbourTowards(map, below, 'up')).toBe(toLoyalty.id);
    }
    expect(neighbourTowards(map, toLoyalty.id, 'up')).not.toBe(below);
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
