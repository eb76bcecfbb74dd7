import { edgeId } from '../graph';
import {
  EdgeKind,
  FiguresByKind,
  NodeAttributesByKind,
  NodeKind,
  ReadableKind,
  ReadingOf,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  TopologySnapshot,
} from '../model';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-central-1';

/** A node of the shop; its id is an ARN unless one is given. */
export function aNode<K extends NodeKind>(
  kind: K,
  name: string,
  attributes: NodeAttributesByKind[K],
  overrides: Partial<TopologyNodeOf<K>> = {},
): TopologyNodeOf<K> {
  return {
    id: `arn:aws:test:${REGION}:${ACCOUNT}:${kind}/${name}`,
    kind,
    name,
    accountId: ACCOUNT,
    region: REGION,
    scope: `${ACCOUNT}/${REGION}/test`,
    tags: {},
    attributes,
    ...overrides,
  };
}

export function aQueue(
  name: string,
  overrides: Partial<TopologyNodeOf<'queue'>> = {},
): TopologyNodeOf<'queue'> {
  return aNode(
    'queue',
    name,
    {
      fifo: false,
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    },
    { id: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`, ...overrides },
  );
}

export function aBus(
  name: string,
  overrides: Partial<TopologyNodeOf<'event-bus'>> = {},
): TopologyNodeOf<'event-bus'> {
  return aNode(
    'event-bus',
    name,
    { isDefault: name === 'default' },
    {
      id: `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`,
      ...overrides,
    },
  );
}

export function aRule(
  name: string,
  overrides: Partial<TopologyNodeOf<'rule'>> = {},
): TopologyNodeOf<'rule'> {
  return aNode(
    'rule',
    name,
    { state: 'ENABLED', eventBusName: 'shop', targetCount: 1 },
    {
      id: `arn:aws:events:${REGION}:${ACCOUNT}:rule/shop/${name}`,
      ...overrides,
    },
  );
}

export function aService(
  name: string,
  overrides: Partial<TopologyNodeOf<'ecs-service'>> = {},
): TopologyNodeOf<'ecs-service'> {
  return aNode(
    'ecs-service',
    name,
    {
      clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`,
      clusterName: 'shop',
      status: 'ACTIVE',
    },
    {
      id: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/shop/${name}`,
      ...overrides,
    },
  );
}

export function aTopic(
  name: string,
  overrides: Partial<TopologyNodeOf<'topic'>> = {},
): TopologyNodeOf<'topic'> {
  return aNode(
    'topic',
    name,
    { fifo: false },
    { id: `arn:aws:sns:${REGION}:${ACCOUNT}:${name}`, ...overrides },
  );
}

export function aReading<K extends ReadableKind>(
  kind: K,
  nodeId: string,
  figures: FiguresByKind[K],
): ReadingOf<K> {
  return {
    nodeId,
    kind,
    at: '2026-11-27T09:00:00.000Z',
    source: 'cloudwatch:GetMetricData',
    figures,
  };
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
        value: to.id,
      },
    ],
  };
}

export function aSnapshot(
  nodes: TopologyNode[],
  edges: TopologyEdge[],
): TopologySnapshot {
  return {
    version: '1',
    generatedAt: '2026-11-27T09:00:00.000Z',
    nodes,
    edges,
    scopes: [],
    callsByOperation: {},
  };
}
