import { randomInt } from 'node:crypto';
import { announceDeployment } from '../state-change-events';
import { EcsState, StoredDeployment, StoredService } from '../state';
import { addServiceEvent } from './service-events';

const FIRST_BACKOFF_MILLISECONDS = 1_000;
const LONGEST_BACKOFF_MILLISECONDS = 60_000;

/** Begins a rollout of the service as it is configured now. */
export function startDeployment(
  state: EcsState,
  stored: StoredService,
  taskDefinition: string,
  reason?: string,
): StoredDeployment {
  const { service } = stored;
  for (const { deployment } of stored.deployments) {
    deployment.status = 'ACTIVE';
  }
  const id = `ecs-svc/${randomInt(1e9, 1e10)}${randomInt(1e8, 1e9)}`;
  const started: StoredDeployment = {
    deployment: {
      id,
      status: 'PRIMARY',
      taskDefinition,
      failedTasks: 0,
      createdAt: state.now(),
      updatedAt: state.now(),
      capacityProviderStrategy: service.capacityProviderStrategy,
      launchType: service.launchType,
      platformVersion: service.platformVersion,
      platformFamily: service.platformFamily,
      networkConfiguration: service.networkConfiguration,
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: reason ?? `ECS deployment ${id} in progress.`,
    },
    consecutiveFailures: 0,
    notBefore: 0,
  };
  service.taskDefinition = taskDefinition;
  stored.deployments.unshift(started);
  stored.steady = false;
  announceDeployment(state, stored, started, 'SERVICE_DEPLOYMENT_IN_PROGRESS');
  return started;
}

/** All tasks of the newest rollout run, and none of an older one. */
export function completeDeployment(
  state: EcsState,
  stored: StoredService,
  completed: StoredDeployment,
): void {
  const { deployment } = completed;
  deployment.rolloutState = 'COMPLETED';
  deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`;
  deployment.updatedAt = state.now();
  stored.lastCompletedTaskDefinition = deployment.taskDefinition;
  addServiceEvent(
    state,
    stored,
    `(deployment ${deployment.id}) deployment completed.`,
  );
  announceDeployment(state, stored, completed, 'SERVICE_DEPLOYMENT_COMPLETED');
}

/**
 * A task of a rollout could not be started: the next one waits longer, and
 * after too many in a row the circuit breaker ends the rollout.
 */
export function recordFailedStart(
  state: EcsState,
  stored: StoredService,
  failed: StoredDeployment,
): void {
  const { deployment } = failed;
  deployment.failedTasks = (deployment.failedTasks ?? 0) + 1;
  deployment.updatedAt = state.now();
  failed.consecutiveFailures++;
  failed.notBefore =
    state.world.clock.now() +
    Math.min(
      LONGEST_BACKOFF_MILLISECONDS,
      FIRST_BACKOFF_MILLISECONDS * 2 ** (failed.consecutiveFailures - 1),
    );
  if (failed.consecutiveFailures === 3) {
    addServiceEvent(
      state,
      stored,
      'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS documentation.',
    );
  }
  const breaker =
    stored.service.deploymentConfiguration?.deploymentCircuitBreaker;
  if (
    breaker?.enable &&
    deployment.status === 'PRIMARY' &&
    deployment.rolloutState === 'IN_PROGRESS' &&
    failed.consecutiveFailures >= breakerThreshold(stored)
  ) {
    breakCircuit(state, stored, failed, breaker.rollback === true);
  }
}

/** Half of the desired count, at least 3 and at most 200. */
function breakerThreshold({ service }: StoredService): number {
  return Math.min(200, Math.max(3, Math.ceil((service.desiredCount ?? 0) / 2)));
}

function breakCircuit(
  state: EcsState,
  stored: StoredService,
  failed: StoredDeployment,
  rollback: boolean,
): void {
  const { deployment } = failed;
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason =
    'ECS deployment circuit breaker: tasks failed to start.';
  addServiceEvent(
    state,
    stored,
    `(deployment ${deployment.id}) deployment failed: tasks failed to start.`,
  );
  announceDeployment(state, stored, failed, 'SERVICE_DEPLOYMENT_FAILED');
  const last = stored.lastCompletedTaskDefinition;
  if (rollback && last !== undefined && last !== deployment.taskDefinition) {
    addServiceEvent(state, stored, 'rolling back to the last deployment.');
    startDeployment(
      state,
      stored,
      last,
      `ECS deployment circuit breaker: rolling back from ${deployment.id}.`,
    );
  }
}
