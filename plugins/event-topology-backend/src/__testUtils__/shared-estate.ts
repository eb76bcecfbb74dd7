import { Entity } from '@backstage/catalog-model';
import {
  edgeId,
  EdgeDetails,
  EdgeKind,
  Evidence,
  NodeAttributesByKind,
  NodeKind,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { scope } from './estate';

/** The account of the shop, which the viewer of these tests may see. */
export const SHOP = '123456789012';

/** The account of its partners, which he may not. */
export const PARTNERS = '210987654321';

const REGION = 'eu-central-1';

/** Nobody who may not see the partners' account may come upon any of these. */
export const SECRETS = [
  PARTNERS,
  'partner-events',
  'partner-inbox',
  'partner-dlq',
  'partner-worker',
  'partner-team',
  'partners.example.com',
  'to-partners',
];

function node<K extends NodeKind>(
  kind: K,
  id: string,
  attributes: NodeAttributesByKind[K],
  more: Partial<TopologyNodeOf<K>> = {},
): TopologyNodeOf<K> {
  const [, , service, , accountId] = id.split(':');
  return {
    id,
    kind,
    name: id.slice(Math.max(id.lastIndexOf(':'), id.lastIndexOf('/')) + 1),
    accountId,
    region: REGION,
    scope: `${accountId}/${REGION}/${service}`,
    tags: {},
    attributes,
    ...more,
  };
}

function arn(service: string, accountId: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${accountId}:${resource}`;
}

function aQueue(accountId: string, name: string): TopologyNodeOf<'queue'> {
  return node('queue', arn('sqs', accountId, name), {
    fifo: false,
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${accountId}/${name}`,
  });
}

function edge(
  from: TopologyNode,
  kind: EdgeKind,
  to: TopologyNode,
  more: {
    details?: EdgeDetails;
    discriminator?: string;
    evidence?: Partial<Evidence>;
  } = {},
): TopologyEdge {
  return {
    id: edgeId(from.id, kind, to.id, more.discriminator),
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
        ...more.evidence,
      },
    ],
    ...(more.details && { details: more.details }),
  };
}

const partnerBus = node(
  'event-bus',
  arn('events', PARTNERS, 'event-bus/partner-events'),
  { isDefault: false },
);
const partnerInbox = aQueue(PARTNERS, 'partner-inbox');
const partnerDlq = aQueue(PARTNERS, 'partner-dlq');
const partnerWorker = node(
  'ecs-service',
  arn('ecs', PARTNERS, 'service/partners/partner-worker'),
  {
    clusterArn: arn('ecs', PARTNERS, 'cluster/partners'),
    clusterName: 'partners',
    status: 'ACTIVE',
  },
);
const partnerHook = node(
  'external',
  'urn:event-topology:https:partners.example.com',
  { protocol: 'https', endpoint: 'https://partners.example.com' },
  {
    name: 'partners.example.com',
    accountId: PARTNERS,
    scope: `${PARTNERS}/${REGION}/sns`,
  },
);

export const shopBus = node(
  'event-bus',
  arn('events', SHOP, 'event-bus/shop'),
  {
    isDefault: false,
    policy: JSON.stringify({
      Principal: { AWS: `arn:aws:iam::${PARTNERS}:root` },
      Condition: { StringEquals: { 'aws:PrincipalAccount': PARTNERS } },
    }),
  },
);
export const orderCreated = node(
  'rule',
  arn('events', SHOP, 'rule/shop/order-created'),
  {
    state: 'ENABLED',
    eventBusName: 'shop',
    eventPattern: JSON.stringify({
      source: ['shop.order'],
      'detail-type': ['OrderCreated'],
    }),
    targetCount: 2,
  },
);
export const shopTopic = node('topic', arn('sns', SHOP, 'offers'), {
  fifo: false,
  subscriptionsConfirmed: 2,
});
export const loyaltyQueue: TopologyNodeOf<'queue'> = {
  ...aQueue(SHOP, 'loyalty'),
  attributes: {
    ...aQueue(SHOP, 'loyalty').attributes,
    redrivePolicy: { deadLetterTargetArn: partnerDlq.id, maxReceiveCount: 3 },
  },
};
export const shopDlq = aQueue(SHOP, 'shop-dlq');
export const loyaltyService = node(
  'ecs-service',
  arn('ecs', SHOP, 'service/shop/loyalty'),
  {
    clusterArn: arn('ecs', SHOP, 'cluster/shop'),
    clusterName: 'shop',
    status: 'ACTIVE',
    scaling: {
      minCapacity: 1,
      maxCapacity: 9,
      policies: [
        {
          policyName: 'backlog',
          policyType: 'TargetTrackingScaling',
          queueNames: ['loyalty', 'partner-inbox'],
        },
      ],
    },
  },
  {
    tags: {
      'event-topology:consumes': 'loyalty partner-inbox',
      team: 'loyalty',
    },
  },
);
/** Named by the partners first, and by the shop too. */
export const sharedSource = node(
  'event-source',
  'urn:event-topology:source:shop.order',
  { source: 'shop.order' },
  {
    name: 'shop.order',
    accountId: PARTNERS,
    scope: `${PARTNERS}/${REGION}/events`,
  },
);

/**
 * A shop and its partners in two accounts, tied together in every way that
 * could tell of one who sees the other only.
 */
export function sharedEstate(): DiscoveryResult {
  return {
    nodes: [
      shopBus,
      orderCreated,
      shopTopic,
      loyaltyQueue,
      shopDlq,
      loyaltyService,
      sharedSource,
      partnerBus,
      partnerInbox,
      partnerDlq,
      partnerWorker,
      partnerHook,
    ],
    edges: [
      edge(sharedSource, 'publishes', shopBus, {
        evidence: { scope: shopBus.scope },
      }),
      edge(sharedSource, 'publishes', partnerBus),
      edge(shopBus, 'matches', orderCreated, {
        details: {
          eventPattern: JSON.stringify({ account: [SHOP, PARTNERS] }),
        },
      }),
      edge(orderCreated, 'delivers', loyaltyQueue, {
        details: { targetId: 'to-loyalty', deadLetterArn: partnerDlq.id },
        discriminator: 'to-loyalty',
      }),
      edge(orderCreated, 'dead-letters', shopDlq, {
        details: { targetId: 'to-loyalty' },
        discriminator: 'to-loyalty',
      }),
      edge(orderCreated, 'delivers', partnerBus, {
        details: { targetId: 'to-partners' },
        discriminator: 'to-partners',
      }),
      edge(orderCreated, 'dead-letters', shopDlq, {
        details: { targetId: 'to-partners' },
        discriminator: 'to-partners',
      }),
      edge(shopTopic, 'subscribes', loyaltyQueue),
      edge(shopTopic, 'subscribes', partnerInbox),
      edge(partnerBus, 'delivers', partnerHook),
      edge(shopTopic, 'dead-letters', shopDlq, {
        discriminator: partnerInbox.id,
        evidence: { resourceArn: `${shopTopic.id}:1234` },
      }),
      edge(loyaltyQueue, 'dead-letters', partnerDlq),
      edge(loyaltyQueue, 'polls', loyaltyService, {
        evidence: {
          source: 'iam-policy',
          operation: 'iam:GetPolicyVersion',
          value: `sqs:ReceiveMessage on ${loyaltyQueue.id}, ${partnerInbox.id}`,
          resourceArn: `arn:aws:iam::${PARTNERS}:role/loyalty`,
        },
      }),
      edge(partnerInbox, 'polls', loyaltyService),
      edge(partnerInbox, 'polls', partnerWorker),
    ],
    scopes: [
      scope(`${SHOP}/${REGION}/events`),
      scope(`${SHOP}/${REGION}/sns`),
      scope(`${SHOP}/${REGION}/sqs`, {
        status: 'partial',
        calls: 11,
        errors: [
          {
            code: 'AccessDenied',
            message: `not authorized on ${partnerInbox.id}; queue partner-dlq`,
            operation: 'sqs:GetQueueAttributes',
            remedy: `Allow it in ${PARTNERS}.`,
          },
        ],
      }),
      scope(`${SHOP}/${REGION}/ecs`),
      scope(`${PARTNERS}/${REGION}/events`),
      scope(`${PARTNERS}/${REGION}/sqs`, { calls: 23 }),
      scope(`${PARTNERS}/${REGION}/ecs`, { status: 'failed' }),
    ],
    callsByOperation: { 'sqs:GetQueueAttributes': 34 },
  };
}

/** The loyalty service, as its team describes it. */
export const loyaltyEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'loyalty',
    annotations: {
      'aws.amazon.com/amazon-ecs-service-arn': loyaltyService.id,
    },
  },
  spec: { type: 'service', owner: 'loyalty-team', system: 'shop' },
};

export const partnerEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'partner-worker',
    annotations: {
      'aws.amazon.com/amazon-ecs-service-arn': partnerWorker.id,
      'aws.amazon.com/arn': partnerInbox.id,
    },
  },
  spec: { type: 'service', owner: 'partner-team' },
};

/** Ids of what is the partners', for who tries them out. */
export const PARTNER_IDS = [
  partnerBus.id,
  partnerInbox.id,
  partnerDlq.id,
  partnerWorker.id,
  partnerHook.id,
];
