import { AwsClients } from '../aws/aws-clients';
import { allow, allowService } from '../aws/policy-document';
import { ensureDeadLetterQueue, setQueuePolicy } from '../aws/queue';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { Shop, shopTags } from './shop';

const RULE = 'order-created-to-partners';
const tags = shopTags({ component: 'platform', pattern: 'event-bus' });

/** Sends orders on to the bus of the partners' account. */
export async function deploySharing(
  aws: AwsClients,
  shop: Shop,
  partnersBusArn: string,
): Promise<void> {
  const undelivered = await ensureDeadLetterQueue(aws, {
    name: 'partners-undelivered',
    tags,
  });
  await setQueuePolicy(aws, undelivered, [
    allowService('events.amazonaws.com', 'sqs:SendMessage', undelivered.arn, [
      ruleArn(aws, shop.bus.name, RULE),
    ]),
  ]);
  const roleArn = await ensureRole(aws, {
    name: 'order-created-to-partners-rule',
    assumedBy: 'events.amazonaws.com',
    statements: [allow(['events:PutEvents'], [partnersBusArn])],
    tags,
  });
  await ensureRule(aws, {
    name: RULE,
    eventBusName: shop.bus.name,
    description: 'Partners learn of every order',
    eventPattern: { source: ['shop.order'], 'detail-type': ['OrderCreated'] },
    targets: [
      {
        Id: 'partners',
        Arn: partnersBusArn,
        RoleArn: roleArn,
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
}
