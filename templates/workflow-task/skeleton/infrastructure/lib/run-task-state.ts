import type { WorkflowConfig } from '../config/workflow';
import type { OneShotTask } from './one-shot-task';

const RESOURCES: Record<WorkflowConfig['runMode'], string> = {
  'request-response': 'arn:aws:states:::ecs:runTask',
  sync: 'arn:aws:states:::ecs:runTask.sync',
  'task-token': 'arn:aws:states:::ecs:runTask.waitForTaskToken',
};

/** What the worker fails with when it was asked to stop. */
export const WORKER_STOPPED = 'Worker.Stopped';

/**
 * The state that runs the task, in the States Language: CDK's own knows launch
 * types only, and no capacity providers.
 */
export function runTaskState(
  task: OneShotTask,
  { runMode, inputFields, maxTaskMinutes, heartbeatSeconds }: WorkflowConfig,
): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: RESOURCES[runMode],
    // The input goes on to what keeps it, should the step fail.
    ResultPath: '$.step',
    TimeoutSeconds: maxTaskMinutes * 60,
    ...(runMode === 'task-token' && { HeartbeatSeconds: heartbeatSeconds }),
    Retry: [
      {
        // No room, throttled, or stopped: the next try may well succeed.
        ErrorEquals: [
          'ECS.AmazonECSException',
          'AmazonECS.Unknown',
          'ECS.ServerException',
          'States.HeartbeatTimeout',
          WORKER_STOPPED,
        ],
        IntervalSeconds: 10,
        BackoffRate: 2,
        MaxAttempts: 6,
        MaxDelaySeconds: 300,
        JitterStrategy: 'FULL',
      },
      {
        ErrorEquals: ['States.TaskFailed'],
        IntervalSeconds: 5,
        BackoffRate: 2,
        MaxAttempts: 2,
      },
    ],
    Parameters: {
      Cluster: task.cluster.clusterArn,
      TaskDefinition: task.taskDefinition.taskDefinitionArn,
      CapacityProviderStrategy: task
        .strategies(0)
        .map(({ capacityProvider, base, weight }) => ({
          CapacityProvider: capacityProvider,
          ...(base !== undefined && { Base: base }),
          ...(weight !== undefined && { Weight: weight }),
        })),
      EnableECSManagedTags: true,
      PropagateTags: 'TASK_DEFINITION',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: task.subnets.map(({ subnetId }) => subnetId),
          SecurityGroups: [task.securityGroup.securityGroupId],
          AssignPublicIp: 'DISABLED',
        },
      },
      Overrides: {
        ContainerOverrides: [
          {
            Name: task.container.containerName,
            Environment: [
              { Name: 'STEP_EXECUTION', 'Value.$': '$$.Execution.Id' },
              ...inputFields.map(({ variable, path }) => ({
                Name: variable,
                'Value.$': path,
              })),
              ...(runMode === 'task-token'
                ? [{ Name: 'TASK_TOKEN', 'Value.$': '$$.Task.Token' }]
                : []),
            ],
          },
        ],
      },
    },
  };
}
