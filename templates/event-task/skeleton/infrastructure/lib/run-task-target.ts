import {
  EventField,
  IRuleTarget,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { TaskConfig } from '../config/task';
import { allowToRun } from './allow-to-run';
import { Delivery, deliveryOf } from './event-rule';
import type { OneShotTask } from './one-shot-task';
import type { ServiceStack } from './service-stack';

/**
 * Starts a task for each event, on the capacity that was chosen: CDK's own
 * target knows launch types only. The event's fields go into the container's
 * environment, each by its path, so that no payload counts against the 8,192
 * characters that ECS takes.
 */
export function runTaskTarget(
  stack: ServiceStack,
  task: OneShotTask,
  { eventFields }: TaskConfig,
  delivery: Delivery,
): IRuleTarget {
  const { cluster, taskDefinition, container, subnets, securityGroup } = task;
  const input = RuleTargetInput.fromObject({
    containerOverrides: [
      {
        name: container.containerName,
        environment: [
          { name: 'EVENT_ID', value: EventField.eventId },
          { name: 'EVENT_SOURCE', value: EventField.source },
          { name: 'EVENT_DETAIL_TYPE', value: EventField.detailType },
          { name: 'EVENT_TIME', value: EventField.time },
          ...eventFields.map(({ variable, path }) => ({
            name: variable,
            value: EventField.fromPath(path),
          })),
        ],
      },
    ],
  });
  return {
    bind: rule => ({
      arn: cluster.clusterArn,
      role: roleToRun(stack, task),
      input,
      ecsParameters: {
        taskDefinitionArn: taskDefinition.taskDefinitionArn,
        taskCount: 1,
        capacityProviderStrategy: task.strategies(0).map(strategy => ({
          ...strategy,
        })),
        networkConfiguration: {
          awsVpcConfiguration: {
            subnets: subnets.map(({ subnetId }) => subnetId),
            securityGroups: [securityGroup.securityGroupId],
            assignPublicIp: 'DISABLED',
          },
        },
        propagateTags: 'TASK_DEFINITION',
        enableEcsManagedTags: true,
      },
      ...deliveryOf(rule, delivery),
    }),
  };
}

function roleToRun(stack: ServiceStack, task: OneShotTask): Role {
  const role = new Role(stack, 'RunTaskRole', {
    assumedBy: new ServicePrincipal('events.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.service.accountId },
      },
    }),
  });
  allowToRun(stack, role, task);
  return role;
}
