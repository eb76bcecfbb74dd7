import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import {
  denied,
  ECS,
  IAM,
  loyalty,
  polls,
  queue,
  scope,
  service,
  SQS,
} from '../__testUtils__/estate';
import { assembleSnapshot, relinkSnapshot } from './assemble-snapshot';

function assemble(
  results: DiscoveryResult[],
  previous?: TopologySnapshot,
): TopologySnapshot {
  return assembleSnapshot({
    previous,
    results,
    failures: [],
    link: nodes => nodes,
    generatedAt: '2026-11-27T10:00:00.000Z',
  });
}

describe('assembleSnapshot', () => {
  it('gives one version for one estate, in whatever order and time it is read', () => {
    const first = assemble([
      loyalty({ edges: [polls('loyalty', 'loyalty', [ECS, IAM])] }),
    ]);
    const second = assemble(
      [
        {
          nodes: [service('loyalty'), queue('loyalty')],
          edges: [polls('loyalty', 'loyalty', [IAM, ECS])],
          scopes: [
            scope(ECS, { finishedAt: '2026-11-27T11:00:00.000Z', calls: 7 }),
            scope(SQS, { durationSeconds: 9 }),
          ],
          callsByOperation: { 'ecs:ListServices': 7 },
        },
      ],
      first,
    );

    expect(second.version).toBe(first.version);
    expect(second.nodes).toEqual(first.nodes);
    expect(second.edges).toEqual(first.edges);
  });

  it('does not care for the order of keys or the ids in error messages', () => {
    const failed = denied(IAM, 'iam:ListRoles');
    const again = {
      ...failed,
      errors: [{ ...failed.errors[0], message: 'denied (request 0815)' }],
    };
    const turned = Object.fromEntries(
      Object.entries(queue('loyalty')).reverse(),
    ) as unknown as ReturnType<typeof queue>;

    expect(
      assemble([loyalty({ nodes: [turned], scopes: [again] })]).version,
    ).toBe(
      assemble([loyalty({ nodes: [queue('loyalty')], scopes: [failed] })])
        .version,
    );
  });

  it.each<[string, DiscoveryResult]>([
    [
      'an attribute',
      loyalty({
        nodes: [
          { ...queue('loyalty'), attributes: { fifo: true, queueUrl: '' } },
          service('loyalty'),
        ],
      }),
    ],
    ['an edge', loyalty({ edges: [] })],
    [
      'the state of a scope',
      loyalty({ scopes: [scope(SQS), scope(ECS, { status: 'partial' })] }),
    ],
    [
      'what failed in a scope',
      loyalty({ scopes: [scope(SQS), denied(ECS, 'ecs:ListClusters')] }),
    ],
  ])('gives another version when %s changes', (_, changed) => {
    expect(assemble([changed]).version).not.toBe(assemble([loyalty()]).version);
  });

  it('sorts by id, whatever the locale', () => {
    const { nodes } = assemble([
      loyalty({ nodes: [queue('b'), queue('a'), queue('B'), queue('ä')] }),
    ]);

    expect(nodes.map(node => node.name)).toEqual(['B', 'a', 'b', 'ä']);
  });

  it('puts together what several sources know of one thing', () => {
    const sure = {
      ...polls('loyalty', 'loyalty', [IAM]),
      confidence: 'configured' as const,
    };
    const standIn = {
      ...queue('loyalty', { team: 'loyalty' }),
      kind: 'external' as const,
      scope: IAM,
      attributes: { protocol: 'aws-resource' },
    };
    const snapshot = assemble([
      {
        nodes: [standIn],
        edges: [sure],
        scopes: [scope(SQS, { status: 'partial', calls: 2 })],
        callsByOperation: { 'sqs:ListQueues': 2 },
      },
      loyalty(),
    ]);

    expect(snapshot.nodes).toContainEqual(
      queue('loyalty', { team: 'loyalty' }),
    );
    expect(snapshot.edges).toEqual([
      {
        ...polls('loyalty', 'loyalty', [ECS, IAM]),
        confidence: 'configured',
      },
    ]);
    expect(snapshot.scopes).toContainEqual(
      expect.objectContaining({ key: SQS, status: 'partial', calls: 3 }),
    );
    expect(snapshot.callsByOperation).toEqual({
      'sqs:ListQueues': 3,
      'ecs:ListServices': 1,
    });
  });

  it('leaves out edges to nothing', () => {
    const { edges } = assemble([loyalty({ nodes: [queue('loyalty')] })]);

    expect(edges).toEqual([]);
  });
});

describe('relinkSnapshot', () => {
  it('makes a new version when a link changes, and only then', () => {
    const snapshot = assemble([loyalty()]);
    const catalog = {
      entityRef: 'component:default/loyalty',
      matchedBy: 'aws.amazon.com/arn',
    };

    const linked = relinkSnapshot(snapshot, nodes =>
      nodes.map(node => ({ ...node, catalog })),
    );

    expect(linked.version).not.toBe(snapshot.version);
    expect(linked.nodes[0].catalog).toEqual(catalog);
    expect(relinkSnapshot(snapshot, nodes => [...nodes]).version).toBe(
      snapshot.version,
    );
  });
});
