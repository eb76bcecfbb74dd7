import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import {
  denied,
  ECS,
  IAM,
  loyalty,
  polls,
  queue,
  queueArn,
  scope,
  service,
  serviceArn,
  SQS,
} from '../__testUtils__/estate';
import { carryOver, PreviousTopology } from './carry-over';

const AT = '2026-11-27T10:00:00.000Z';

function after(
  previous: PreviousTopology | undefined,
  fresh: DiscoveryResult,
  failures: Parameters<typeof carryOver>[0]['failures'] = [],
): PreviousTopology {
  return carryOver({ previous, fresh, failures, at: AT });
}

const before: Pick<TopologySnapshot, 'nodes' | 'edges' | 'scopes'> = after(
  undefined,
  loyalty(),
);

describe('carryOver', () => {
  it('keeps the last good nodes of a failed scope, and what they hang on, as stale', () => {
    const now = after(before, {
      nodes: [service('loyalty')],
      edges: [],
      scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)],
      callsByOperation: {},
    });

    expect(now.nodes).toContainEqual({ ...queue('loyalty'), stale: true });
    expect(now.nodes).toContainEqual(service('loyalty'));
    // The edge's fact was read in the ECS scope, which now says otherwise.
    expect(now.edges).toEqual([]);
  });

  it('keeps an edge as stale while a fact of an unread scope speaks for it', () => {
    const now = after(before, {
      nodes: [queue('loyalty')],
      edges: [],
      scopes: [scope(SQS), denied(ECS, 'ecs:ListClusters')],
      callsByOperation: {},
    });

    expect(now.edges).toEqual([
      { ...polls('loyalty', 'loyalty'), stale: true },
    ]);
    expect(now.nodes).toContainEqual({ ...service('loyalty'), stale: true });
  });

  it('lets an edge go with either of its ends', () => {
    const now = after(before, {
      nodes: [],
      edges: [],
      scopes: [scope(SQS), denied(ECS, 'ecs:ListClusters')],
      callsByOperation: {},
    });

    expect(now.nodes.map(node => node.id)).toEqual([serviceArn('loyalty')]);
    expect(now.edges).toEqual([]);
  });

  it('drops what has vanished from a complete scope', () => {
    const now = after(
      before,
      loyalty({ nodes: [service('loyalty')], edges: [] }),
    );

    expect(now.nodes).toEqual([service('loyalty')]);
  });

  it('drops an edge that no complete scope speaks for any more', () => {
    const now = after(before, loyalty({ edges: [] }));

    expect(now.nodes).toHaveLength(2);
    expect(now.edges).toEqual([]);
  });

  it('keeps only the facts of unread scopes on an edge that was not found again', () => {
    const twoFacts = after(
      undefined,
      loyalty({
        edges: [polls('loyalty', 'loyalty', [ECS, IAM])],
        scopes: [scope(SQS), scope(ECS), scope(IAM)],
      }),
    );
    const now = after(
      twoFacts,
      loyalty({
        edges: [],
        scopes: [scope(SQS), scope(ECS), denied(IAM, 'iam:ListRoles')],
      }),
    );

    expect(now.edges).toEqual([
      { ...polls('loyalty', 'loyalty', [IAM]), stale: true },
    ]);
  });

  it('keeps the facts of an unread scope, and their certainty, on an edge that was found by others', () => {
    const sure = {
      ...polls('loyalty', 'loyalty', [ECS, IAM]),
      confidence: 'configured' as const,
    };
    const twoFacts = after(
      undefined,
      loyalty({
        edges: [sure],
        scopes: [scope(SQS), scope(ECS), scope(IAM)],
      }),
    );
    const now = after(
      twoFacts,
      loyalty({
        scopes: [scope(SQS), scope(ECS), denied(IAM, 'iam:ListRoles')],
      }),
    );

    expect(now.edges).toEqual([sure]);
  });

  it('takes fresh nodes of a partial scope and keeps its others', () => {
    const now = after(
      before,
      loyalty({
        nodes: [queue('offers'), service('loyalty')],
        scopes: [scope(SQS, { status: 'partial' }), scope(ECS)],
      }),
    );

    expect(now.nodes).toContainEqual(queue('offers'));
    expect(now.nodes).toContainEqual({ ...queue('loyalty'), stale: true });
  });

  it('prefers the last good state to a stand-in that only knows the name', () => {
    const standIn = {
      ...queue('loyalty'),
      kind: 'external' as const,
      scope: ECS,
      attributes: { protocol: 'aws-resource' },
    };
    const now = after(
      before,
      loyalty({
        nodes: [standIn, service('loyalty')],
        scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)],
      }),
    );

    expect(now.nodes).toContainEqual({ ...queue('loyalty'), stale: true });
    expect(now.edges).toEqual([polls('loyalty', 'loyalty')]);
  });

  it('makes a stale node fresh when its scope can be read again', () => {
    const failed = after(
      before,
      loyalty({
        nodes: [service('loyalty')],
        scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)],
      }),
    );
    const now = after(failed, loyalty());

    expect(now.nodes.some(node => node.stale)).toBe(false);
    expect(now.edges.some(edge => edge.stale)).toBe(false);
  });

  it('remembers through failures when a scope was last read completely', () => {
    const once = after(
      before,
      loyalty({ scopes: [denied(SQS, 'sqs:ListQueues'), scope(ECS)] }),
    );
    const twice = after(
      once,
      loyalty({
        scopes: [
          { ...denied(SQS, 'sqs:ListQueues'), finishedAt: AT },
          scope(ECS, { finishedAt: AT }),
        ],
      }),
    );

    expect(twice.scopes).toEqual([
      expect.objectContaining({
        key: SQS,
        status: 'failed',
        lastCompleteAt: '2026-11-27T09:00:00.000Z',
      }),
      expect.objectContaining({ key: ECS, lastCompleteAt: AT }),
    ]);
  });

  it('keeps all that a source knew when the source throws', () => {
    const now = after(
      before,
      { nodes: [], edges: [], scopes: [], callsByOperation: {} },
      [{ sourceId: 'aws', code: 'Error', message: 'no credentials' }],
    );

    expect(now.nodes.map(node => [node.id, node.stale])).toEqual([
      [queueArn('loyalty'), true],
      [serviceArn('loyalty'), true],
    ]);
    expect(now.edges).toEqual([
      { ...polls('loyalty', 'loyalty'), stale: true },
    ]);
    expect(now.scopes).toEqual([
      expect.objectContaining({ key: SQS, status: 'failed', finishedAt: AT }),
      expect.objectContaining({ key: ECS, status: 'failed', finishedAt: AT }),
    ]);
    expect(now.scopes[0].errors[0].message).toContain('no credentials');
  });

  it('lets go of a scope that is no longer configured', () => {
    const now = after(before, {
      nodes: [service('loyalty')],
      edges: [polls('loyalty', 'loyalty')],
      scopes: [scope(ECS)],
      callsByOperation: {},
    });

    expect(now.nodes).toEqual([service('loyalty')]);
    expect(now.edges).toEqual([]);
    expect(now.scopes.map(({ key }) => key)).toEqual([ECS]);
  });
});
