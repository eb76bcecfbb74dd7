import {
  groupNodes,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { anEdge, aQueue, aService } from '../__fixtures__/build-topology';
import { anEstate } from '../__fixtures__/estate';
import {
  bus,
  loyalty,
  loyaltyQueue,
  order,
  shopEdges,
  shopNodes,
  toLoyalty,
} from '../__fixtures__/shop';
import { NODE_HEIGHT, NODE_WIDTH } from './dimensions';
import { DrawnMap, drawMap, groupElementId } from './draw-map';
import { LayoutCache } from './LayoutCache';

function draw(
  nodes: TopologyNode[],
  edges: TopologyEdge[],
  isOpen: (groupId: string) => boolean = () => true,
  cache = new LayoutCache(),
): DrawnMap {
  return drawMap({
    nodes,
    edges,
    groups: groupNodes(nodes, edges),
    isOpen,
    cache,
  });
}

function at(map: DrawnMap, node: TopologyNode) {
  const drawn = map.nodes.find(({ id }) => id === node.id);
  if (!drawn) {
    throw new Error(`${node.name} is not drawn`);
  }
  return drawn;
}

describe('drawMap', () => {
  const shop = draw(shopNodes, shopEdges);

  it('reads left to right, producers to consumers', () => {
    const flow = [order, bus, toLoyalty, loyaltyQueue, loyalty];
    const columns = flow.map(node => at(shop, node).x);
    expect(columns).toEqual([...columns].sort((a, b) => a - b));
    expect(new Set(columns).size).toBe(flow.length);
  });

  it('keeps a consumer that publishes right of what it consumes', () => {
    const edges = [...shopEdges, anEdge(loyalty, 'publishes', bus)];
    const map = draw(shopNodes, edges);
    expect(at(map, loyalty).x).toBeGreaterThan(at(map, loyaltyQueue).x);
    expect(at(map, loyalty).x).toBeGreaterThan(at(map, bus).x);
  });

  it('overlaps nothing', () => {
    const { nodes } = draw(anEstate(300).nodes, anEstate(300).edges);
    const overlapping = nodes.filter((a, index) =>
      nodes
        .slice(index + 1)
        .some(
          b =>
            Math.abs(a.x - b.x) < NODE_WIDTH &&
            Math.abs(a.y - b.y) < NODE_HEIGHT,
        ),
    );
    expect(overlapping).toEqual([]);
  });

  it('keeps every node inside of the frame of its group', () => {
    const { nodes, groups } = draw(anEstate(300).nodes, anEstate(300).edges);
    const outside = nodes.filter(node => {
      const frame = groups.find(({ group }) => group.id === node.groupId);
      return !(
        frame &&
        node.x >= frame.x &&
        node.y >= frame.y &&
        node.x + NODE_WIDTH <= frame.x + frame.width &&
        node.y + NODE_HEIGHT <= frame.y + frame.height
      );
    });
    expect(outside).toEqual([]);
  });

  it('does not depend on the order of its input', () => {
    const reversed = draw([...shopNodes].reverse(), [...shopEdges].reverse());
    const places = (map: DrawnMap) =>
      Object.fromEntries(map.nodes.map(({ id, x, y }) => [id, [x, y]]));
    expect(places(reversed)).toEqual(places(shop));
  });

  it('lays out nothing again while the structure is the same', () => {
    const cache = new LayoutCache();
    draw(shopNodes, shopEdges, () => true, cache);
    const before = cache.computed;
    const renamed = shopNodes.map(node => ({ ...node, stale: true }));
    draw(renamed, shopEdges, () => true, cache);
    expect(cache.computed).toBe(before);
  });

  it('moves few nodes when one queue is added to an estate', () => {
    const { nodes, edges } = anEstate(200);
    const places = [0, 1, 2, 5, 60, 61, 62, 120, 180, 199];
    const shares = places.map(place => {
      const neighbour = nodes[place];
      const queue = { ...aQueue('one-more'), tags: neighbour.tags };
      const before = draw(nodes, edges);
      const after = draw(
        [...nodes, queue],
        [...edges, anEdge(queue, 'polls', neighbour)],
      );
      const moved = before.nodes.filter(node => {
        const now = at(after, node.node);
        return now.x !== node.x || now.y !== node.y;
      });
      return moved.length / nodes.length;
    });
    // At most the group itself, an eighth of this estate; flat layouts move up to 90 %.
    expect(Math.max(...shares)).toBeLessThanOrEqual(26 / 200);
  });

  it('folds a group into one card, and bundles what leads in and out', () => {
    const { nodes, edges } = anEstate(100);
    const [first, second] = groupNodes(nodes, edges);
    const map = draw(nodes, edges, id => id !== first.id);
    const card = groupElementId(first.id);

    expect(map.nodes.some(node => first.nodeIds.includes(node.id))).toBe(false);
    expect(map.groups.find(({ id }) => id === card)?.open).toBe(false);
    const out = map.edges.filter(edge => edge.from === card);
    expect(out).toHaveLength(1);
    expect(second.nodeIds).toContain(out[0].to);
    expect(map.edges.some(edge => edge.from === edge.to)).toBe(false);
  });

  it('draws one line for several edges between the same collapsed groups', () => {
    const a = ['a1', 'a2'].map(name => tagged(aService(name), 'a'));
    const b = ['b1', 'b2'].map(name => tagged(aQueue(name), 'b'));
    const edges = [
      anEdge(a[0], 'publishes', b[0]),
      anEdge(a[1], 'enqueues', b[1]),
    ];
    const map = draw([...a, ...b], edges, () => false);
    expect(map.edges).toHaveLength(1);
    expect(map.edges[0].edges).toHaveLength(2);
    expect(map.edges[0].kind).toBeUndefined();
  });

  it('places edges of two kinds between the same nodes in lanes of their own', () => {
    const from = aQueue('from');
    const to = aQueue('to');
    const { edges } = draw(
      [from, to],
      [anEdge(from, 'delivers', to), anEdge(from, 'dead-letters', to)],
    );
    expect(edges.map(edge => edge.lane).sort()).toEqual([0, 1]);
  });

  it('leaves out edges to what is not on the map', () => {
    const queue = aQueue('here');
    const gone = aQueue('gone');
    expect(draw([queue], [anEdge(queue, 'polls', gone)]).edges).toEqual([]);
  });

  it('opens an estate of 2,000 nodes on at most one card a system', () => {
    const { nodes, edges } = anEstate(2000);
    const cache = new LayoutCache();
    const map = draw(nodes, edges, () => false, cache);
    expect(map.nodes).toHaveLength(0);
    expect(map.groups.length).toBeLessThan(100);
    expect(map.groups.flatMap(({ members }) => members)).toHaveLength(2000);
    expect(cache.computed).toBe(0);
  });

  it('lays out only the group that is opened', () => {
    const { nodes, edges } = anEstate(2000);
    const cache = new LayoutCache();
    const [group] = groupNodes(nodes, edges);
    const map = draw(nodes, edges, id => id === group.id, cache);
    expect(cache.computed).toBe(1);
    expect(map.nodes).toHaveLength(group.nodeIds.length);
  });

  it('draws all 2,000 nodes when every group is open', () => {
    const { nodes, edges } = anEstate(2000);
    expect(draw(nodes, edges).nodes).toHaveLength(2000);
  });
});

function tagged<N extends TopologyNode>(node: N, system: string): N {
  return { ...node, tags: { 'event-topology:system': system } };
}
