import {
  anEdge,
  aBus,
  aQueue,
  aRule,
  aService,
  aSnapshot,
} from '../__fixtures__/topology';
import { neighbourhood } from './neighbourhood';

const order = aService('order');
const bus = aBus('shop');
const rule = aRule('order-created');
const queue = aQueue('loyalty');
const deadLetters = aQueue('loyalty-dlq');
const loyalty = aService('loyalty');
const unrelated = aQueue('unrelated');

const snapshot = aSnapshot(
  [order, bus, rule, queue, deadLetters, loyalty, unrelated],
  [
    anEdge(order, 'publishes', bus),
    anEdge(bus, 'matches', rule),
    anEdge(rule, 'delivers', queue),
    anEdge(queue, 'dead-letters', deadLetters),
    anEdge(queue, 'polls', loyalty),
  ],
);

function around(...parameters: Parameters<typeof neighbourhood>) {
  const { nodes, edges } = neighbourhood(...parameters);
  return {
    nodes: nodes.map(node => node.name),
    edges: edges.map(edge => edge.kind),
  };
}

describe('neighbourhood', () => {
  it('is the nodes themselves within no steps, with the edges among them', () => {
    expect(around(snapshot, [queue.id, loyalty.id], 0)).toEqual({
      nodes: ['loyalty', 'loyalty'],
      edges: ['polls'],
    });
  });

  it('goes one step both ways', () => {
    expect(around(snapshot, [queue.id], 1)).toEqual({
      nodes: ['order-created', 'loyalty', 'loyalty-dlq', 'loyalty'],
      edges: ['delivers', 'dead-letters', 'polls'],
    });
  });

  it('goes upstream, against the events', () => {
    expect(around(snapshot, [queue.id], 2, 'upstream')).toEqual({
      nodes: ['shop', 'order-created', 'loyalty'],
      edges: ['matches', 'delivers'],
    });
  });

  it('goes downstream, with the events', () => {
    expect(around(snapshot, [bus.id], 2, 'downstream')).toEqual({
      nodes: ['shop', 'order-created', 'loyalty'],
      edges: ['matches', 'delivers'],
    });
  });

  it('ends in a circle', () => {
    const back = anEdge(loyalty, 'publishes', bus);
    const circle = { ...snapshot, edges: [...snapshot.edges, back] };
    expect(around(circle, [bus.id], 100).nodes).toEqual([
      'order',
      'shop',
      'order-created',
      'loyalty',
      'loyalty-dlq',
      'loyalty',
    ]);
  });

  it('passes over ids and edges that lead nowhere', () => {
    const dangling = anEdge(queue, 'polls', aService('gone'));
    expect(
      around({ ...snapshot, edges: [dangling] }, [queue.id, 'arn:gone'], 1),
    ).toEqual({ nodes: ['loyalty'], edges: [] });
  });
});
