import { eventPath } from './event-path';

const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from, to });
const isHub = (id: string) => id.startsWith('bus');

describe('eventPath', () => {
  const chain = [
    edge('producer', 'bus'),
    edge('bus', 'rule'),
    edge('bus', 'otherRule'),
    edge('rule', 'queue'),
    edge('queue', 'service'),
  ];

  it('goes up to the producers and down to the consumers', () => {
    expect([...eventPath(chain, ['queue'], isHub).elementIds].sort()).toEqual([
      'bus',
      'producer',
      'queue',
      'rule',
      'service',
    ]);
  });

  it('leaves out the side ways', () => {
    const { elementIds, edgeIds } = eventPath(chain, ['rule'], isHub);
    expect(elementIds.has('otherRule')).toBe(false);
    expect(edgeIds.has('bus-otherRule')).toBe(false);
  });

  it('ends where a consumer publishes in its turn', () => {
    const edges = [...chain, edge('service', 'bus')];
    const { elementIds, edgeIds } = eventPath(edges, ['queue'], isHub);
    expect(edgeIds.has('service-bus')).toBe(true);
    expect(elementIds.has('otherRule')).toBe(false);
  });

  it('goes on from a producer to everybody who may hear it', () => {
    const { elementIds } = eventPath(chain, ['producer'], isHub);
    expect(elementIds.has('otherRule')).toBe(true);
    expect(elementIds.has('service')).toBe(true);
  });

  it('goes both ways from a bus', () => {
    const { elementIds } = eventPath(chain, ['bus'], isHub);
    expect(elementIds.size).toBe(6);
  });

  it('ends at the second bus', () => {
    const edges = [
      edge('a', 'bus1'),
      edge('bus1', 'rule1'),
      edge('rule1', 'bus2'),
      edge('bus2', 'rule2'),
    ];
    const { elementIds } = eventPath(edges, ['a'], isHub);
    expect(elementIds.has('bus2')).toBe(true);
    expect(elementIds.has('rule2')).toBe(false);
  });

  it('ends in a cycle', () => {
    const edges = [edge('a', 'b'), edge('b', 'a')];
    expect([...eventPath(edges, ['a'], isHub).elementIds].sort()).toEqual([
      'a',
      'b',
    ]);
  });
});
