import { createHash } from 'node:crypto';
import {
  CatalogLink,
  edgeId,
  EdgeKind,
  NodeAttributesByKind,
  NodeKind,
  ScopeReport,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  TopologyResponse,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';

export const SHOP = '123456789012';
export const PARTNERS = '210987654321';
export const REGION = 'eu-central-1';

/** A node of account `SHOP`, unless told otherwise. */
function aNode<K extends NodeKind>(
  kind: K,
  id: string,
  name: string,
  attributes: NodeAttributesByKind[K],
  overrides: Partial<TopologyNodeOf<K>>,
): TopologyNodeOf<K> {
  const [, , service, region, accountId] = id.split(':');
  return {
    id,
    kind,
    name,
    accountId,
    region,
    scope: `${accountId}/${region}/${service}`,
    tags: {},
    attributes,
    ...overrides,
  };
}

export function aQueue(
  name: string,
  overrides: Partial<TopologyNodeOf<'queue'>> = {},
): TopologyNodeOf<'queue'> {
  const accountId = overrides.accountId ?? SHOP;
  return aNode(
    'queue',
    `arn:aws:sqs:${REGION}:${accountId}:${name}`,
    name,
    {
      fifo: false,
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${accountId}/${name}`,
    },
    overrides,
  );
}

export function aBus(
  name: string,
  overrides: Partial<TopologyNodeOf<'event-bus'>> = {},
): TopologyNodeOf<'event-bus'> {
  return aNode(
    'event-bus',
    `arn:aws:events:${REGION}:${SHOP}:event-bus/${name}`,
    name,
    { isDefault: false },
    overrides,
  );
}

export function aRule(
  name: string,
  overrides: Partial<TopologyNodeOf<'rule'>> = {},
): TopologyNodeOf<'rule'> {
  return aNode(
    'rule',
    `arn:aws:events:${REGION}:${SHOP}:rule/shop/${name}`,
    name,
    { state: 'ENABLED', eventBusName: 'shop', targetCount: 1 },
    overrides,
  );
}

export function aService(
  name: string,
  overrides: Partial<TopologyNodeOf<'ecs-service'>> = {},
): TopologyNodeOf<'ecs-service'> {
  return aNode(
    'ecs-service',
    `arn:aws:ecs:${REGION}:${SHOP}:service/shop/${name}`,
    name,
    {
      clusterArn: `arn:aws:ecs:${REGION}:${SHOP}:cluster/shop`,
      clusterName: 'shop',
      status: 'ACTIVE',
    },
    overrides,
  );
}

export function anEdge(
  from: TopologyNode,
  kind: EdgeKind,
  to: TopologyNode,
): TopologyEdge {
  return {
    id: edgeId(from.id, kind, to.id),
    from: from.id,
    to: to.id,
    kind,
    confidence: 'configured',
    evidence: [
      {
        scope: from.scope,
        source: 'aws-api',
        operation: 'test:DescribeThing',
        field: 'Thing.Arn',
      },
    ],
  };
}

/** The link to an entity that somebody has written. */
export function linkedTo(
  entityRef: string,
  matchedBy: string = 'aws.amazon.com/arn',
): { catalog: CatalogLink } {
  return {
    catalog: {
      entityRef,
      matchedBy,
      owner: `group:default/${entityRef.split('/')[1]}-team`,
      system: 'system:default/shop',
    },
  };
}

export function aScope(
  key: string,
  status: ScopeReport['status'] = 'complete',
): ScopeReport {
  const [accountId, region, service] = key.split('/');
  return {
    key,
    accountId,
    region,
    service,
    status,
    finishedAt: '2026-11-27T09:00:00.000Z',
    durationSeconds: 1,
    calls: 1,
    errors: [],
  };
}

/** A topology whose scopes were all read completely, unless told otherwise. */
export function aTopology(
  nodes: TopologyNode[],
  edges: TopologyEdge[] = [],
  scopes: ScopeReport[] = [...new Set(nodes.map(node => node.scope))].map(key =>
    aScope(key),
  ),
): TopologyResponse & { snapshot: TopologySnapshot } {
  return {
    snapshot: {
      version: createHash('sha256')
        .update(JSON.stringify([nodes, edges, scopes]))
        .digest('hex'),
      generatedAt: '2026-11-27T09:00:00.000Z',
      nodes,
      edges,
      scopes,
      callsByOperation: {},
    },
    status: { refreshing: false, staleAfterSeconds: 240, unconfigured: false },
  };
}

export const RULES = {
  defaultOwner: 'group:default/nobody',
  ownerTags: ['event-topology:owner', 'team'],
  systemTags: ['event-topology:system'],
};
