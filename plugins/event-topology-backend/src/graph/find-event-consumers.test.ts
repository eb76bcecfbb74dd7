import {
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { queue, service } from '../__testUtils__/estate';
import { findEventConsumers } from './find-event-consumers';

const { tags, region, accountId, scope } = queue('any');

function bus(name: string): TopologyNodeOf<'event-bus'> {
  return {
    ...{ tags, region, accountId, scope },
    id: `bus-${name}`,
    kind: 'event-bus',
    name,
    attributes: { isDefault: false },
  };
}

function rule(name: string, eventPattern?: unknown): TopologyNodeOf<'rule'> {
  return {
    ...{ tags, region, accountId, scope },
    id: `rule-${name}`,
    kind: 'rule',
    name,
    attributes: {
      state: 'ENABLED',
      eventBusName: 'shop',
      targetCount: 1,
      ...(eventPattern !== undefined && {
        eventPattern: JSON.stringify(eventPattern),
      }),
    },
  };
}

function edge(
  from: TopologyNode,
  kind: 'matches' | 'delivers' | 'polls' | 'dead-letters' | 'publishes',
  to: TopologyNode,
) {
  return {
    id: `${from.id}|${kind}|${to.id}`,
    from: from.id,
    to: to.id,
    kind,
    confidence: 'configured' as const,
    evidence: [],
  };
}

const shop = bus('shop');
const orders = { source: 'shop.order', detailType: 'OrderCreated' };

/** The verdict on one rule with this pattern; none where it lets nothing through. */
function verdictOn(
  eventPattern: unknown,
  event: Parameters<typeof findEventConsumers>[1] = orders,
) {
  const one = rule('one', eventPattern);
  const { rules } = findEventConsumers(
    { nodes: [shop, one], edges: [edge(shop, 'matches', one)] },
    event,
  );
  return rules.map(({ verdict, dependsOn }) => [verdict, ...dependsOn]);
}

describe('findEventConsumers', () => {
  it.each([
    ['the source', { source: ['shop.order'] }, [['matches']]],
    ['another source', { source: ['shop.cart'] }, []],
    [
      'source and type',
      { source: [{ prefix: 'shop.' }], 'detail-type': ['OrderCreated'] },
      [['matches']],
    ],
    [
      'a detail that is not known',
      { source: ['shop.order'], detail: { total: [{ numeric: ['>', 100] }] } },
      [['depends', '$.detail.total']],
    ],
    [
      'the absence of a detail that is not known',
      { source: ['shop.order'], detail: { test: [{ exists: false }] } },
      [['depends', '$.detail']],
    ],
    [
      'another source, and a detail that is not known',
      { source: ['shop.cart'], detail: { total: [1] } },
      [],
    ],
    [
      'an account that is not known',
      { account: ['1'] },
      [['depends', '$.account']],
    ],
    ['nothing at all: a schedule', undefined, []],
  ])('decides by %s', (_, pattern, verdict) => {
    expect(verdictOn(pattern)).toEqual(verdict);
  });

  it('decides by the detail, the account and the region where they are known', () => {
    const pattern = {
      detail: { total: [{ numeric: ['>', 100] }] },
      account: ['123456789012'],
      region: ['eu-central-1'],
    };
    const known = {
      ...orders,
      accountId: '123456789012',
      region: 'eu-central-1',
    };

    expect(verdictOn(pattern, { ...known, detail: { total: 101 } })).toEqual([
      ['matches'],
    ]);
    expect(verdictOn(pattern, { ...known, detail: { total: 99 } })).toEqual([]);
    expect(
      verdictOn(pattern, { ...known, accountId: '1', detail: { total: 101 } }),
    ).toEqual([]);
  });

  it('names the consumers at the end of all ways, and how they are reached', () => {
    const one = rule('one', { source: ['shop.order'] });
    const [first, dlq] = [queue('first'), queue('dlq')];
    const [worker, other, behind] = [
      service('worker'),
      service('other'),
      service('behind'),
    ];
    const next = bus('next');
    const later = rule('later', { source: ['shop.order'] });
    const { rules } = findEventConsumers(
      {
        nodes: [shop, one, first, dlq, worker, other, behind, next, later],
        edges: [
          edge(shop, 'matches', one),
          edge(one, 'delivers', first),
          edge(one, 'dead-letters', dlq),
          edge(dlq, 'polls', other),
          edge(first, 'polls', worker),
          // What the worker publishes is another event.
          edge(worker, 'publishes', next),
          edge(next, 'matches', later),
          edge(later, 'delivers', behind),
        ],
      },
      orders,
      shop.id,
    );

    expect(rules).toHaveLength(1);
    expect(
      rules[0].consumers.map(({ node, via }) => [
        node.name,
        via.map(({ name }) => name),
      ]),
    ).toEqual([['worker', ['first']]]);
  });

  it('goes on over other buses, through the rules there that match', () => {
    const forward = rule('forward', { source: ['shop.order'] });
    const [accepts, refuses] = [
      rule('accepts', { 'detail-type': ['OrderCreated'] }),
      rule('refuses', { 'detail-type': ['OrderPaid'] }),
    ];
    const next = bus('next');
    const [worker, other] = [service('worker'), service('other')];
    const graph = {
      nodes: [shop, forward, next, accepts, refuses, worker, other],
      edges: [
        edge(shop, 'matches', forward),
        edge(forward, 'delivers', next),
        edge(next, 'matches', accepts),
        edge(next, 'matches', refuses),
        edge(accepts, 'delivers', worker),
        edge(refuses, 'delivers', other),
      ],
    };

    const { rules } = findEventConsumers(graph, orders, shop.id);

    expect(
      rules.map(match => [
        match.rule.name,
        match.bus?.name,
        match.consumers.map(({ node, via }) => [
          node.name,
          ...via.map(({ name }) => name),
        ]),
      ]),
    ).toEqual([['forward', 'shop', [['worker', 'next', 'accepts']]]]);
    expect(
      findEventConsumers(graph, orders).rules.map(match => match.rule.name),
    ).toEqual(['forward', 'accepts']);
  });

  it('reports rules whose pattern makes no sense, and goes on', () => {
    const [wrong, right] = [
      rule('wrong', { source: 'no list' }),
      rule('right', { source: ['shop.order'] }),
    ];
    const { rules, unreadable } = findEventConsumers(
      { nodes: [wrong, right], edges: [] },
      orders,
    );

    expect(unreadable).toEqual([wrong]);
    expect(rules.map(match => match.rule)).toEqual([right]);
  });
});
