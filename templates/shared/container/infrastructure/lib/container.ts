import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  AwsLogDriverMode,
  Compatibility,
  ContainerDefinition,
  ContainerImage,
  CpuArchitecture,
  LogDrivers,
  NetworkMode,
  OperatingSystemFamily,
  RuntimePlatform,
  Secret,
  TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ComputeConfig } from '../config/compute';
import { acceptFinding } from './accept-finding';
import type { ServiceStack } from './service-stack';

/** What runs in a task. */
export interface ContainerSpec {
  /** What the worker reads. Never a secret. */
  environment: Record<string, string>;
  /** What it reads out of Secrets Manager. */
  secrets?: Record<string, Secret>;
  /** The port that it serves HTTP on, if others may call it. */
  port?: number;
  /** A task for one event has no health to ask for. @defaultValue true */
  healthCheck?: boolean;
}

/** The port that every container answers on when it is asked for its health. */
const HEALTH_PORT = 8080;

/** Seconds from SIGTERM to SIGKILL: the longest that ECS grants everywhere. */
export const STOP_TIMEOUT_SECONDS = 120;

/**
 * The task definition: the image of this repository, non-root on a read-only
 * root file system, with logs that are kept as long as was chosen. Its family
 * is the service's name.
 */
export function addTaskDefinition(
  stack: ServiceStack,
  compute: ComputeConfig,
  spec: ContainerSpec,
): { taskDefinition: TaskDefinition; container: ContainerDefinition } {
  const { name, logRetentionDays } = stack.service;
  const taskDefinition = new TaskDefinition(stack, 'Task', {
    family: name,
    compatibility: COMPATIBILITIES[compute.capacity],
    networkMode: NetworkMode.AWS_VPC,
    cpu: String(compute.size.cpu),
    memoryMiB: String(compute.size.memoryMiB),
    runtimePlatform: runtimePlatform(compute),
  });
  const container = taskDefinition.addContainer('worker', {
    containerName: name,
    image: ContainerImage.fromAsset('.', {
      platform: PLATFORMS[compute.cpuArchitecture],
    }),
    // EC2 wants it of each container; elsewhere the task's is enough.
    memoryLimitMiB:
      compute.capacity === 'CAPACITY_PROVIDER'
        ? compute.size.memoryMiB
        : undefined,
    environment: {
      ...spec.environment,
      PORT: String(spec.port ?? HEALTH_PORT),
      STOP_TIMEOUT_SECONDS: String(STOP_TIMEOUT_SECONDS),
    },
    secrets: spec.secrets,
    readonlyRootFilesystem: true,
    user: 'node',
    stopTimeout: Duration.seconds(STOP_TIMEOUT_SECONDS),
    portMappings: spec.port ? [{ containerPort: spec.port }] : undefined,
    healthCheck:
      spec.healthCheck === false
        ? undefined
        : {
            command: [
              'CMD',
              'node',
              '-e',
              `fetch('http://127.0.0.1:${
                spec.port ?? HEALTH_PORT
              }/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`,
            ],
            interval: Duration.seconds(10),
            timeout: Duration.seconds(5),
            retries: 3,
            startPeriod: Duration.seconds(30),
          },
    logging: LogDrivers.awsLogs({
      streamPrefix: name,
      // Logs that wait never stop the worker; those of five minutes fit into this.
      mode: AwsLogDriverMode.NON_BLOCKING,
      logGroup: new LogGroup(stack, 'Logs', {
        logGroupName: `/ecs/${name}`,
        retention: logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    }),
  });
  acceptFinding(
    taskDefinition,
    'AwsSolutions-ECS2',
    'The environment names resources and figures; what is secret comes from Secrets Manager.',
  );
  acceptFinding(
    taskDefinition.obtainExecutionRole(),
    'AwsSolutions-IAM5[Resource::*]',
    'ecr:GetAuthorizationToken knows no resources.',
  );
  return { taskDefinition, container };
}

/** On instances of one's own, the instances decide. */
function runtimePlatform({
  capacity,
  cpuArchitecture,
}: ComputeConfig): RuntimePlatform | undefined {
  return capacity === 'CAPACITY_PROVIDER'
    ? undefined
    : {
        cpuArchitecture:
          cpuArchitecture === 'ARM64'
            ? CpuArchitecture.ARM64
            : CpuArchitecture.X86_64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      };
}

const COMPATIBILITIES: Record<ComputeConfig['capacity'], Compatibility> = {
  FARGATE: Compatibility.FARGATE,
  FARGATE_SPOT: Compatibility.FARGATE,
  MANAGED_INSTANCES: Compatibility.MANAGED_INSTANCES,
  CAPACITY_PROVIDER: Compatibility.EC2,
};

const PLATFORMS: Record<ComputeConfig['cpuArchitecture'], Platform> = {
  ARM64: Platform.LINUX_ARM64,
  X86_64: Platform.LINUX_AMD64,
};
