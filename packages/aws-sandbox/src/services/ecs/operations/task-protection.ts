import {
  Failure,
  GetTaskProtectionCommandInput,
  ProtectedTask,
  UpdateTaskProtectionCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext } from '../../../core';
import { invalidParameter } from '../errors';
import { findCluster, lookUpTask } from '../find';
import { reconcile } from '../scheduling/reconcile';
import { EcsState, StoredCluster, StoredTask, ecsState } from '../state';
import { isMeantToRun } from '../task-status';

const DEFAULT_MINUTES = 120;
const MAXIMUM_MINUTES = 2_880;

/** `UpdateTaskProtection` and `GetTaskProtection`. */
export const taskProtectionOperations: Record<string, Operation> = {
  UpdateTaskProtection: updateTaskProtection,
  GetTaskProtection: getTaskProtection,
};

function updateTaskProtection(
  input: UpdateTaskProtectionCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const asked = input.tasks ?? [];
  if (asked.length === 0 || asked.length > 10) {
    throw invalidParameter('Tasks must have between 1 and 10 elements.');
  }
  const minutes = input.expiresInMinutes ?? DEFAULT_MINUTES;
  if (minutes < 1 || minutes > MAXIMUM_MINUTES) {
    throw invalidParameter(
      `expiresInMinutes must be between 1 and ${MAXIMUM_MINUTES}.`,
    );
  }
  const protectedTasks: ProtectedTask[] = [];
  const failures: Failure[] = [];
  for (const reference of asked) {
    const stored = lookUpTask(cluster, reference);
    if (!stored) {
      failures.push({ arn: reference, reason: 'MISSING' });
    } else if (!isMeantToRun(stored) || stored.serviceName === undefined) {
      failures.push({ arn: stored.task.taskArn, reason: 'TASK_NOT_VALID' });
    } else {
      protectedTasks.push(
        protect(
          state,
          cluster,
          stored,
          input.protectionEnabled ? minutes : undefined,
        ),
      );
    }
  }
  return { protectedTasks, failures };
}

function protect(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
  minutes: number | undefined,
): ProtectedTask {
  const milliseconds = (minutes ?? 0) * 60_000;
  stored.protection = {
    taskArn: stored.task.taskArn,
    protectionEnabled: minutes !== undefined,
    expirationDate:
      minutes === undefined
        ? undefined
        : new Date(state.world.clock.now() + milliseconds),
  };
  // A scale-in that waits for this task goes on when the protection ends.
  state.world.clock.after(milliseconds, () => {
    const service = cluster.services.get(stored.serviceName ?? '');
    if (service) {
      reconcile(state, cluster, service);
    }
  });
  return stored.protection;
}

function getTaskProtection(
  input: GetTaskProtectionCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const asked = input.tasks ?? [...cluster.tasks.keys()];
  const protectedTasks: ProtectedTask[] = [];
  const failures: Failure[] = [];
  for (const reference of asked) {
    const stored = lookUpTask(cluster, reference);
    if (stored) {
      protectedTasks.push(currentProtection(state, stored));
    } else {
      failures.push({ arn: reference, reason: 'MISSING' });
    }
  }
  return { protectedTasks, failures };
}

function currentProtection(
  state: EcsState,
  { task, protection }: StoredTask,
): ProtectedTask {
  const expired =
    protection?.expirationDate !== undefined &&
    protection.expirationDate.getTime() <= state.world.clock.now();
  return protection && !expired
    ? protection
    : { taskArn: task.taskArn, protectionEnabled: false };
}
