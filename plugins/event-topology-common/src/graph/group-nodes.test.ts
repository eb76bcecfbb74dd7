import {
  ACCOUNT,
  anEdge,
  aBus,
  aQueue,
  aRule,
  aService,
  REGION,
} from '../__fixtures__/topology';
import { groupNodes } from './group-nodes';

const SYSTEM_TAG = 'event-topology:system';

describe('groupNodes', () => {
  it('groups by the system tag, whether it is a name or an entity ref', () => {
    const nodes = [
      aQueue('b', { tags: { [SYSTEM_TAG]: 'Shop' } }),
      aQueue('a', { tags: { [SYSTEM_TAG]: 'system:default/shop' } }),
      aQueue('c', {
        catalog: {
          entityRef: 'resource:default/c',
          system: 'system:default/shop',
          matchedBy: 'aws.amazon.com/arn',
        },
      }),
    ];
    expect(groupNodes(nodes, [])).toEqual([
      {
        id: 'system:default/shop',
        title: 'shop',
        kind: 'system',
        nodeIds: [nodes[1].id, nodes[0].id, nodes[2].id],
      },
    ]);
  });

  it('prefers the tag to the catalog, and keeps namespaces apart', () => {
    const node = aQueue('a', {
      tags: { [SYSTEM_TAG]: 'retail/shop' },
      catalog: {
        entityRef: 'resource:default/a',
        system: 'system:default/shop',
        matchedBy: 'aws.amazon.com/arn',
      },
    });
    expect(groupNodes([node], [])).toEqual([
      expect.objectContaining({
        id: 'system:retail/shop',
        title: 'retail/shop',
      }),
    ]);
  });

  it('groups what has no system by the nearest bus, whichever way the edges point', () => {
    const order = aService('order');
    const shop = aBus('shop');
    const rule = aRule('order-created');
    const queue = aQueue('loyalty');
    const stock = aBus('stock');
    const edges = [
      anEdge(order, 'publishes', shop),
      anEdge(shop, 'matches', rule),
      anEdge(rule, 'delivers', queue),
      anEdge(rule, 'delivers', stock),
    ];
    expect(groupNodes([order, shop, rule, queue, stock], edges)).toEqual([
      {
        id: `bus:${shop.id}`,
        title: 'shop',
        kind: 'bus',
        nodeIds: [rule.id, queue.id, order.id, shop.id].sort(),
      },
      {
        id: `bus:${stock.id}`,
        title: 'stock',
        kind: 'bus',
        nodeIds: [stock.id],
      },
    ]);
  });

  it('takes what hangs on a bus into the system of the bus', () => {
    const shop = aBus('shop', { tags: { [SYSTEM_TAG]: 'shop' } });
    const rule = aRule('order-created');
    expect(groupNodes([shop, rule], [anEdge(shop, 'matches', rule)])).toEqual([
      expect.objectContaining({
        id: 'system:default/shop',
        nodeIds: [shop.id, rule.id],
      }),
    ]);
  });

  it('puts the rest into account and region', () => {
    const lonely = aQueue('lonely');
    expect(groupNodes([lonely], [])).toEqual([
      {
        id: `account:${ACCOUNT}/${REGION}`,
        title: `${ACCOUNT} ${REGION}`,
        kind: 'account',
        nodeIds: [lonely.id],
      },
    ]);
  });

  it('does not depend on the order of nodes and edges', () => {
    const a = aBus('a');
    const b = aBus('b');
    const between = aQueue('between');
    const nodes = [a, between, b, aQueue('lonely')];
    const edges = [
      anEdge(b, 'archives', between),
      anEdge(a, 'archives', between),
    ];
    const groups = groupNodes(nodes, edges);
    expect(groups.find(group => group.title === 'a')?.nodeIds).toContain(
      between.id,
    );
    expect(groupNodes([...nodes].reverse(), [...edges].reverse())).toEqual(
      groups,
    );
  });

  it('is not disturbed by an edge to a node that is gone', () => {
    const bus = aBus('shop');
    const gone = aQueue('gone');
    expect(
      groupNodes([bus], [anEdge(bus, 'archives', gone)])[0].nodeIds,
    ).toEqual([bus.id]);
  });
});
