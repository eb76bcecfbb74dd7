import {
  EventField,
  IRuleTarget,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { TaskConfig } from '../config/task';
import { acceptFinding, findingOf } from './accept-finding';
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

function roleToRun(
  stack: ServiceStack,
  { cluster, taskDefinition }: OneShotTask,
): Role {
  const role = new Role(stack, 'RunTaskRole', {
    assumedBy: new ServicePrincipal('events.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.service.accountId },
      },
    }),
  });
  const revisions = stack.formatArn({
    service: 'ecs',
    resource: 'task-definition',
    resourceName: `${stack.service.name}:*`,
  });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'RunTask',
      actions: ['ecs:RunTask'],
      resources: [revisions],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }),
  );
  const started = stack.formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${cluster.clusterName}/*`,
  });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'TagTasks',
      actions: ['ecs:TagResource'],
      resources: [started],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [
        taskDefinition.taskRole.roleArn,
        taskDefinition.obtainExecutionRole().roleArn,
      ],
      conditions: {
        StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
      },
    }),
  );
  acceptFinding(
    role,
    `AwsSolutions-IAM5[Resource::${findingOf(stack, revisions)}]`,
    'A deployment makes a new revision; the rule may start whichever is the current one.',
  );
  acceptFinding(
    role,
    `AwsSolutions-IAM5[Resource::${findingOf(stack, started)}]`,
    'The IDs of tasks are not known before they are started.',
  );
  return role;
}
