import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { AwsClients } from '../aws/aws-clients';
import { ensureCluster } from '../aws/cluster';
import { allow, allowService, policyDocument } from '../aws/policy-document';
import { required } from '../aws/required';
import { ensureRole } from '../aws/role';
import { tagList } from '../aws/tags';
import { deployBus } from './bus';
import { shopNetwork } from './network';
import { Shop, shopTags } from './shop';

const tags = shopTags({ component: 'platform', pattern: 'event-bus' });

/** What the components of the shop stand on: bus, cluster, alarms. */
export async function deployFoundation(
  aws: AwsClients,
  partnersAccountId: string,
): Promise<Shop> {
  return {
    network: shopNetwork,
    cluster: await ensureCluster(aws, { name: 'shop', tags }),
    bus: await deployBus(aws, partnersAccountId),
    executionRoleArn: await deployExecutionRole(aws),
    alarmTopicArn: await deployAlarmTopic(aws),
  };
}

function deployExecutionRole(aws: AwsClients): Promise<string> {
  const { accountId, region } = aws;
  return ensureRole(aws, {
    name: 'shop-task-execution',
    assumedBy: 'ecs-tasks.amazonaws.com',
    statements: [
      // AWS offers no resource for this action.
      allow(['ecr:GetAuthorizationToken'], ['*']),
      allow(
        [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
        ],
        [`arn:aws:ecr:${region}:${accountId}:repository/shop/*`],
      ),
      allow(
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
        [`arn:aws:logs:${region}:${accountId}:log-group:/ecs/*:*`],
      ),
      allow(
        ['secretsmanager:GetSecretValue'],
        [`arn:aws:secretsmanager:${region}:${accountId}:secret:shop/*`],
      ),
    ],
    tags,
  });
}

async function deployAlarmTopic(aws: AwsClients): Promise<string> {
  const { TopicArn } = await aws.sns.send(
    new CreateTopicCommand({ Name: 'shop-alarms', Tags: tagList(tags) }),
  );
  const arn = required(TopicArn, 'the ARN of topic shop-alarms');
  await aws.sns.send(
    new SetTopicAttributesCommand({
      TopicArn: arn,
      AttributeName: 'Policy',
      AttributeValue: policyDocument([
        allowService('cloudwatch.amazonaws.com', 'sns:Publish', arn, [
          `arn:aws:cloudwatch:${aws.region}:${aws.accountId}:alarm:*`,
        ]),
      ]),
    }),
  );
  await aws.sns.send(
    new SubscribeCommand({
      TopicArn: arn,
      Protocol: 'email',
      Endpoint: 'on-call@shop.example',
      ReturnSubscriptionArn: true,
    }),
  );
  return arn;
}
