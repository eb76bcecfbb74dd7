import { ManagedPolicy } from './state';

const CREATED_AT = new Date('2015-02-06T18:40:00Z');

/** Those of AWS's own policies that stacks commonly attach to tasks and functions. */
const STATEMENTS: Record<string, object[]> = {
  AdministratorAccess: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  AmazonECSInfrastructureRolePolicyForManagedInstances: [
    {
      Effect: 'Allow',
      Action: [
        'ec2:CreateFleet',
        'ec2:CreateLaunchTemplate',
        'ec2:CreateTags',
        'ec2:Describe*',
        'ec2:RunInstances',
        'ec2:TerminateInstances',
      ],
      Resource: '*',
    },
  ],
  AmazonECSInstanceRolePolicyForManagedInstances: [
    {
      Effect: 'Allow',
      Action: [
        'ecs:DiscoverPollEndpoint',
        'ecs:Poll',
        'ecs:RegisterContainerInstance',
        'ecs:StartTelemetrySession',
        'ecs:PutSystemLogEvents',
      ],
      Resource: '*',
    },
  ],
  AmazonEventBridgeFullAccess: [
    {
      Effect: 'Allow',
      Action: ['events:*', 'schemas:*', 'scheduler:*', 'pipes:*'],
      Resource: '*',
    },
  ],
  AmazonSNSFullAccess: [{ Effect: 'Allow', Action: 'sns:*', Resource: '*' }],
  AmazonSQSFullAccess: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
  AmazonSQSReadOnlyAccess: [
    {
      Effect: 'Allow',
      Action: [
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ListDeadLetterSourceQueues',
        'sqs:ListQueues',
        'sqs:ListMessageMoveTasks',
        'sqs:ListQueueTags',
      ],
      Resource: '*',
    },
  ],
  AWSStepFunctionsFullAccess: [
    { Effect: 'Allow', Action: 'states:*', Resource: '*' },
  ],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [
    {
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        'logs:GetLogEvents',
        'logs:FilterLogEvents',
      ],
      Resource: '*',
    },
  ],
  'service-role/AmazonECSTaskExecutionRolePolicy': [
    {
      Effect: 'Allow',
      Action: [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ],
      Resource: '*',
    },
  ],
  'service-role/AWSLambdaBasicExecutionRole': [
    {
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ],
      Resource: '*',
    },
  ],
  'service-role/AWSLambdaSQSQueueExecutionRole': [
    {
      Effect: 'Allow',
      Action: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ],
      Resource: '*',
    },
  ],
};

/** AWS's own policies, by ARN; the same in every account. */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, ManagedPolicy> = new Map(
  Object.entries(STATEMENTS).map(([pathAndName, Statement], index) => {
    const name = pathAndName.split('/').at(-1) ?? '';
    const policy: ManagedPolicy = {
      name,
      id: `ANPASANDBOX${String(index).padStart(10, 'A')}`,
      path: `/${pathAndName.slice(0, pathAndName.length - name.length)}`,
      arn: `arn:aws:iam::aws:policy/${pathAndName}`,
      createdAt: CREATED_AT,
      updatedAt: CREATED_AT,
      tags: new Map(),
      versions: new Map([
        [
          'v1',
          {
            document: JSON.stringify({ Version: '2012-10-17', Statement }),
            createdAt: CREATED_AT,
          },
        ],
      ]),
      defaultVersionId: 'v1',
      latestVersion: 1,
    };
    return [policy.arn, policy];
  }),
);
