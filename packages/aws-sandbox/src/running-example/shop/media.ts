import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm } from '../aws/alarm';
import { ensureEventIngestion } from '../aws/event-ingestion';
import { ensureFunction } from '../aws/function';
import { allow, allowService } from '../aws/policy-document';
import { ensureDeadLetterQueue, Queue, setQueuePolicy } from '../aws/queue';
import { ensureRole } from '../aws/role';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { ensureTaskDefinition, TaskDefinition } from '../aws/task-definition';
import {
  deployVideoPublishing,
  VideoPublishingStack,
} from './media-publishing';
import { Shop, shopTags } from './shop';

/** The media component as it was deployed. */
export interface MediaStack {
  restApiId: string;
  thumbnailArn: string;
  transcode: TaskDefinition;
  publishing: VideoPublishingStack;
}

const SHORT_RULE = 'video-uploaded-short';
const LONG_RULE = 'video-uploaded-long';
const TRANSCODED_RULE = 'video-transcoded-to-publishing';
const TWO_MINUTES = 120;

const tags = shopTags({ component: 'media', pattern: 'event-task' });

/**
 * Customers upload videos of what they bought. Most are under two minutes and
 * a function is enough; a longer one gets a container of its own.
 */
export async function deployMedia(
  aws: AwsClients,
  shop: Shop,
): Promise<MediaStack> {
  const restApiId = await ensureEventIngestion(aws, {
    name: 'media-uploads',
    description: 'Signed-in customers announce the videos they uploaded',
    path: 'videos',
    bus: shop.bus,
    source: 'shop.media',
    detailType: 'VideoUploaded',
    tags: shopTags({ component: 'media', pattern: 'public-api' }),
  });
  const undelivered = await deployUndelivered(aws, shop);
  const thumbnailArn = await deployThumbnail(aws, shop, undelivered);
  const transcode = await deployTranscode(aws, shop, undelivered);
  const publishing = await deployVideoPublishing(aws, shop);
  await deployPublishingRule(aws, shop, publishing, undelivered);
  return { restApiId, thumbnailArn, transcode, publishing };
}

async function deployUndelivered(aws: AwsClients, shop: Shop): Promise<Queue> {
  const queue = await ensureDeadLetterQueue(aws, {
    name: 'media-undelivered',
    tags,
  });
  await setQueuePolicy(aws, queue, [
    allowService(
      'events.amazonaws.com',
      'sqs:SendMessage',
      queue.arn,
      [SHORT_RULE, LONG_RULE, TRANSCODED_RULE].map(rule =>
        ruleArn(aws, shop.bus.name, rule),
      ),
    ),
  ]);
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue: queue,
    notify: shop.alarmTopicArn,
    tags,
  });
  return queue;
}

async function deployThumbnail(
  aws: AwsClients,
  shop: Shop,
  undelivered: Queue,
): Promise<string> {
  const functionArn = await ensureFunction(aws, {
    name: 'thumbnail',
    description: 'Cuts thumbnails and a preview from a short video',
    environment: { UPLOAD_BUCKET: `shop-uploads-${aws.accountId}` },
    memorySizeMegabytes: 1769,
    timeoutSeconds: 120,
    roleStatements: [
      allow(
        ['s3:GetObject', 's3:PutObject'],
        [`arn:aws:s3:::shop-uploads-${aws.accountId}/*`],
      ),
    ],
    invokedByRuleArn: ruleArn(aws, shop.bus.name, SHORT_RULE),
    tags,
  });
  await ensureRule(aws, {
    name: SHORT_RULE,
    eventBusName: shop.bus.name,
    description: 'Videos of up to two minutes: a function is enough',
    eventPattern: {
      source: ['shop.media'],
      'detail-type': ['VideoUploaded'],
      detail: {
        video: { durationSeconds: [{ numeric: ['<=', TWO_MINUTES] }] },
      },
    },
    targets: [
      {
        Id: 'thumbnail',
        Arn: functionArn,
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
  return functionArn;
}

async function deployTranscode(
  aws: AwsClients,
  shop: Shop,
  undelivered: Queue,
): Promise<TaskDefinition> {
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'transcode',
    image: 'shop/transcode:5.0.2',
    cpu: '4096',
    memory: '8192',
    environment: {
      EVENT_BUS_NAME: shop.bus.name,
      EVENT_SOURCE: 'shop.media',
      UPLOAD_BUCKET: `shop-uploads-${aws.accountId}`,
    },
    taskRoleStatements: [
      allow(
        ['s3:GetObject', 's3:PutObject'],
        [`arn:aws:s3:::shop-uploads-${aws.accountId}/*`],
      ),
      allow(['events:PutEvents'], [shop.bus.arn], {
        StringEquals: { 'events:source': 'shop.media' },
      }),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  const roleArn = await ensureRole(aws, {
    name: 'transcode-rule',
    assumedBy: 'events.amazonaws.com',
    statements: [
      allow(['ecs:RunTask'], [taskDefinition.arn]),
      allow(
        ['iam:PassRole'],
        [taskDefinition.taskRoleArn, taskDefinition.executionRoleArn],
      ),
    ],
    tags,
  });
  await ensureRule(aws, {
    name: LONG_RULE,
    eventBusName: shop.bus.name,
    description: 'Videos over two minutes: one container for one event',
    eventPattern: {
      source: ['shop.media'],
      'detail-type': ['VideoUploaded'],
      detail: { video: { durationSeconds: [{ numeric: ['>', TWO_MINUTES] }] } },
    },
    targets: [
      {
        Id: 'transcode',
        Arn: shop.cluster.arn,
        RoleArn: roleArn,
        EcsParameters: {
          TaskDefinitionArn: taskDefinition.arn,
          TaskCount: 1,
          LaunchType: 'FARGATE',
          NetworkConfiguration: {
            awsvpcConfiguration: {
              Subnets: shop.network.privateSubnetIds,
              SecurityGroups: [shop.network.serviceSecurityGroupId],
              AssignPublicIp: 'DISABLED',
            },
          },
        },
        // Overrides hold 8,192 characters: the container gets a pointer, not the video.
        InputTransformer: {
          InputPathsMap: {
            videoId: '$.detail.video.videoId',
            durationSeconds: '$.detail.video.durationSeconds',
          },
          InputTemplate:
            '{"containerOverrides": [{"name": "transcode", "environment": [{"name": "VIDEO_ID", "value": "<videoId>"}, {"name": "DURATION_SECONDS", "value": "<durationSeconds>"}]}]}',
        },
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
  return taskDefinition;
}

async function deployPublishingRule(
  aws: AwsClients,
  shop: Shop,
  publishing: VideoPublishingStack,
  undelivered: Queue,
) {
  const roleArn = await ensureRole(aws, {
    name: 'publish-video-rule',
    assumedBy: 'events.amazonaws.com',
    statements: [
      allow(['states:StartExecution'], [publishing.stateMachineArn]),
    ],
    tags,
  });
  await ensureRule(aws, {
    name: TRANSCODED_RULE,
    eventBusName: shop.bus.name,
    description: 'A transcoded video is checked and published',
    eventPattern: {
      source: ['shop.media'],
      'detail-type': ['VideoTranscoded'],
    },
    targets: [
      {
        Id: 'publish-video',
        Arn: publishing.stateMachineArn,
        RoleArn: roleArn,
        InputPath: '$.detail',
        DeadLetterConfig: { Arn: undelivered.arn },
        RetryPolicy: RETRY_FOR_AN_HOUR,
      },
    ],
    tags,
  });
}
