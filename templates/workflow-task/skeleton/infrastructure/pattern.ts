import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { rule } from './config/rule';
import { workflow as config } from './config/workflow';
import { addEventRule } from './lib/event-rule';
import { addIdempotencyTable } from './lib/idempotency-table';
import { addOneShotTask } from './lib/one-shot-task';
import type { ServiceStack } from './lib/service-stack';
import { addWorkflow } from './lib/workflow';

/** A workflow that runs a task for its step, and what starts it. */
export function addPattern(stack: ServiceStack): void {
  const idempotency = addIdempotencyTable(stack);
  const task = addOneShotTask(stack, {
    environment: {
      ...idempotency.environment,
      MAX_TASK_SECONDS: String(config.maxTaskMinutes * 60),
      STEP_FIELDS: config.inputFields.map(({ variable }) => variable).join(' '),
      ...(config.runMode === 'task-token' && {
        HEARTBEAT_SECONDS: String(config.heartbeatSeconds),
      }),
    },
  });
  idempotency.grantTo(task.taskDefinition);
  if (config.runMode === 'task-token') {
    // By name: the workflow, which is made later, names the task.
    task.taskDefinition.addToTaskRolePolicy(
      new PolicyStatement({
        sid: 'Answer',
        actions: [
          'states:SendTaskSuccess',
          'states:SendTaskFailure',
          'states:SendTaskHeartbeat',
        ],
        resources: [
          `arn:${stack.partition}:states:${stack.region}:${stack.account}:stateMachine:${stack.service.name}`,
        ],
      }),
    );
  }
  const stateMachine = addWorkflow(stack, task, config);
  if (config.startedBy === 'rule') {
    addEventRule(
      stack,
      rule,
      delivery => new SfnStateMachine(stateMachine, delivery),
    );
  }
}
