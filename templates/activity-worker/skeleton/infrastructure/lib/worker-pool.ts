import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ActivityConfig } from '../config/activity';
import type { PoolConfig } from '../config/pool';
import { addActivityAlarms } from './activity-alarms';
import {
  ContainerService,
  addContainerService,
  allowTaskProtection,
} from './container-service';
import { addIdempotencyTable } from './idempotency-table';
import { scaleByWaitingItems } from './pool-scaling';
import type { ServiceStack } from './service-stack';

/**
 * A service that takes items from an activity and answers them. It remembers
 * its answers, isn't scaled in while it has items in hand, and gives back
 * what it cannot finish.
 */
export function addWorkerPool(
  stack: ServiceStack,
  activityArn: string,
  config: PoolConfig & Pick<ActivityConfig, 'heartbeatSeconds'>,
): ContainerService {
  const idempotency = addIdempotencyTable(stack);
  const workers = addContainerService(stack, {
    tasks: { min: config.minTasks, max: config.maxTasks },
    consumes: [activityArn],
    environment: {
      ACTIVITY_ARN: activityArn,
      HEARTBEAT_SECONDS: String(config.heartbeatSeconds),
      CONCURRENT_ITEMS: String(config.concurrentItems),
      ...idempotency.environment,
    },
  });
  workers.taskDefinition.addToTaskRolePolicy(
    new PolicyStatement({
      sid: 'TakeAndAnswer',
      actions: [
        'states:GetActivityTask',
        'states:SendTaskFailure',
        'states:SendTaskHeartbeat',
        'states:SendTaskSuccess',
      ],
      resources: [activityArn],
    }),
  );
  idempotency.grantTo(workers.taskDefinition);
  allowTaskProtection(stack, workers);
  scaleByWaitingItems(stack, workers, activityArn, config);
  addActivityAlarms(stack, activityArn, config);
  return workers;
}
