import { Variant } from '../variants/read-variants';
import { missingOf, variantsThatFlowDifferently } from './flow';

const map = {
  nodes: [
    { id: 'r', kind: 'rule' as const, name: 'orders' },
    { id: 'q', kind: 'queue' as const, name: 'orders' },
  ],
  edges: [
    {
      from: 'r',
      to: 'q',
      kind: 'delivers' as const,
      confidence: 'configured' as const,
    },
    {
      from: 'q',
      to: 'r',
      kind: 'invokes' as const,
      confidence: 'inferred' as const,
    },
  ],
};

describe('missingOf', () => {
  it('finds nodes, and edges that are more than a guess', () => {
    expect(
      missingOf(
        [
          ['rule/orders'],
          ['topic/orders'],
          ['rule/orders', 'delivers', 'queue/orders'],
          ['rule/orders', 'matches', 'queue/orders'],
          ['queue/orders', 'invokes', 'rule/orders'],
        ],
        map,
      ),
    ).toEqual([
      'topic/orders',
      'rule/orders matches queue/orders',
      'queue/orders invokes rule/orders',
    ]);
  });
});

describe('variantsThatFlowDifferently', () => {
  it('leaves out what adds nothing to the variants before it', () => {
    const variant = (part: Partial<Variant>) =>
      ({
        goldenPath: 'queue-worker',
        given: [],
        flow: [],
        serviceName: 's',
        ...part,
      } as Partial<Variant> as Variant);
    const one = variant({ serviceName: 'a', flow: [['queue/a'], ['rule/a']] });
    const same = variant({ serviceName: 'b', flow: [['queue/b']] });
    const onOthers = variant({ given: ['topic/orders'] });
    const other = variant({ goldenPath: 'other', flow: [['queue/s']] });

    expect(variantsThatFlowDifferently([one, same, onOthers, other])).toEqual([
      one,
      onOthers,
      other,
    ]);
  });
});
