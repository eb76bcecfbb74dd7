import { RemovalPolicy } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { WorkflowConfig } from '../config/workflow';
import { acceptFinding } from './accept-finding';
import { ALARM_PERIOD } from './alarms';
import { allowToRun } from './allow-to-run';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { OneShotTask } from './one-shot-task';
import { runTaskState } from './run-task-state';
import type { ServiceStack } from './service-stack';

/**
 * A standard workflow of one step that runs the task. Express workflows can
 * wait neither for a task nor for an answer.
 */
export function addWorkflow(
  stack: ServiceStack,
  task: OneShotTask,
  config: WorkflowConfig,
): StateMachine {
  const { name, logRetentionDays } = stack.service;
  const failed = addDeadLetterQueue(stack, {
    suffix: 'failed-executions',
    says: 'The workflow gave up on its step.',
    runbook: 'executions-failed',
  });
  const stateMachine = new StateMachine(stack, 'Workflow', {
    stateMachineName: name,
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(
      stack.toJsonString(definition(task, config, failed)),
    ),
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(stack, 'WorkflowLogs', {
        // Step Functions writes to groups under this prefix without a change of their policy.
        logGroupName: `/aws/vendedlogs/states/${name}`,
        retention: logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ALL,
      // Executions keep their data; logs needn't repeat it.
      includeExecutionData: false,
    },
  });
  acceptFinding(
    stateMachine.role,
    'AwsSolutions-IAM5[Resource::*]',
    'Delivery of logs and X-Ray know no resources.',
  );
  failed.grantSendMessages(stateMachine);
  const tasks = allowToRun(stack, stateMachine.role, task);
  if (config.runMode === 'sync') {
    allowToFollow(stack, stateMachine, tasks);
  }
  addExecutionAlarms(stack, stateMachine);
  return stateMachine;
}

function definition(
  task: OneShotTask,
  config: WorkflowConfig,
  failed: IQueue,
): Record<string, unknown> {
  const keep = [
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Keep' },
  ];
  return {
    Comment: 'Runs one task, and keeps the input of what failed for good.',
    StartAt: 'Run',
    States: {
      Run: {
        ...runTaskState(task, config),
        Catch: keep,
        Next: config.runMode === 'request-response' ? 'Started?' : 'Done',
      },
      ...(config.runMode === 'request-response' && {
        // RunTask answers well even when it has started nothing.
        'Started?': {
          Type: 'Choice',
          Choices: [
            {
              Variable: '$.step.Failures[0]',
              IsPresent: true,
              Next: 'Not started',
            },
          ],
          Default: 'Done',
        },
        'Not started': {
          Type: 'Pass',
          Parameters: {
            Error: 'ECS.NotStarted',
            'Cause.$': 'States.JsonToString($.step.Failures)',
          },
          ResultPath: '$.error',
          Next: 'Keep',
        },
      }),
      Keep: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Parameters: {
          QueueUrl: failed.queueUrl,
          MessageBody: {
            'execution.$': '$$.Execution.Id',
            'input.$': '$$.Execution.Input',
            'error.$': '$.error',
          },
        },
        ResultPath: null,
        Retry: [
          { ErrorEquals: ['States.ALL'], MaxAttempts: 5, BackoffRate: 2 },
        ],
        Next: 'Failed',
      },
      Failed: {
        Type: 'Fail',
        ErrorPath: '$.error.Error',
        CausePath: '$.error.Cause',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

/** What waiting for the task's end takes beside running it. */
function allowToFollow(
  stack: ServiceStack,
  { role }: StateMachine,
  tasks: string,
): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      sid: 'FollowTask',
      actions: ['ecs:StopTask', 'ecs:DescribeTasks'],
      resources: [tasks],
    }),
  );
  // Step Functions hears of the task's end by this rule, which it makes itself.
  role.addToPrincipalPolicy(
    new PolicyStatement({
      sid: 'HearOfTask',
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [
        stack.formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: 'StepFunctionsGetEventsForECSTaskRule',
        }),
      ],
    }),
  );
}

function addExecutionAlarms(
  stack: ServiceStack,
  stateMachine: StateMachine,
): void {
  const options = { period: ALARM_PERIOD, statistic: 'Sum' };
  const alarms: [string, string, IMetric][] = [
    [
      'executions-failed',
      'An execution failed.',
      stateMachine.metricFailed(options),
    ],
    [
      'executions-timed-out',
      'An execution took too long.',
      stateMachine.metricTimedOut(options),
    ],
    [
      'executions-throttled',
      'Step Functions holds executions back.',
      stateMachine.metricThrottled(options),
    ],
  ];
  for (const [name, says, metric] of alarms) {
    stack.alarms.add({
      name,
      says,
      runbook: 'executions-failed',
      metric,
      threshold: 0,
    });
  }
}
