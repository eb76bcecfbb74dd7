import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  PutPermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { AwsClients } from '../aws/aws-clients';
import { ensureCluster } from '../aws/cluster';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { orElse } from '../aws/or-else';
import { allow, allowService, policyDocument } from '../aws/policy-document';
import {
  ensureDeadLetterQueue,
  ensureQueue,
  Queue,
  setQueuePolicy,
} from '../aws/queue';
import { required } from '../aws/required';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { tagList, topologyTags } from '../aws/tags';
import { ensureTaskDefinition } from '../aws/task-definition';
import { partnersNetwork } from './network';

/** What the partners' account holds. */
export interface AnalyticsStack {
  busArn: string;
  queue: Queue;
  service: ContainerService;
}

const BUS = 'partners';
const RULE = 'order-created-to-analytics';
const values = {
  system: 'partners',
  component: 'analytics',
  pattern: 'queue-worker',
};
const tags = topologyTags(values);

/**
 * Another team in another account: its bus receives the shop's orders, its
 * service counts them and reports customer segments to the shop's bus.
 */
export async function deployAnalytics(
  aws: AwsClients,
  shop: { accountId: string; busArn: string },
): Promise<AnalyticsStack> {
  const busArn = await deployBus(aws, shop.accountId);
  const queue = await deployQueue(aws);
  const service = await deployService(aws, queue, shop.busArn);
  return { busArn, queue, service };
}

async function deployBus(
  aws: AwsClients,
  shopAccountId: string,
): Promise<string> {
  const { Arn } = await orElse<{ Arn?: string }>(
    async () => {
      const { EventBusArn } = await aws.eventBridge.send(
        new CreateEventBusCommand({
          Name: BUS,
          Description: 'What partners may know of the shop',
          Tags: tagList(topologyTags({ ...values, pattern: 'event-bus' })),
        }),
      );
      return { Arn: EventBusArn };
    },
    ['ResourceAlreadyExistsException'],
    () => aws.eventBridge.send(new DescribeEventBusCommand({ Name: BUS })),
  );
  const arn = required(Arn, `the ARN of bus ${BUS}`);
  await aws.eventBridge.send(
    new PutPermissionCommand({
      EventBusName: BUS,
      Policy: policyDocument([
        {
          Sid: 'TheShopSendsOrders',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${shopAccountId}:root` },
          Action: ['events:PutEvents'],
          Resource: [arn],
        },
      ]),
    }),
  );
  return arn;
}

async function deployQueue(aws: AwsClients): Promise<Queue> {
  const deadLetterQueue = await ensureDeadLetterQueue(aws, {
    name: 'analytics-orders-dlq',
    tags,
  });
  const queue = await ensureQueue(aws, {
    name: 'analytics-orders',
    visibilityTimeoutSeconds: 60,
    deadLetterQueue,
    tags,
  });
  for (const receiver of [queue, deadLetterQueue]) {
    await setQueuePolicy(aws, receiver, [
      allowService('events.amazonaws.com', 'sqs:SendMessage', receiver.arn, [
        ruleArn(aws, BUS, RULE),
      ]),
    ]);
  }
  await ensureRule(aws, {
    name: RULE,
    eventBusName: BUS,
    description: 'Orders that the shop shares, counted by analytics',
    eventPattern: { source: ['shop.order'], 'detail-type': ['OrderCreated'] },
    targets: [
      {
        Id: 'analytics-orders',
        Arn: queue.arn,
        DeadLetterConfig: { Arn: deadLetterQueue.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
  return queue;
}

async function deployService(
  aws: AwsClients,
  queue: Queue,
  shopBusArn: string,
): Promise<ContainerService> {
  const executionRoleArn = await ensureRole(aws, {
    name: 'partners-task-execution',
    assumedBy: 'ecs-tasks.amazonaws.com',
    statements: [
      // AWS offers no resource for this action.
      allow(['ecr:GetAuthorizationToken'], ['*']),
      allow(
        ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        [`arn:aws:ecr:${aws.region}:${aws.accountId}:repository/partners/*`],
      ),
    ],
    tags,
  });
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'analytics',
    image: 'partners/analytics:0.9.2',
    cpu: '256',
    memory: '512',
    environment: {
      QUEUE_URL: queue.url,
      EVENT_BUS_NAME: shopBusArn,
      EVENT_SOURCE: 'partners.analytics',
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
      allow(['events:PutEvents'], [shopBusArn]),
    ],
    executionRoleArn,
    tags,
  });
  return ensureContainerService(aws, {
    name: 'analytics',
    cluster: await ensureCluster(aws, { name: 'partners', tags }),
    network: partnersNetwork,
    taskDefinition,
    desiredCount: 1,
    tags,
  });
}
