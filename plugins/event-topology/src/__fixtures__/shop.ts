import {
  Reading,
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import {
  anEdge,
  aNode,
  aQueue,
  aReading,
  aRule,
  aService,
} from './build-topology';

const loyaltyOwner = {
  entityRef: 'component:default/loyalty',
  title: 'Loyalty',
  owner: 'group:default/loyalty-team',
  system: 'system:default/shop',
  matchedBy: 'aws.amazon.com/amazon-ecs-service-arn',
};

export const bus = aNode('event-bus', 'shop', { isDefault: false });
export const archive = aNode('archive', 'shop-archive', {
  state: 'ENABLED',
  eventSourceArn: bus.id,
  retentionDays: 30,
});
export const orderSource = aNode('event-source', 'shop.order', {
  source: 'shop.order',
});
export const order = aService('order');
export const orderApi = aNode('rest-api', 'shop-orders', {
  endpointTypes: ['REGIONAL'],
  integratedMethods: ['POST /orders'],
});

export const toPayment = aRule('order-to-payment', 'OrderCreated');
export const paymentDestination = aNode('api-destination', 'payment', {
  state: 'ACTIVE',
  httpMethod: 'POST',
  invocationEndpoint: 'https://payment.shop.internal/events',
  invocationRateLimitPerSecond: 300,
  connectionName: 'payment-private',
  connectionState: 'AUTHORIZED',
  authorizationType: 'OAUTH_CLIENT_CREDENTIALS',
  resourceConfigurationArn:
    'arn:aws:vpc-lattice:eu-central-1:123456789012:resourceconfiguration/rcfg-1',
});
export const payment = aService('payment');
export const paymentDeadLetters = aQueue('payment-dead-letters', {
  deadLetterQueue: true,
});

export const toTopic = aRule('order-to-notifications', 'OrderCreated');
export const topic = aNode('topic', 'notifications', {
  fifo: false,
  subscriptionsConfirmed: 3,
  subscriptionsPending: 0,
});
export const sms = aNode('external', 'SMS to customers', { protocol: 'sms' });
export const mail = aNode('external', 'E-mail to customers', {
  protocol: 'email',
});
export const notificationsQueue = aQueue('notifications-log');
export const notifications = aService('notifications');

export const toLoyalty = aRule('order-to-loyalty', 'OrderCreated');
export const loyaltyDeadLetters = aQueue(
  'loyalty-orders-dead-letters',
  { deadLetterQueue: true },
  { catalog: loyaltyOwner },
);
export const loyaltyQueue = aQueue(
  'loyalty-orders',
  {
    redrivePolicy: {
      deadLetterTargetArn: loyaltyDeadLetters.id,
      maxReceiveCount: 3,
    },
  },
  { catalog: loyaltyOwner },
);
export const loyalty = aService(
  'loyalty',
  {
    scaling: {
      minCapacity: 1,
      maxCapacity: 10,
      policies: [
        {
          policyName: 'backlog-per-task',
          policyType: 'TargetTrackingScaling',
          targetValue: 30,
          backlogPerTask: true,
          queueNames: ['loyalty-orders'],
        },
      ],
    },
  },
  { catalog: loyaltyOwner },
);

export const monthly = aNode('schedule', 'monthly-offers', {
  state: 'ENABLED',
  groupName: 'default',
  scheduleExpression: 'cron(0 6 1 * ? *)',
  scheduleExpressionTimezone: 'Europe/Berlin',
});
export const offersMachine = aNode('state-machine', 'monthly-offers', {
  type: 'STANDARD',
  status: 'ACTIVE',
  stateCount: 7,
});
export const offersActivity = aNode('activity', 'prepare-offer', {
  creationDate: '2026-02-01T08:00:00Z',
});
export const offers = aService('offers', {
  launchType: undefined,
  capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
});

export const toThumbnail = aRule('short-videos', 'VideoUploaded');
export const toTranscode = aRule('long-videos', 'VideoUploaded', {
  state: 'DISABLED',
});
export const thumbnail = aNode('function', 'media-short', {
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  memorySizeMegabytes: 512,
  timeoutSeconds: 120,
});
export const transcode = aNode('task-definition', 'media-long', {
  family: 'media-long',
  revision: 4,
  cpu: '2048',
  memory: '4096',
});
export const clicks = aNode('stream', 'clicks', {
  status: 'ACTIVE',
  shardCount: 2,
  streamMode: 'PROVISIONED',
});
export const pageViews = aNode('kafka-topic', 'page-views', {
  clusterArn: 'arn:aws:kafka:eu-central-1:123456789012:cluster/clickstream/1-1',
  clusterName: 'clickstream',
  partitionCount: 6,
  replicationFactor: 3,
  consumerGroups: ['recommendations', 'fraud'],
});
export const erpBroker = aNode('broker', 'erp', {
  engine: 'ACTIVEMQ',
  version: '5.18',
  state: 'RUNNING',
  deployment: 'ACTIVE_STANDBY_MULTI_AZ',
  instanceType: 'mq.m5.large',
  queues: [{ name: 'stock-changes' }],
});
export const analytics = aService('analytics');

/** The nodes of the running example, about as AWS gives them. */
export const shopNodes: TopologyNode[] = [
  bus,
  archive,
  orderSource,
  order,
  orderApi,
  toPayment,
  paymentDestination,
  payment,
  paymentDeadLetters,
  toTopic,
  topic,
  sms,
  mail,
  notificationsQueue,
  notifications,
  toLoyalty,
  loyaltyQueue,
  loyaltyDeadLetters,
  loyalty,
  monthly,
  offersMachine,
  offersActivity,
  offers,
  toThumbnail,
  toTranscode,
  thumbnail,
  transcode,
  clicks,
  analytics,
];

const inferred = {
  confidence: 'inferred',
  evidence: {
    source: 'iam-policy',
    operation: 'iam:GetRolePolicy',
    field: 'PolicyDocument.Statement[0].Resource',
  },
} as const;

export const loyaltyPolls = anEdge(loyaltyQueue, 'polls', loyalty, {
  confidence: 'inferred',
  evidence: {
    source: 'environment',
    operation: 'ecs:DescribeTaskDefinition',
    field: 'containerDefinitions[0].environment[QUEUE_URL]',
    value: loyaltyQueue.attributes.queueUrl,
  },
});
export const deliversToLoyalty = anEdge(toLoyalty, 'delivers', loyaltyQueue, {
  details: {
    targetId: 'loyalty',
    maximumRetryAttempts: 185,
    maximumEventAgeSeconds: 86_400,
    eventPattern: '{"detail-type":["OrderCreated"]}',
  },
});

/** The edges of the running example. */
export const shopEdges: TopologyEdge[] = [
  anEdge(orderSource, 'publishes', bus),
  anEdge(order, 'publishes', bus, inferred),
  anEdge(orderApi, 'publishes', bus),
  anEdge(bus, 'archives', archive),
  ...[toPayment, toTopic, toLoyalty, toThumbnail, toTranscode].map(rule =>
    anEdge(bus, 'matches', rule, {
      details: { eventPattern: rule.attributes.eventPattern },
    }),
  ),
  anEdge(toPayment, 'delivers', paymentDestination, {
    details: { deadLetterArn: paymentDeadLetters.id, targetId: 'payment' },
  }),
  anEdge(toPayment, 'dead-letters', paymentDeadLetters),
  anEdge(paymentDestination, 'invokes', payment),
  anEdge(toTopic, 'delivers', topic),
  anEdge(topic, 'subscribes', sms),
  anEdge(topic, 'subscribes', mail),
  anEdge(topic, 'subscribes', notificationsQueue),
  anEdge(notificationsQueue, 'polls', notifications, {
    confidence: 'declared',
    evidence: {
      source: 'tag',
      operation: 'ecs:DescribeServices',
      field: 'tags[event-topology:consumes]',
    },
  }),
  deliversToLoyalty,
  anEdge(loyaltyQueue, 'dead-letters', loyaltyDeadLetters, {
    details: { maxReceiveCount: 3 },
  }),
  loyaltyPolls,
  anEdge(monthly, 'schedules', offersMachine),
  anEdge(offersMachine, 'enqueues', offersActivity, {
    details: { stateName: 'Prepare offer' },
  }),
  anEdge(offersActivity, 'works', offers, inferred),
  anEdge(toThumbnail, 'delivers', thumbnail),
  anEdge(toTranscode, 'runs', transcode, { details: { taskCount: 1 } }),
  anEdge(clicks, 'polls', analytics, inferred),
  anEdge(analytics, 'publishes', bus, inferred),
];

/** Figures with a growing loyalty queue, at that moment. */
export function shopReadings(at: string, backlog = 412): Reading[] {
  return [
    aReading(
      loyaltyQueue,
      { visible: backlog, inFlight: 40, delayed: 0, oldestAgeSeconds: 95 },
      at,
    ),
    aReading(loyaltyDeadLetters, { visible: 3, inFlight: 0, delayed: 0 }, at),
    aReading(paymentDeadLetters, { visible: 0, inFlight: 0, delayed: 0 }, at),
    aReading(notificationsQueue, { visible: 4, inFlight: 2, delayed: 0 }, at),
    aReading(
      loyalty,
      {
        desired: 6,
        running: 4,
        pending: 2,
        backlogPerTask: backlog / 4,
        targetBacklogPerTask: 30,
      },
      at,
    ),
    ...[order, payment, notifications, offers, analytics].map(service =>
      aReading(service, { desired: 2, running: 2, pending: 0 }, at),
    ),
    ...[toPayment, toTopic, toLoyalty].map(rule =>
      aReading(rule, { invocationsPerMinute: 640, failedPerMinute: 0 }, at),
    ),
    aReading(toThumbnail, { invocationsPerMinute: 6, failedPerMinute: 0 }, at),
    aReading(
      topic,
      { publishedPerMinute: 640, deliveredPerMinute: 1920, failedPerMinute: 0 },
      at,
    ),
    aReading(
      offersActivity,
      {
        scheduledPerMinute: 0,
        startedPerMinute: 0,
        succeededPerMinute: 0,
        failedPerMinute: 0,
        heartbeatTimedOutPerMinute: 0,
      },
      at,
    ),
    aReading(
      offersMachine,
      {
        startedPerMinute: 0,
        succeededPerMinute: 0,
        failedPerMinute: 0,
        timedOutPerMinute: 0,
      },
      at,
    ),
    aReading(thumbnail, { invocationsPerMinute: 6, errorsPerMinute: 0 }, at),
    aReading(
      clicks,
      {
        incomingRecordsPerMinute: 18_400,
        throttledRecordsPerMinute: 0,
        iteratorAgeSeconds: 1.4,
      },
      at,
    ),
  ];
}

/** The running example as the backend gives it. */
export function shopSnapshot(
  more: Partial<TopologySnapshot> = {},
): TopologySnapshot {
  const services = ['events', 'sqs', 'sns', 'ecs', 'states', 'lambda'];
  return {
    version: 'shop-1',
    generatedAt: new Date().toISOString(),
    nodes: shopNodes,
    edges: shopEdges,
    scopes: services.map(service => ({
      key: `123456789012/eu-central-1/${service}`,
      accountId: '123456789012',
      region: 'eu-central-1',
      service,
      status: 'complete',
      finishedAt: new Date().toISOString(),
      durationSeconds: 0.4,
      calls: 3,
      lastCompleteAt: new Date().toISOString(),
      errors: [],
    })),
    callsByOperation: { 'sqs:ListQueues': 1 },
    ...more,
  };
}
