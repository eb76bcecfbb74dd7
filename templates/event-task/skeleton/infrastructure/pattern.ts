import { EventBus } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { rule } from './config/rule';
import { task as config } from './config/task';
import { addDeadLetterQueue } from './lib/dead-letter-queue';
import { addEventBus, addEventRule } from './lib/event-rule';
import { addIdempotencyTable } from './lib/idempotency-table';
import { narrowPattern } from './lib/narrow-pattern';
import { OneShotTask, addOneShotTask } from './lib/one-shot-task';
import { runTaskTarget } from './lib/run-task-target';
import type { ServiceStack } from './lib/service-stack';
import { addSmallJobs } from './lib/small-jobs';

/** A rule that starts one task for each event, and what keeps the events that this fails for. */
export function addPattern(stack: ServiceStack): void {
  const idempotency = addIdempotencyTable(stack);
  const task = addOneShotTask(stack, {
    environment: {
      ...idempotency.environment,
      MAX_TASK_SECONDS: String(config.maxTaskMinutes * 60),
      EVENT_FIELDS: config.eventFields
        .map(({ variable }) => variable)
        .join(' '),
    },
  });
  idempotency.grantTo(task.taskDefinition);

  const bus = addEventBus(stack, rule);
  const { split } = config;
  addEventRule(
    stack,
    split
      ? {
          ...rule,
          eventPattern: narrowPattern(rule.eventPattern, split.path, [
            { numeric: ['>', split.at] },
          ]),
        }
      : rule,
    delivery => runTaskTarget(stack, task, config, delivery),
    { bus },
  );
  if (split) {
    const smallJobs = addSmallJobs(stack, idempotency);
    addEventRule(
      stack,
      {
        ...rule,
        eventPattern: narrowPattern(rule.eventPattern, split.path, [
          { numeric: ['<=', split.at] },
        ]),
      },
      delivery => new LambdaFunction(smallJobs, delivery),
      { bus, suffix: 'small' },
    );
  }
  keepFailedTasks(stack, task);
}

/**
 * EventBridge is done with an event as soon as its task was started. What then
 * fails, or never gets as far as to run, is kept with the event's fields.
 */
function keepFailedTasks(stack: ServiceStack, { cluster }: OneShotTask): void {
  const failed = addDeadLetterQueue(stack, {
    suffix: 'failed-tasks',
    says: 'A task failed at its event.',
    runbook: 'tasks-failed',
  });
  addEventRule(
    stack,
    {
      eventBus: { mode: 'existing', name: 'default' },
      eventPattern: {
        source: ['aws.ecs'],
        'detail-type': ['ECS Task State Change'],
        detail: {
          clusterArn: [cluster.clusterArn],
          group: [`family:${stack.service.name}`],
          lastStatus: ['STOPPED'],
          $or: [
            { stopCode: ['TaskFailedToStart', 'SpotInterruption'] },
            { containers: { exitCode: [{ 'anything-but': [0] }] } },
            // Stopped by somebody before it ran: there is no exit code then.
            {
              stopCode: ['UserInitiated'],
              containers: { exitCode: [{ exists: false }] },
            },
          ],
        },
      },
    },
    delivery => new SqsQueue(failed, delivery),
    {
      suffix: 'failed',
      // ECS tells of its tasks on the default bus, whichever the events come from.
      bus: EventBus.fromEventBusName(stack, 'DefaultBus', 'default'),
    },
  );
}
