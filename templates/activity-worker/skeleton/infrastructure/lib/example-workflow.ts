import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { ActivityConfig } from '../config/activity';
import { acceptFinding } from './accept-finding';
import { ALARM_PERIOD } from './alarms';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { ServiceStack } from './service-stack';

/** Items under way at a time, of one execution. */
const ITEMS_AT_A_TIME = 40;

/**
 * A standard workflow that does a list of items over the activity and keeps
 * those that failed for good. Express workflows cannot use activities. It
 * needs no permission for the activity: whoever names one may use it.
 */
export function addExampleWorkflow(
  stack: ServiceStack,
  activityArn: string,
  config: ActivityConfig,
): StateMachine {
  const name = `${stack.service.name}-example`;
  const failed = addDeadLetterQueue(stack, {
    suffix: 'failed-items',
    says: 'The example workflow gave up on an item.',
    runbook: 'items-failed',
  });
  const stateMachine = new StateMachine(stack, 'ExampleWorkflow', {
    stateMachineName: name,
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(
      stack.toJsonString(definition(activityArn, config, failed)),
    ),
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(stack, 'ExampleWorkflowLogs', {
        // Step Functions writes to groups under this prefix without a change of their policy.
        logGroupName: `/aws/vendedlogs/states/${name}`,
        retention: stack.service.logRetentionDays,
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
  const options = { period: ALARM_PERIOD, statistic: 'Sum' };
  for (const [suffix, says, metric] of [
    ['failed', 'failed', stateMachine.metricFailed(options)],
    ['timed-out', 'took too long', stateMachine.metricTimedOut(options)],
  ] as const) {
    stack.alarms.add({
      name: `executions-${suffix}`,
      says: `An execution of the example workflow ${says}.`,
      runbook: 'items-failed',
      metric,
      threshold: 0,
    });
  }
  return stateMachine;
}

function definition(
  activityArn: string,
  { timeoutSeconds, heartbeatSeconds }: ActivityConfig,
  failed: IQueue,
): Record<string, unknown> {
  return {
    Comment:
      'Does a list of items over the activity, and keeps what failed for good.',
    StartAt: 'Each item',
    States: {
      'Each item': {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: ITEMS_AT_A_TIME,
        ItemSelector: {
          // The same at each try of the item, and of no other one.
          'id.$': "States.Format('{}/{}', $$.Execution.Id, $$.Map.Item.Index)",
          'data.$': '$$.Map.Item.Value',
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Do item',
          States: {
            'Do item': {
              Type: 'Task',
              Resource: activityArn,
              // Never for ever: a deadline, and a longest silence.
              TimeoutSeconds: timeoutSeconds,
              HeartbeatSeconds: heartbeatSeconds,
              Retry: [
                {
                  // Given back, or its worker died: another one will do it.
                  ErrorEquals: [
                    'Worker.Stopped',
                    'States.HeartbeatTimeout',
                    'AlreadyInProgressError',
                  ],
                  IntervalSeconds: 1,
                  BackoffRate: 2,
                  MaxAttempts: 10,
                  MaxDelaySeconds: 60,
                  JitterStrategy: 'FULL',
                },
                { ErrorEquals: ['Item.Invalid'], MaxAttempts: 0 },
                {
                  ErrorEquals: ['States.TaskFailed'],
                  IntervalSeconds: 5,
                  BackoffRate: 2,
                  MaxAttempts: 3,
                },
              ],
              Catch: [
                {
                  ErrorEquals: ['States.ALL'],
                  ResultPath: '$.error',
                  Next: 'Keep item',
                },
              ],
              End: true,
            },
            'Keep item': {
              Type: 'Task',
              Resource: 'arn:aws:states:::sqs:sendMessage',
              Parameters: {
                QueueUrl: failed.queueUrl,
                'MessageBody.$': '$',
              },
              ResultSelector: { failed: true },
              Retry: [
                { ErrorEquals: ['States.ALL'], MaxAttempts: 5, BackoffRate: 2 },
              ],
              End: true,
            },
          },
        },
        End: true,
      },
    },
  };
}
