import {
  CreatePipeCommand,
  CreatePipeCommandInput,
} from '@aws-sdk/client-pipes';
import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm, ensureOldestMessageAlarm } from '../aws/alarm';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { orElse } from '../aws/or-else';
import { allow, allowService } from '../aws/policy-document';
import {
  ensureDeadLetterQueue,
  ensureQueue,
  Queue,
  setQueuePolicy,
} from '../aws/queue';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { ensureTaskDefinition } from '../aws/task-definition';
import { Shop, shopTags } from './shop';

/** The order component as it was deployed. */
export interface OrderStack {
  service: ContainerService;
  /** Where the carrier says how deliveries go. */
  deliveryUpdates: Queue;
  /** Where the order service learns what happened to its orders. */
  orderStatus: Queue;
}

const producer = { component: 'order', pattern: 'event-producer' };
const worker = { component: 'order', pattern: 'queue-worker' };

/**
 * The order service publishes `OrderCreated` and follows its orders: the
 * carrier's updates come in by a queue, a pipe makes them events, and a rule
 * hands the events back to the service's own queue.
 */
export async function deployOrder(
  aws: AwsClients,
  shop: Shop,
): Promise<OrderStack> {
  const deliveryUpdates = await deployDeliveryUpdates(aws, shop);
  const orderStatus = await deployOrderStatus(aws, shop);
  const service = await deployService(aws, shop, orderStatus);
  return { service, deliveryUpdates, orderStatus };
}

async function deployService(
  aws: AwsClients,
  shop: Shop,
  orderStatus: Queue,
): Promise<ContainerService> {
  const tags = shopTags({ ...producer, produces: [shop.bus.arn] });
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'order',
    image: 'shop/order:4.7.0',
    cpu: '512',
    memory: '1024',
    environment: {
      EVENT_BUS_NAME: shop.bus.name,
      EVENT_SOURCE: 'shop.order',
      ORDER_STATUS_QUEUE_URL: orderStatus.url,
    },
    secrets: {
      DATABASE_PASSWORD: `arn:aws:secretsmanager:${aws.region}:${aws.accountId}:secret:shop/order-database`,
    },
    containerPort: 8080,
    taskRoleStatements: [
      allow(['events:PutEvents'], [shop.bus.arn], {
        StringEquals: { 'events:source': 'shop.order' },
      }),
      allow(
        [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
        ],
        [orderStatus.arn],
      ),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  return ensureContainerService(aws, {
    name: 'order',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    desiredCount: 2,
    tags,
  });
}

async function deployDeliveryUpdates(
  aws: AwsClients,
  shop: Shop,
): Promise<Queue> {
  const tags = shopTags(worker);
  const deadLetterQueue = await ensureDeadLetterQueue(aws, {
    name: 'delivery-updates-dlq',
    tags,
  });
  const queue = await ensureQueue(aws, {
    name: 'delivery-updates',
    visibilityTimeoutSeconds: 60,
    deadLetterQueue,
    tags,
  });
  await setQueuePolicy(aws, queue, []);
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue,
    notify: shop.alarmTopicArn,
    tags,
  });
  const roleArn = await ensureRole(aws, {
    name: 'delivery-updates-pipe',
    assumedBy: 'pipes.amazonaws.com',
    statements: [
      allow(
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        [queue.arn],
      ),
      allow(['events:PutEvents'], [shop.bus.arn]),
    ],
    tags,
  });
  await ensurePipe(aws, {
    Name: 'delivery-updates-to-shop',
    Description: "Makes an event of each of the carrier's updates",
    RoleArn: roleArn,
    Source: queue.arn,
    SourceParameters: {
      SqsQueueParameters: { BatchSize: 10, MaximumBatchingWindowInSeconds: 1 },
      FilterCriteria: {
        // The carrier's heartbeats carry no order.
        Filters: [
          {
            Pattern: JSON.stringify({ body: { orderId: [{ exists: true }] } }),
          },
        ],
      },
    },
    Target: shop.bus.arn,
    TargetParameters: {
      EventBridgeEventBusParameters: {
        Source: 'shop.delivery',
        DetailType: 'OrderStatusChanged',
      },
      InputTemplate:
        '{"orderId": <$.body.orderId>, "status": <$.body.status>, "at": <$.body.at>}',
    },
    Tags: tags,
  });
  return queue;
}

async function ensurePipe(aws: AwsClients, input: CreatePipeCommandInput) {
  await orElse<unknown>(
    () => aws.pipes.send(new CreatePipeCommand(input)),
    ['ConflictException'],
    async () => undefined,
  );
}

async function deployOrderStatus(aws: AwsClients, shop: Shop): Promise<Queue> {
  const tags = shopTags(worker);
  const rule = 'order-status-changed-to-order';
  const deadLetterQueue = await ensureDeadLetterQueue(aws, {
    name: 'order-status-dlq',
    tags,
  });
  const queue = await ensureQueue(aws, {
    name: 'order-status',
    visibilityTimeoutSeconds: 30,
    deadLetterQueue,
    tags,
  });
  for (const receiver of [queue, deadLetterQueue]) {
    await setQueuePolicy(aws, receiver, [
      allowService('events.amazonaws.com', 'sqs:SendMessage', receiver.arn, [
        ruleArn(aws, shop.bus.name, rule),
      ]),
    ]);
  }
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue,
    notify: shop.alarmTopicArn,
    tags,
  });
  await ensureOldestMessageAlarm(aws, {
    queue,
    acceptableLatencySeconds: 300,
    notify: shop.alarmTopicArn,
    tags,
  });
  await ensureRule(aws, {
    name: rule,
    eventBusName: shop.bus.name,
    description: 'The order service keeps the status that customers see',
    eventPattern: {
      source: ['shop.delivery', 'shop.payment'],
      'detail-type': ['OrderStatusChanged', 'PaymentAccepted', 'PaymentFailed'],
    },
    targets: [
      {
        Id: 'order-status',
        Arn: queue.arn,
        DeadLetterConfig: { Arn: deadLetterQueue.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
  return queue;
}
