import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm, ensureOldestMessageAlarm } from '../aws/alarm';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { allow, allowService } from '../aws/policy-document';
import {
  ensureDeadLetterQueue,
  ensureQueue,
  Queue,
  setQueuePolicy,
} from '../aws/queue';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { ensureTaskDefinition } from '../aws/task-definition';
import { deployLoyaltyScaling } from './loyalty-scaling';
import { Shop, shopTags } from './shop';

/** The loyalty component as it was deployed. */
export interface LoyaltyStack {
  service: ContainerService;
  queue: Queue;
  deadLetterQueue: Queue;
}

const RULE = 'order-created-to-loyalty';
const values = { component: 'loyalty', pattern: 'queue-worker' };
const tags = shopTags(values);

/**
 * The service that blew up on Black Friday. Points may come later, so it
 * drains a queue at its own pace; its scaling follows the backlog.
 */
export async function deployLoyalty(
  aws: AwsClients,
  shop: Shop,
): Promise<LoyaltyStack> {
  const { queue, deadLetterQueue } = await deployQueues(aws, shop);
  const service = await deployService(aws, shop, queue);
  await deployLoyaltyScaling(aws, {
    cluster: shop.cluster,
    service,
    queue,
    tags,
  });
  return { service, queue, deadLetterQueue };
}

async function deployQueues(aws: AwsClients, shop: Shop) {
  const deadLetterQueue = await ensureDeadLetterQueue(aws, {
    name: 'loyalty-orders-dlq',
    tags,
  });
  const queue = await ensureQueue(aws, {
    name: 'loyalty-orders',
    // A batch of ten takes a task some four seconds: six times that, and some.
    visibilityTimeoutSeconds: 30,
    deadLetterQueue,
    maxReceiveCount: 3,
    tags,
  });
  const undelivered = await ensureDeadLetterQueue(aws, {
    name: 'loyalty-undelivered',
    tags,
  });
  for (const receiver of [queue, undelivered]) {
    await setQueuePolicy(aws, receiver, [
      allowService('events.amazonaws.com', 'sqs:SendMessage', receiver.arn, [
        ruleArn(aws, shop.bus.name, RULE),
      ]),
    ]);
  }
  await setQueuePolicy(aws, deadLetterQueue, []);
  for (const letters of [deadLetterQueue, undelivered]) {
    await ensureDeadLetterAlarm(aws, {
      deadLetterQueue: letters,
      notify: shop.alarmTopicArn,
      tags,
    });
  }
  await ensureOldestMessageAlarm(aws, {
    queue,
    acceptableLatencySeconds: 120,
    notify: shop.alarmTopicArn,
    tags,
  });
  await ensureRule(aws, {
    name: RULE,
    eventBusName: shop.bus.name,
    description: 'Every order of a customer with a loyalty card earns points',
    eventPattern: {
      source: ['shop.order'],
      'detail-type': ['OrderCreated'],
      detail: { customer: { loyaltyCard: [{ exists: true }] } },
    },
    targets: [
      {
        Id: 'loyalty-orders',
        Arn: queue.arn,
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
  return { queue, deadLetterQueue };
}

async function deployService(
  aws: AwsClients,
  shop: Shop,
  queue: Queue,
): Promise<ContainerService> {
  const serviceTags = shopTags({ ...values, consumes: [queue.arn] });
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'loyalty',
    image: 'shop/loyalty:2.9.1',
    cpu: '256',
    memory: '512',
    environment: {
      QUEUE_URL: queue.url,
      EVENT_BUS_NAME: shop.bus.name,
      EVENT_SOURCE: 'shop.loyalty',
      POINTS_PROVIDER_URL: 'https://points.example/v1',
    },
    secrets: {
      POINTS_PROVIDER_TOKEN: `arn:aws:secretsmanager:${aws.region}:${aws.accountId}:secret:shop/loyalty-points-provider`,
    },
    taskRoleStatements: [
      allow(
        [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
        ],
        [queue.arn],
      ),
      allow(['events:PutEvents'], [shop.bus.arn], {
        StringEquals: { 'events:source': 'shop.loyalty' },
      }),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags: serviceTags,
  });
  return ensureContainerService(aws, {
    name: 'loyalty',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    desiredCount: 2,
    capacityProviders: [
      { capacityProvider: 'FARGATE', base: 2, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 3 },
    ],
    tags: serviceTags,
  });
}
