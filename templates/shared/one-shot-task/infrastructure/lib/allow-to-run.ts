import { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acceptFinding, findingOf } from './accept-finding';
import type { OneShotTask } from './one-shot-task';
import type { ServiceStack } from './service-stack';

/**
 * Lets whatever starts the task do so: run it on its cluster, tag it, and pass
 * it its roles.
 *
 * @returns the ARN of the tasks on that cluster, for what may be done to them beside
 */
export function allowToRun(
  stack: ServiceStack,
  role: IRole,
  { cluster, taskDefinition }: OneShotTask,
): string {
  const revisions = stack.formatArn({
    service: 'ecs',
    resource: 'task-definition',
    resourceName: `${stack.service.name}:*`,
  });
  const tasks = stack.formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${cluster.clusterName}/*`,
  });
  role.addToPrincipalPolicy(
    new PolicyStatement({
      sid: 'RunTask',
      actions: ['ecs:RunTask'],
      resources: [revisions],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      sid: 'TagTasks',
      actions: ['ecs:TagResource'],
      resources: [tasks],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    }),
  );
  role.addToPrincipalPolicy(
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
    'A deployment makes a new revision; whichever is the current one may be started.',
  );
  acceptFinding(
    role,
    `AwsSolutions-IAM5[Resource::${findingOf(stack, tasks)}]`,
    'The IDs of tasks are not known before they are started.',
  );
  return tasks;
}
