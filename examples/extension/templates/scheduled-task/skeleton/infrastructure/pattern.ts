import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { EcsRunFargateTask } from 'aws-cdk-lib/aws-scheduler-targets';
import { schedule } from './config/schedule';
import { addCostCentre } from './lib/cost-centre';
import { addDeadLetterQueue } from './lib/dead-letter-queue';
import { addOneShotTask } from './lib/one-shot-task';
import type { ServiceStack } from './lib/service-stack';

/** A task that is started by the clock. */
export function addPattern(stack: ServiceStack): void {
  addCostCentre(stack);
  const task = addOneShotTask(stack, { environment: {} });
  const target = new EcsRunFargateTask(task.cluster, {
    taskDefinition: task.taskDefinition,
    vpcSubnets: { subnets: task.subnets },
    securityGroups: [task.securityGroup],
    deadLetterQueue: addDeadLetterQueue(stack, {
      suffix: 'schedule-dlq',
      says: 'The scheduler gave up on starting a task.',
      runbook: 'task-not-started',
    }),
    maxEventAge: Duration.hours(1),
    retryAttempts: 10,
  });
  new Schedule(stack, 'Schedule', {
    scheduleName: stack.service.name,
    schedule: ScheduleExpression.expression(
      schedule.expression,
      TimeZone.ETC_UTC,
    ),
    target,
  });
}
