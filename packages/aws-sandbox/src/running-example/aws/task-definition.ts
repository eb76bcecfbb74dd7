import { createHash } from 'node:crypto';
import {
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { AwsClients } from './aws-clients';
import { PolicyStatement } from './policy-document';
import { required } from './required';
import { ensureRole } from './role';
import { lowerCaseTagList, Tags } from './tags';

const FINGERPRINT = 'deployment:fingerprint';

/** A task with one container, on Fargate. */
export interface TaskDefinitionSpec {
  family: string;
  /** Repository and tag in the account's own registry, such as `shop/loyalty:2.4.1`. */
  image: string;
  /** CPU units; with `memory` a pair that Fargate accepts. */
  cpu: string;
  /** MiB. */
  memory: string;
  environment: Record<string, string>;
  /** Environment variable → ARN of the secret that it is taken from. */
  secrets?: Record<string, string>;
  containerPort?: number;
  /** What the code in the container may do. */
  taskRoleStatements: PolicyStatement[];
  executionRoleArn: string;
  tags: Tags;
}

/** A task definition as it was registered. */
export interface TaskDefinition {
  family: string;
  arn: string;
  taskRoleArn: string;
  executionRoleArn: string;
}

/**
 * Registers a task definition and its task role. A family that was registered
 * with the same contents keeps its revision: a registration always makes a
 * new one, and a new one restarts the service.
 */
export async function ensureTaskDefinition(
  aws: AwsClients,
  spec: TaskDefinitionSpec,
): Promise<TaskDefinition> {
  const taskRoleArn = await ensureRole(aws, {
    name: `${spec.family}-task`,
    assumedBy: 'ecs-tasks.amazonaws.com',
    statements: spec.taskRoleStatements,
    tags: spec.tags,
  });
  const input = registration(aws, spec, taskRoleArn);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(input))
    .digest('hex');
  const arn =
    (await registeredAs(aws, spec.family, fingerprint)) ??
    (await register(aws, input, fingerprint));
  return {
    family: spec.family,
    arn,
    taskRoleArn,
    executionRoleArn: spec.executionRoleArn,
  };
}

async function registeredAs(
  aws: AwsClients,
  family: string,
  fingerprint: string,
): Promise<string | undefined> {
  try {
    const { taskDefinition, tags } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({
        taskDefinition: family,
        include: ['TAGS'],
      }),
    );
    const same = tags?.some(
      tag => tag.key === FINGERPRINT && tag.value === fingerprint,
    );
    return same ? taskDefinition?.taskDefinitionArn : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ClientException') {
      return undefined;
    }
    throw error;
  }
}

async function register(
  aws: AwsClients,
  input: RegisterTaskDefinitionCommandInput,
  fingerprint: string,
): Promise<string> {
  const { taskDefinition } = await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      ...input,
      tags: [...(input.tags ?? []), { key: FINGERPRINT, value: fingerprint }],
    }),
  );
  return required(
    taskDefinition?.taskDefinitionArn,
    `the ARN of task definition ${input.family}`,
  );
}

function registration(
  aws: AwsClients,
  spec: TaskDefinitionSpec,
  taskRoleArn: string,
): RegisterTaskDefinitionCommandInput {
  return {
    family: spec.family,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    runtimePlatform: {
      cpuArchitecture: 'ARM64',
      operatingSystemFamily: 'LINUX',
    },
    cpu: spec.cpu,
    memory: spec.memory,
    taskRoleArn,
    executionRoleArn: spec.executionRoleArn,
    containerDefinitions: [
      {
        name: spec.family,
        image: `${aws.accountId}.dkr.ecr.${aws.region}.amazonaws.com/${spec.image}`,
        essential: true,
        user: '1000:1000',
        readonlyRootFilesystem: true,
        stopTimeout: 60,
        environment: Object.entries({
          AWS_REGION: aws.region,
          NODE_ENV: 'production',
          ...spec.environment,
        }).map(([name, value]) => ({ name, value })),
        ...(spec.secrets && {
          secrets: Object.entries(spec.secrets).map(([name, valueFrom]) => ({
            name,
            valueFrom,
          })),
        }),
        ...(spec.containerPort && {
          portMappings: [
            {
              containerPort: spec.containerPort,
              protocol: 'tcp',
              name: 'http',
            },
          ],
        }),
        healthCheck: {
          command: ['CMD', 'node', 'dist/health-check.js'],
          interval: 10,
          timeout: 5,
          retries: 3,
          startPeriod: 10,
        },
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/ecs/${spec.family}`,
            'awslogs-region': aws.region,
            'awslogs-stream-prefix': spec.family,
          },
        },
      },
    ],
    tags: lowerCaseTagList(spec.tags),
  };
}
