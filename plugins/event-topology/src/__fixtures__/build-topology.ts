import {
  EdgeDetails,
  edgeId,
  EdgeKind,
  Evidence,
  FiguresByKind,
  NodeAttributesByKind,
  NodeKind,
  ReadableKind,
  Reading,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

const SERVICES: Record<NodeKind, string> = {
  'event-source': 'events',
  'global-endpoint': 'events',
  'event-bus': 'events',
  archive: 'events',
  rule: 'events',
  schedule: 'scheduler',
  pipe: 'pipes',
  'api-destination': 'events',
  'rest-api': 'apigateway',
  topic: 'sns',
  queue: 'sqs',
  stream: 'kinesis',
  'kafka-topic': 'kafka',
  broker: 'mq',
  'state-machine': 'states',
  activity: 'states',
  'ecs-service': 'ecs',
  'task-definition': 'ecs',
  function: 'lambda',
  external: 'events',
};

const SOURCES: Partial<Record<NodeKind, string>> = {
  queue: 'sqs:GetQueueAttributes',
  'ecs-service': 'ecs:DescribeServices',
};

/** Makes a node as the backend gives it. */
export function aNode<K extends NodeKind>(
  kind: K,
  name: string,
  attributes: NodeAttributesByKind[K],
  more: Partial<TopologyNodeOf<K>> = {},
): Extract<TopologyNode, { kind: K }> {
  const service = SERVICES[kind];
  const node: TopologyNodeOf<K> = {
    id: `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`,
    kind,
    name,
    accountId: ACCOUNT,
    region: REGION,
    scope: `${ACCOUNT}/${REGION}/${service}`,
    tags: { 'event-topology:system': 'shop' },
    attributes,
    consoleUrl: `https://${REGION}.console.aws.amazon.com/${service}/home#${name}`,
    ...more,
  };
  // A node of kind K is one of the union; TypeScript cannot see it through K.
  return node as unknown as Extract<TopologyNode, { kind: K }>;
}

/** Makes a queue. */
export function aQueue(
  name: string,
  attributes: Partial<NodeAttributesByKind['queue']> = {},
  more: Partial<TopologyNodeOf<'queue'>> = {},
) {
  return aNode(
    'queue',
    name,
    {
      fifo: false,
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
      visibilityTimeoutSeconds: 60,
      messageRetentionPeriodSeconds: 345_600,
      receiveMessageWaitTimeSeconds: 20,
      encrypted: true,
      ...attributes,
    },
    more,
  );
}

/** Makes an ECS service. */
export function aService(
  name: string,
  attributes: Partial<NodeAttributesByKind['ecs-service']> = {},
  more: Partial<TopologyNodeOf<'ecs-service'>> = {},
) {
  return aNode(
    'ecs-service',
    name,
    {
      clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`,
      clusterName: 'shop',
      status: 'ACTIVE',
      launchType: 'FARGATE',
      cpu: '512',
      memory: '1024',
      containers: [{ name, image: `shop/${name}:1.4.2` }],
      ...attributes,
    },
    more,
  );
}

/** Makes a rule. */
export function aRule(
  name: string,
  detailType: string,
  attributes: Partial<NodeAttributesByKind['rule']> = {},
) {
  return aNode('rule', name, {
    state: 'ENABLED',
    eventBusName: 'shop',
    eventPattern: JSON.stringify({ 'detail-type': [detailType] }),
    targetCount: 1,
    ...attributes,
  });
}

/** Makes an edge, as sure as AWS itself unless told otherwise. */
export function anEdge(
  from: TopologyNode,
  kind: EdgeKind,
  to: TopologyNode,
  more: {
    confidence?: TopologyEdge['confidence'];
    evidence?: Partial<Evidence>;
    details?: EdgeDetails;
  } = {},
): TopologyEdge {
  return {
    id: edgeId(from.id, kind, to.id),
    from: from.id,
    to: to.id,
    kind,
    confidence: more.confidence ?? 'configured',
    evidence: [
      {
        scope: from.scope,
        source: 'aws-api',
        operation: 'events:ListTargetsByRule',
        field: 'Targets[].Arn',
        value: to.id,
        ...more.evidence,
      },
    ],
    details: more.details,
  };
}

/** Makes a reading of a node. */
export function aReading<K extends ReadableKind>(
  node: { id: string; kind: K },
  figures: FiguresByKind[K],
  at: string = new Date().toISOString(),
): Reading {
  const reading = {
    nodeId: node.id,
    kind: node.kind,
    at,
    source: SOURCES[node.kind] ?? 'cloudwatch:GetMetricData',
    figures,
  };
  return reading as unknown as Reading;
}
