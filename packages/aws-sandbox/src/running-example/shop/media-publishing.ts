import { AwsClients } from '../aws/aws-clients';
import { allow } from '../aws/policy-document';
import { ensureStateMachine } from '../aws/state-machine';
import { ensureTaskDefinition, TaskDefinition } from '../aws/task-definition';
import { Shop, shopTags } from './shop';

/** The publishing workflow as it was deployed. */
export interface VideoPublishingStack {
  stateMachineArn: string;
  keepOriginal: TaskDefinition;
  checkQuality: TaskDefinition;
  moderate: TaskDefinition;
}

const NAME = 'publish-video';
const tags = shopTags({ component: 'media', pattern: 'workflow-task' });

/**
 * Runs containers in all three modes: the original is put away and nobody
 * waits; the quality check must succeed; moderation gives its verdict back by
 * the task token.
 */
export async function deployVideoPublishing(
  aws: AwsClients,
  shop: Shop,
): Promise<VideoPublishingStack> {
  const keepOriginal = await deployTask(aws, shop, 'keep-original', []);
  const checkQuality = await deployTask(aws, shop, 'check-quality', []);
  const moderate = await deployTask(aws, shop, 'moderate', [
    allow(
      [
        'states:SendTaskSuccess',
        'states:SendTaskFailure',
        'states:SendTaskHeartbeat',
      ],
      [`arn:aws:states:${aws.region}:${aws.accountId}:stateMachine:${NAME}`],
    ),
  ]);
  const tasks = { keepOriginal, checkQuality, moderate };
  const stateMachineArn = await ensureStateMachine(aws, {
    name: NAME,
    definition: definition(shop, tasks),
    roleStatements: roleStatements(aws, shop, Object.values(tasks)),
    tags,
  });
  return { stateMachineArn, ...tasks };
}

function deployTask(
  aws: AwsClients,
  shop: Shop,
  family: string,
  statements: ReturnType<typeof allow>[],
): Promise<TaskDefinition> {
  const bucket = `shop-uploads-${aws.accountId}`;
  return ensureTaskDefinition(aws, {
    family,
    image: `shop/${family}:1.1.0`,
    cpu: '1024',
    memory: '2048',
    environment: { UPLOAD_BUCKET: bucket },
    taskRoleStatements: [
      allow(['s3:GetObject', 's3:PutObject'], [`arn:aws:s3:::${bucket}/*`]),
      ...statements,
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
}

function roleStatements(aws: AwsClients, shop: Shop, tasks: TaskDefinition[]) {
  const { accountId, region } = aws;
  return [
    allow(
      ['ecs:RunTask'],
      tasks.map(task => task.arn),
    ),
    allow(
      ['ecs:StopTask', 'ecs:DescribeTasks'],
      [`arn:aws:ecs:${region}:${accountId}:task/${shop.cluster.name}/*`],
    ),
    allow(
      ['iam:PassRole'],
      tasks.flatMap(task => [task.taskRoleArn, task.executionRoleArn]),
    ),
    // Without these Step Functions does not learn that a `.sync` task ended.
    allow(
      ['events:PutRule', 'events:PutTargets', 'events:DescribeRule'],
      [
        `arn:aws:events:${region}:${accountId}:rule/StepFunctionsGetEventsForECSTaskRule`,
      ],
    ),
    allow(['events:PutEvents'], [shop.bus.arn]),
  ];
}

function runTask(
  shop: Shop,
  task: TaskDefinition,
  environment: Record<string, string>[],
) {
  return {
    Cluster: shop.cluster.arn,
    TaskDefinition: task.arn,
    LaunchType: 'FARGATE',
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        Subnets: shop.network.privateSubnetIds,
        SecurityGroups: [shop.network.serviceSecurityGroupId],
        AssignPublicIp: 'DISABLED',
      },
    },
    Overrides: {
      ContainerOverrides: [{ Name: task.family, Environment: environment }],
    },
  };
}

const VIDEO_ID = { Name: 'VIDEO_ID', 'Value.$': '$.videoId' };
const TASK_TOKEN = { Name: 'TASK_TOKEN', 'Value.$': '$$.Task.Token' };

function definition(
  shop: Shop,
  tasks: Omit<VideoPublishingStack, 'stateMachineArn'>,
): Record<string, unknown> {
  return {
    Comment: 'What happens to a long video before customers see it',
    StartAt: 'Keep original',
    States: {
      'Keep original': {
        Type: 'Task',
        Resource: 'arn:aws:states:::ecs:runTask',
        Parameters: runTask(shop, tasks.keepOriginal, [VIDEO_ID]),
        ResultPath: null,
        Next: 'Check quality',
      },
      'Check quality': {
        Type: 'Task',
        Resource: 'arn:aws:states:::ecs:runTask.sync',
        Parameters: runTask(shop, tasks.checkQuality, [VIDEO_ID]),
        ResultPath: null,
        TimeoutSeconds: 900,
        Next: 'Moderate',
      },
      Moderate: {
        Type: 'Task',
        Resource: 'arn:aws:states:::ecs:runTask.waitForTaskToken',
        Parameters: runTask(shop, tasks.moderate, [VIDEO_ID, TASK_TOKEN]),
        HeartbeatSeconds: 300,
        TimeoutSeconds: 1800,
        ResultPath: '$.verdict',
        Next: 'Announce',
      },
      Announce: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents',
        Parameters: {
          Entries: [
            {
              EventBusName: shop.bus.name,
              Source: 'shop.media',
              DetailType: 'VideoPublished',
              Detail: {
                'videoId.$': '$.videoId',
                'verdict.$': '$.verdict',
              },
            },
          ],
        },
        End: true,
      },
    },
  };
}
