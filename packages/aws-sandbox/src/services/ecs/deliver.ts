import { RunTaskCommandInput, Tag, TaskOverride } from '@aws-sdk/client-ecs';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Delivery, World, internalContext } from '../../core';
import { runTask } from './operations/tasks';

/** The ECS parameters of EventBridge's, Scheduler's and Pipes' targets, which all look alike. */
interface EcsTargetParameters {
  TaskDefinitionArn?: string;
  TaskCount?: number;
  LaunchType?: RunTaskCommandInput['launchType'];
  NetworkConfiguration?: {
    awsvpcConfiguration?: LooseVpcConfiguration;
    AwsvpcConfiguration?: LooseVpcConfiguration;
  };
  PlatformVersion?: string;
  Group?: string;
  CapacityProviderStrategy?: {
    capacityProvider: string;
    weight?: number;
    base?: number;
  }[];
  EnableECSManagedTags?: boolean;
  EnableExecuteCommand?: boolean;
  PropagateTags?: RunTaskCommandInput['propagateTags'];
  ReferenceId?: string;
  Tags?: { Key?: string; Value?: string; key?: string; value?: string }[];
  Overrides?: {
    ContainerOverrides?: {
      Name?: string;
      Command?: string[];
      Environment?: { Name?: string; Value?: string }[];
    }[];
  };
}

interface LooseVpcConfiguration {
  Subnets?: string[];
  SecurityGroups?: string[];
  AssignPublicIp?: 'ENABLED' | 'DISABLED';
}

/**
 * Runs a task for an event. The delivery's ARN is the cluster; the target's
 * parameters name the task definition, and the input may carry overrides.
 *
 * @throws AwsError when the parameters are wrong, or when no task could be placed at all
 */
export function deliverToCluster(delivery: Delivery, world: World): void {
  const arn = parseArn(delivery.arn);
  if (!arn) {
    throw new AwsError(
      'InvalidParameterException',
      `${delivery.arn} is not the ARN of a cluster`,
    );
  }
  const parameters = ecsParametersOf(delivery);
  const { failures } = runTask(
    {
      cluster: delivery.arn,
      taskDefinition: parameters.TaskDefinitionArn ?? '',
      count: parameters.TaskCount,
      launchType: parameters.LaunchType,
      capacityProviderStrategy: parameters.CapacityProviderStrategy,
      networkConfiguration: networkOf(parameters),
      platformVersion: parameters.PlatformVersion,
      group: parameters.Group,
      enableECSManagedTags: parameters.EnableECSManagedTags,
      enableExecuteCommand: parameters.EnableExecuteCommand,
      propagateTags: parameters.PropagateTags,
      referenceId: parameters.ReferenceId,
      tags: parameters.Tags?.map(
        (tag): Tag => ({
          key: tag.Key ?? tag.key,
          value: tag.Value ?? tag.value,
        }),
      ),
      startedBy: delivery.sender.split('.')[0],
      overrides: overridesOf(delivery.body) ?? overridesIn(parameters),
    },
    internalContext(
      world,
      { accountId: arn.accountId, region: arn.region },
      delivery.sender,
    ),
  );
  if (failures.length > 0) {
    throw new AwsError(
      'ThrottlingException',
      failures[0].reason ?? 'No task could be placed',
    );
  }
}

function ecsParametersOf({ parameters }: Delivery): EcsTargetParameters {
  return (parameters?.EcsParameters ??
    parameters?.EcsTaskParameters ??
    parameters ??
    {}) as EcsTargetParameters;
}

function networkOf({ NetworkConfiguration }: EcsTargetParameters) {
  const vpc =
    NetworkConfiguration?.awsvpcConfiguration ??
    NetworkConfiguration?.AwsvpcConfiguration;
  return (
    vpc && {
      awsvpcConfiguration: {
        subnets: vpc.Subnets ?? [],
        securityGroups: vpc.SecurityGroups,
        assignPublicIp: vpc.AssignPublicIp,
      },
    }
  );
}

/** The input is a task override in JSON, or an event that has none in it. */
function overridesOf(body: string): TaskOverride | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) {
    return undefined;
  }
  const { containerOverrides, taskRoleArn, executionRoleArn, cpu, memory } =
    parsed as TaskOverride;
  return Array.isArray(containerOverrides)
    ? { containerOverrides, taskRoleArn, executionRoleArn, cpu, memory }
    : undefined;
}

function overridesIn({
  Overrides,
}: EcsTargetParameters): TaskOverride | undefined {
  return (
    Overrides && {
      containerOverrides: Overrides.ContainerOverrides?.map(override => ({
        name: override.Name,
        command: override.Command,
        environment: override.Environment?.map(({ Name, Value }) => ({
          name: Name,
          value: Value,
        })),
      })),
    }
  );
}
