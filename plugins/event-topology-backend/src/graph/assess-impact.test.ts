import {
  EdgeDetails,
  EdgeKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { queue, service } from '../__testUtils__/estate';
import { assessImpact } from './assess-impact';

function edge(
  from: TopologyNode,
  kind: EdgeKind,
  to: TopologyNode,
  details?: EdgeDetails,
) {
  return {
    id: `${from.id}|${kind}|${to.id}`,
    from: from.id,
    to: to.id,
    kind,
    confidence: 'configured' as const,
    evidence: [],
    ...(details && { details }),
  };
}

const [producer, other] = [service('producer'), service('other')];
const [main, side, dlq] = [queue('main'), queue('side'), queue('dlq')];
const [worker, both, last] = [
  service('worker'),
  service('both'),
  service('last'),
];

const graph = {
  nodes: [producer, other, main, side, dlq, worker, both, last],
  edges: [
    edge(producer, 'enqueues', main),
    edge(other, 'enqueues', side),
    edge(main, 'polls', worker),
    edge(main, 'polls', both),
    edge(side, 'polls', both),
    edge(worker, 'publishes', last),
    edge(main, 'dead-letters', dlq),
  ],
};

describe('assessImpact', () => {
  it('tells who gets no more events, and who gets fewer', () => {
    const { starved } = assessImpact(graph, main);

    expect(
      starved.map(({ node, steps, loses }) => [node.name, steps, loses]),
    ).toEqual([
      ['worker', 1, 'everything'],
      ['both', 1, 'a part'],
      ['last', 2, 'everything'],
    ]);
  });

  it('takes the topics of an MSK cluster with it', () => {
    const cluster: TopologyNode = {
      ...queue('clickstream'),
      kind: 'broker',
      attributes: { engine: 'KAFKA' },
    };
    const [views, orders] = ['views', 'orders'].map(
      (name): TopologyNode => ({
        ...queue(name),
        kind: 'kafka-topic',
        attributes: { clusterArn: cluster.id, clusterName: 'clickstream' },
      }),
    );
    const impact = assessImpact(
      {
        nodes: [producer, cluster, views, orders, worker, both],
        edges: [
          edge(producer, 'publishes', views),
          edge(views, 'polls', worker),
          edge(orders, 'polls', both),
        ],
      },
      cluster,
    );

    expect(impact.starved.map(({ node, loses }) => [node.name, loses])).toEqual(
      [
        ['worker', 'everything'],
        ['both', 'everything'],
      ],
    );
    expect(impact.blocked.map(({ node }) => node.name)).toEqual(['producer']);
    expect(impact.upstreamCount).toBe(1);
  });

  it('does so for a node where events begin, and on a ring', () => {
    const names = (id: TopologyNode, edges = graph.edges) =>
      assessImpact({ ...graph, edges }, id).starved.map(
        ({ node, loses }) => `${node.name} ${loses}`,
      );

    expect(names(producer)).toEqual([
      'main everything',
      'worker everything',
      'both a part',
      'last everything',
    ]);
    expect(
      names(main, [
        edge(main, 'polls', worker),
        edge(worker, 'enqueues', main),
      ]),
    ).toEqual(['worker a part']);
  });

  it.each([
    [
      'delivers' as const,
      { deadLetterArn: 'arn:dlq' },
      'they end in the dead-letter queue arn:dlq',
    ],
    [
      'delivers' as const,
      { maximumRetryAttempts: 3, maximumEventAgeSeconds: 60 },
      'they are tried again for at most 3 attempts or 60 seconds and then lost: there is no dead-letter queue',
    ],
    ['subscribes' as const, {}, 'the subscription has no dead-letter queue'],
    ['enqueues' as const, {}, 'its calls fail'],
    ['polls' as const, {}, 'until their retention ends'],
  ])('tells what becomes of events that one %s: %j', (kind, details, text) => {
    const { blocked } = assessImpact(
      { ...graph, edges: [edge(producer, kind, main, details)] },
      main,
    );

    expect(blocked).toEqual([
      {
        node: producer,
        edge: expect.objectContaining({ kind }),
        afterwards: expect.stringContaining(text),
      },
    ]);
  });

  it('counts all that lead to it, and knows whose dead letters it holds', () => {
    expect(assessImpact(graph, last).upstreamCount).toBe(3);

    const impact = assessImpact(graph, dlq);
    expect(impact.deadLettersFrom).toEqual([main]);
    expect(impact.blocked).toEqual([]);
    expect(impact.upstreamCount).toBe(0);
  });

  it('knows the services that scale by it, and not those of a queue elsewhere', () => {
    const scaled = {
      ...worker,
      attributes: {
        ...worker.attributes,
        scaling: {
          minCapacity: 1,
          maxCapacity: 2,
          policies: [
            {
              policyName: 'backlog',
              policyType: 'StepScaling' as const,
              queueNames: ['main'],
            },
          ],
        },
      },
    };
    const nodes = [
      main,
      scaled,
      { ...scaled, id: 'else', region: 'us-east-1' },
    ];

    expect(assessImpact({ nodes, edges: [] }, main).scaledBy).toEqual([scaled]);
  });
});
