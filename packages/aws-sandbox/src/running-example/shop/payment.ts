import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm } from '../aws/alarm';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { ensureFunction } from '../aws/function';
import { ensureInternalLoadBalancer } from '../aws/internal-load-balancer';
import { allow, allowService } from '../aws/policy-document';
import { ensurePrivateApiDestination } from '../aws/private-api-destination';
import { ensureDeadLetterQueue, Queue, setQueuePolicy } from '../aws/queue';
import { ensureResourceConfiguration } from '../aws/resource-configuration';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { ensureTaskDefinition } from '../aws/task-definition';
import { Shop, shopTags } from './shop';

/** The payment component as it was deployed. */
export interface PaymentStack {
  service: ContainerService;
  /** The host that the API destination calls. */
  hostname: string;
}

const HOSTNAME = 'payment.shop.example';
const RULE = 'order-created-to-payment';
const CONTAINER_PORT = 8080;
const tags = shopTags({ component: 'payment', pattern: 'private-api' });

/**
 * The payment service already speaks HTTP and must not be on the internet:
 * EventBridge reaches it by an API destination over a private connection.
 */
export async function deployPayment(
  aws: AwsClients,
  shop: Shop,
): Promise<PaymentStack> {
  const loadBalancer = await ensureInternalLoadBalancer(aws, {
    name: 'payment',
    network: shop.network,
    certificateArn: `arn:aws:acm:${aws.region}:${aws.accountId}:certificate/7d3c1b0e-5c1f-4b53-9b7e-0f6f3f9c2a11`,
    containerPort: CONTAINER_PORT,
    healthCheckPath: '/health',
    tags,
  });
  const service = await deployService(aws, shop, loadBalancer.targetGroupArn);
  const resourceConfigurationArn = await ensureResourceConfiguration(aws, {
    name: 'payment',
    network: shop.network,
    domainName: loadBalancer.dnsName,
    port: 443,
    tags,
  });
  const destinationArn = await ensurePrivateApiDestination(aws, {
    name: 'payment',
    description: 'The payment service, inside the network of the shop',
    url: `https://${HOSTNAME}/orders`,
    resourceConfigurationArn,
    invocationRateLimitPerSecond: 300,
    apiKey: { name: 'x-api-key', value: 'kept-in-secrets-manager' },
  });
  await deployRule(aws, shop, destinationArn);
  await deployFraudCheck(aws, shop);
  return { service, hostname: HOSTNAME };
}

async function deployService(
  aws: AwsClients,
  shop: Shop,
  targetGroupArn: string,
): Promise<ContainerService> {
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'payment',
    image: 'shop/payment:3.2.4',
    cpu: '512',
    memory: '1024',
    environment: {
      EVENT_BUS_NAME: shop.bus.name,
      EVENT_SOURCE: 'shop.payment',
      PROVIDER_URL: 'https://api.payments.example/v2',
    },
    secrets: {
      API_KEY: `arn:aws:secretsmanager:${aws.region}:${aws.accountId}:secret:shop/payment-api-key`,
    },
    containerPort: CONTAINER_PORT,
    taskRoleStatements: [
      allow(['events:PutEvents'], [shop.bus.arn], {
        StringEquals: { 'events:source': 'shop.payment' },
      }),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  return ensureContainerService(aws, {
    name: 'payment',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    desiredCount: 2,
    loadBalancers: [
      {
        targetGroupArn,
        containerName: 'payment',
        containerPort: CONTAINER_PORT,
      },
    ],
    tags,
  });
}

async function deployRule(
  aws: AwsClients,
  shop: Shop,
  destinationArn: string,
): Promise<void> {
  const undelivered = await deployUndelivered(aws, shop);
  const roleArn = await ensureRole(aws, {
    name: 'payment-destination',
    assumedBy: 'events.amazonaws.com',
    statements: [allow(['events:InvokeApiDestination'], [destinationArn])],
    tags,
  });
  await ensureRule(aws, {
    name: RULE,
    eventBusName: shop.bus.name,
    description: 'Every order is charged',
    eventPattern: { source: ['shop.order'], 'detail-type': ['OrderCreated'] },
    targets: [
      {
        Id: 'payment',
        Arn: destinationArn,
        RoleArn: roleArn,
        InputTransformer: {
          InputPathsMap: {
            eventId: '$.id',
            orderId: '$.detail.orderId',
            total: '$.detail.total',
            currency: '$.detail.currency',
            customer: '$.detail.customer',
          },
          InputTemplate:
            '{"idempotencyKey": <eventId>, "orderId": <orderId>, "amount": <total>, "currency": <currency>, "customer": <customer>}',
        },
        HttpParameters: {
          HeaderParameters: { 'content-type': 'application/json' },
        },
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
}

async function deployUndelivered(aws: AwsClients, shop: Shop): Promise<Queue> {
  const queue = await ensureDeadLetterQueue(aws, {
    name: 'payment-undelivered',
    tags,
  });
  await setQueuePolicy(aws, queue, [
    allowService('events.amazonaws.com', 'sqs:SendMessage', queue.arn, [
      ruleArn(aws, shop.bus.name, RULE),
    ]),
  ]);
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue: queue,
    notify: shop.alarmTopicArn,
    tags,
  });
  return queue;
}

/** A trial that was paused: the map shows its rule as disabled. */
async function deployFraudCheck(aws: AwsClients, shop: Shop): Promise<void> {
  const rule = 'order-created-to-fraud-check';
  const functionArn = await ensureFunction(aws, {
    name: 'fraud-check',
    description: 'Scores orders for fraud',
    environment: { SCORE_LIMIT: '0.85' },
    memorySizeMegabytes: 512,
    timeoutSeconds: 10,
    roleStatements: [],
    invokedByRuleArn: ruleArn(aws, shop.bus.name, rule),
    tags,
  });
  await ensureRule(aws, {
    name: rule,
    eventBusName: shop.bus.name,
    description: 'Paused until the fraud score is approved',
    eventPattern: {
      source: ['shop.order'],
      'detail-type': ['OrderCreated'],
      detail: { total: [{ numeric: ['>=', 500] }] },
    },
    state: 'DISABLED',
    targets: [{ Id: 'fraud-check', Arn: functionArn }],
    tags,
  });
}
