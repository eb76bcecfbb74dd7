import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
} from '@aws-sdk/client-scheduler';
import { CreateActivityCommand } from '@aws-sdk/client-sfn';
import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm } from '../aws/alarm';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { orElse } from '../aws/or-else';
import { allow, allowService } from '../aws/policy-document';
import { ensureDeadLetterQueue, Queue, setQueuePolicy } from '../aws/queue';
import { required } from '../aws/required';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { ensureStateMachine, stateMachineArn } from '../aws/state-machine';
import { lowerCaseTagList, tagList } from '../aws/tags';
import { ensureTaskDefinition } from '../aws/task-definition';
import { monthlyOffers, tierOffer } from './offers-workflows';
import { Shop, shopTags } from './shop';

/** The offers component as it was deployed. */
export interface OffersStack {
  service: ContainerService;
  activityArn: string;
  monthlyOffersArn: string;
  tierOfferArn: string;
}

const TIER_RULE = 'customer-changed-to-offers';
const tags = shopTags({ component: 'offers', pattern: 'activity-worker' });

/**
 * Once a month a workflow calculates discounts for all customers; another does
 * so for one customer whose tier changed. Both wait on the same activity,
 * which a pool of workers on Spot works off.
 */
export async function deployOffers(
  aws: AwsClients,
  shop: Shop,
): Promise<OffersStack> {
  const { activityArn } = await aws.sfn.send(
    new CreateActivityCommand({
      name: 'calculate-offer',
      tags: lowerCaseTagList(tags),
    }),
  );
  const activity = required(activityArn, 'the ARN of activity calculate-offer');
  const service = await deployWorkers(aws, shop, activity);
  const statements = [allow(['events:PutEvents'], [shop.bus.arn])];
  const monthlyOffersArn = await ensureStateMachine(aws, {
    name: 'monthly-offers',
    definition: monthlyOffers(activity, shop.bus.name),
    roleStatements: statements,
    tags,
  });
  const tierOfferArn = await ensureStateMachine(aws, {
    name: 'tier-offer',
    definition: tierOffer(activity, shop.bus.name),
    roleStatements: statements,
    tags,
  });
  const undelivered = await deployUndelivered(aws, shop);
  await deploySchedule(aws, monthlyOffersArn, undelivered);
  await deployTierRule(aws, shop, tierOfferArn, undelivered);
  return { service, activityArn: activity, monthlyOffersArn, tierOfferArn };
}

async function deployWorkers(
  aws: AwsClients,
  shop: Shop,
  activityArn: string,
): Promise<ContainerService> {
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'offers-worker',
    image: 'shop/offers-worker:1.3.0',
    cpu: '1024',
    memory: '2048',
    environment: { ACTIVITY_ARN: activityArn, POLLERS: '2' },
    taskRoleStatements: [
      allow(['states:GetActivityTask'], [activityArn]),
      allow(
        [
          'states:SendTaskSuccess',
          'states:SendTaskFailure',
          'states:SendTaskHeartbeat',
        ],
        [
          stateMachineArn(aws, 'monthly-offers'),
          stateMachineArn(aws, 'tier-offer'),
        ],
      ),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  return ensureContainerService(aws, {
    name: 'offers-worker',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    desiredCount: 2,
    capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    tags,
  });
}

async function deployUndelivered(aws: AwsClients, shop: Shop): Promise<Queue> {
  const queue = await ensureDeadLetterQueue(aws, {
    name: 'offers-undelivered',
    tags,
  });
  await setQueuePolicy(aws, queue, [
    allowService('events.amazonaws.com', 'sqs:SendMessage', queue.arn, [
      ruleArn(aws, shop.bus.name, TIER_RULE),
    ]),
  ]);
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue: queue,
    notify: shop.alarmTopicArn,
    tags,
  });
  return queue;
}

async function deploySchedule(
  aws: AwsClients,
  stateMachine: string,
  undelivered: Queue,
) {
  await orElse<unknown>(
    () =>
      aws.scheduler.send(
        new CreateScheduleGroupCommand({ Name: 'offers', Tags: tagList(tags) }),
      ),
    ['ConflictException'],
    async () => undefined,
  );
  const roleArn = await ensureRole(aws, {
    name: 'monthly-offers-schedule',
    assumedBy: 'scheduler.amazonaws.com',
    statements: [
      allow(['states:StartExecution'], [stateMachine]),
      allow(['sqs:SendMessage'], [undelivered.arn]),
    ],
    tags,
  });
  await orElse<unknown>(
    () =>
      aws.scheduler.send(
        new CreateScheduleCommand({
          Name: 'monthly-offers',
          GroupName: 'offers',
          Description: 'Discounts for everybody, on the first of the month',
          ScheduleExpression: 'cron(0 3 1 * ? *)',
          ScheduleExpressionTimezone: 'Europe/Berlin',
          FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 60 },
          Target: {
            Arn: stateMachine,
            RoleArn: roleArn,
            Input: JSON.stringify({ segments: 12 }),
            DeadLetterConfig: { Arn: undelivered.arn },
            RetryPolicy: RETRY_FOR_AN_HOUR,
          },
        }),
      ),
    ['ConflictException'],
    async () => undefined,
  );
}

async function deployTierRule(
  aws: AwsClients,
  shop: Shop,
  tierOfferArn: string,
  undelivered: Queue,
) {
  const roleArn = await ensureRole(aws, {
    name: 'tier-offer-rule',
    assumedBy: 'events.amazonaws.com',
    statements: [allow(['states:StartExecution'], [tierOfferArn])],
    tags,
  });
  await ensureRule(aws, {
    name: TIER_RULE,
    eventBusName: shop.bus.name,
    description:
      'A customer who moved up, or into another segment, gets an offer',
    eventPattern: {
      source: ['shop.loyalty', 'partners.analytics'],
      'detail-type': ['LoyaltyTierChanged', 'CustomerSegmentUpdated'],
    },
    targets: [
      {
        Id: 'tier-offer',
        Arn: tierOfferArn,
        RoleArn: roleArn,
        InputPath: '$.detail',
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
}
