import { EventTopologyApi } from '@ecs-eda/plugin-event-topology';
import {
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
export const FRANKFURT = 'eu-central-1';

/** A node of the shop's account, unless it says otherwise. */
export function node<K extends NodeKind>(
  kind: K,
  arnResource: string,
  name: string,
  attributes: NodeAttributesByKind[K],
  more: { accountId?: string; region?: string; owner?: string } = {},
): TopologyNode {
  const { accountId = SHOP, region = FRANKFURT, owner } = more;
  const one: TopologyNodeOf<K> = {
    id: `arn:aws:${arnResource.replace('::', `:${region}:${accountId}:`)}`,
    kind,
    name,
    accountId,
    region,
    scope: `${accountId}/${region}/x`,
    tags: {},
    attributes,
    ...(owner && {
      catalog: { entityRef: 'component:default/x', owner, matchedBy: 'tag' },
    }),
  };
  return one as TopologyNode;
}

export function queue(
  name: string,
  more: Parameters<typeof node>[4] & { deadLetterQueue?: boolean } = {},
): TopologyNode {
  return node(
    'queue',
    `sqs::${name}`,
    name,
    {
      fifo: false,
      queueUrl: `https://sqs.example/${name}`,
      deadLetterQueue: more.deadLetterQueue,
    },
    more,
  );
}

export function bus(
  name: string,
  more?: Parameters<typeof node>[4],
): TopologyNode {
  return node(
    'event-bus',
    `events::event-bus/${name}`,
    name,
    { isDefault: name === 'default' },
    more,
  );
}

export function rule(
  name: string,
  eventBusName: string,
  eventPattern?: string,
  managedBy?: string,
): TopologyNode {
  return node('rule', `events::rule/${eventBusName}/${name}`, name, {
    state: 'ENABLED',
    eventBusName,
    eventPattern,
    managedBy,
    targetCount: 1,
  });
}

export function service(
  name: string,
  clusterName: string,
  owner?: string,
): TopologyNode {
  return node(
    'ecs-service',
    `ecs::service/${clusterName}/${name}`,
    name,
    {
      clusterArn: `arn:aws:ecs:${FRANKFURT}:${SHOP}:cluster/${clusterName}`,
      clusterName,
      status: 'ACTIVE',
    },
    { owner },
  );
}

export function stateMachine(name: string): TopologyNode {
  return node('state-machine', `states::stateMachine:${name}`, name, {
    type: 'STANDARD',
  });
}

export function matches(from: TopologyNode, to: TopologyNode): TopologyEdge {
  return {
    id: `${from.id} ${to.id}`,
    from: from.id,
    to: to.id,
    kind: 'matches',
    confidence: 'configured',
    evidence: [],
  };
}

function scope(accountId: string, region: string): ScopeReport {
  return {
    key: `${accountId}/${region}/sqs`,
    accountId,
    region,
    service: 'sqs',
    status: 'complete',
    finishedAt: '2026-11-23T12:00:00Z',
    durationSeconds: 1,
    calls: 1,
    errors: [],
  };
}

export function snapshotOf(
  nodes: TopologyNode[],
  edges: TopologyEdge[] = [],
): TopologySnapshot {
  return {
    version: 'one',
    generatedAt: '2026-11-23T12:00:00Z',
    nodes,
    edges,
    scopes: [
      scope(SHOP, FRANKFURT),
      scope(SHOP, 'eu-west-1'),
      scope(SHOP, 'global'),
      scope(PARTNERS, FRANKFURT),
    ],
    callsByOperation: {},
  };
}

/** A backend that knows one topology, and nothing else. */
export class FakeTopology implements EventTopologyApi {
  /** Set to have the next questions fail. */
  failure?: Error;
  asked = 0;

  constructor(
    private readonly snapshot?: TopologySnapshot,
    private readonly unconfigured = false,
  ) {}

  async getTopology(): Promise<TopologyResponse> {
    this.asked++;
    if (this.failure) {
      throw this.failure;
    }
    return {
      snapshot: this.snapshot,
      status: {
        refreshing: false,
        staleAfterSeconds: 60,
        unconfigured: this.unconfigured,
      },
    };
  }

  getStatus = notAsked;
  getReadings = notAsked;
  getReadingHistory = notAsked;
  getEntityTopology = notAsked;
  getDrift = notAsked;
  refresh = notAsked;
  watch = notAsked;
}

async function notAsked(): Promise<never> {
  throw new Error('No field asks for this');
}
