import { findRunnableTaskDefinition, lookUpTaskDefinition } from '../find';
import {
  EcsState,
  StoredCluster,
  StoredDeployment,
  StoredService,
  StoredTask,
  TaskObserver,
} from '../state';
import { isMeantToRun, isRunning, isStarting } from '../task-status';
import { mergeTags } from '../tags';
import { completeDeployment, recordFailedStart } from './deployments';
import { NO_CAPACITY, launchTask } from './launch-task';
import { joinTargetGroups, leaveTargetGroups } from './load-balancing';
import { addServiceEvent, taskList } from './service-events';
import { stopTask } from './task-lifecycle';

/** Brings the tasks of a service closer to what it is meant to be. */
export function reconcile(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
): void {
  // Starting and stopping tasks comes back here; one look after the other.
  if (stored.look) {
    stored.look.again = true;
    return;
  }
  const look = { again: true };
  stored.look = look;
  while (look.again) {
    look.again = false;
    takeOneLook(state, cluster, stored);
  }
  stored.look = undefined;
}

function takeOneLook(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
): void {
  const { service } = stored;
  if (service.status === 'INACTIVE') {
    return;
  }
  const desired = service.status === 'ACTIVE' ? service.desiredCount ?? 0 : 0;
  startMissing(state, cluster, stored, desired);
  stopOutdated(state, cluster, stored, desired);
  stopExcess(state, cluster, stored, desired);
  dropFinishedDeployments(stored);
  noticeSteadyState(state, stored, desired);
  if (service.status === 'DRAINING' && stored.tasks.size === 0) {
    service.status = 'INACTIVE';
    stored.cancelRetry?.();
  }
}

function startMissing(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
  desired: number,
): void {
  const [primary] = stored.deployments;
  const meantToRun = [...stored.tasks].filter(isMeantToRun);
  const own = meantToRun.filter(task => isOf(task, primary)).length;
  const maximumPercent =
    stored.service.deploymentConfiguration?.maximumPercent ?? 200;
  const room =
    Math.max(desired, Math.floor((desired * maximumPercent) / 100)) -
    meantToRun.length;
  const missing = Math.min(desired - own, room);
  if (missing <= 0 || primary.deployment.rolloutState === 'FAILED') {
    return;
  }
  const { clock } = state.world;
  const wait = primary.notBefore - clock.now();
  if (wait > 0) {
    stored.cancelRetry?.();
    stored.cancelRetry = clock.after(wait, () =>
      reconcile(state, cluster, stored),
    );
    return;
  }
  const started: StoredTask[] = [];
  const placed = placedByProvider(stored);
  for (let i = 0; i < missing; i++) {
    const task = startTask(state, cluster, stored, primary, placed);
    if (!task) {
      addServiceEvent(
        state,
        stored,
        `was unable to place a task. Reason: ${NO_CAPACITY}.`,
      );
      recordFailedStart(state, stored, primary);
      reconcile(state, cluster, stored);
      break;
    }
    started.push(task);
    stored.tasks.add(task);
  }
  if (started.length > 0) {
    stored.steady = false;
    addServiceEvent(
      state,
      stored,
      `has started ${started.length} tasks: ${taskList(started)}`,
    );
  }
}

function startTask(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
  { deployment }: StoredDeployment,
  placed: Map<string, number>,
): StoredTask | undefined {
  const { service } = stored;
  const definition = findRegistered(state, deployment.taskDefinition);
  return launchTask(state, cluster, {
    definition: definition.definition,
    launchType: deployment.launchType,
    capacityProviderStrategy: deployment.capacityProviderStrategy,
    networkConfiguration: deployment.networkConfiguration,
    platformVersion: deployment.platformVersion,
    group: `service:${service.serviceName}`,
    startedBy: deployment.id,
    enableExecuteCommand: service.enableExecuteCommand,
    tags: mergeTags(
      service.propagateTags === 'SERVICE' ? service.tags : undefined,
      service.propagateTags === 'TASK_DEFINITION' ? definition.tags : undefined,
      service.enableECSManagedTags
        ? [
            {
              key: 'aws:ecs:clusterName',
              value: cluster.cluster.clusterName,
            },
            { key: 'aws:ecs:serviceName', value: service.serviceName },
          ]
        : undefined,
    ),
    serviceName: service.serviceName,
    deploymentId: deployment.id,
    observer: observerOf(state, cluster, stored),
    placed,
  });
}

/** A service goes on with a revision that was deregistered after it was deployed. */
function findRegistered(state: EcsState, taskDefinition: string) {
  return (
    lookUpTaskDefinition(state, taskDefinition) ??
    findRunnableTaskDefinition(state, taskDefinition)
  );
}

/** Tasks of older rollouts go as far as enough healthy ones remain. */
function stopOutdated(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
  desired: number,
): void {
  const [primary] = stored.deployments;
  const outdated = [...stored.tasks].filter(
    task => isMeantToRun(task) && !isOf(task, primary),
  );
  if (outdated.length === 0) {
    return;
  }
  const minimumPercent =
    stored.service.deploymentConfiguration?.minimumHealthyPercent ?? 100;
  const running = [...stored.tasks].filter(isRunning).length;
  const spare = running - Math.ceil((desired * minimumPercent) / 100);
  stopForService(state, cluster, stored, [
    ...outdated.filter(isStarting),
    ...outdated
      .filter(isRunning)
      .filter(task => !isProtected(state, task))
      .slice(0, Math.max(0, spare)),
  ]);
}

/** Scale-in: those still on their way first, then the youngest; never a protected one. */
function stopExcess(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
  desired: number,
): void {
  const [primary] = stored.deployments;
  const own = [...stored.tasks].filter(
    task => isMeantToRun(task) && isOf(task, primary),
  );
  const excess = own.length - desired;
  if (excess <= 0) {
    return;
  }
  const youngestFirst = own
    .reverse()
    .sort((a, b) => Number(isStarting(b)) - Number(isStarting(a)));
  stopForService(
    state,
    cluster,
    stored,
    youngestFirst.filter(task => !isProtected(state, task)).slice(0, excess),
  );
}

function stopForService(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
  tasks: StoredTask[],
): void {
  if (tasks.length === 0) {
    return;
  }
  stored.steady = false;
  for (const task of tasks) {
    stopTask(state, cluster, task, {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${task.deploymentId})`,
    });
  }
  addServiceEvent(
    state,
    stored,
    `has stopped ${tasks.length} running tasks: ${taskList(tasks)}`,
  );
}

function dropFinishedDeployments(stored: StoredService): void {
  const [primary, ...older] = stored.deployments;
  stored.deployments = [
    primary,
    ...older.filter(deployment =>
      [...stored.tasks].some(
        task => isMeantToRun(task) && isOf(task, deployment),
      ),
    ),
  ];
}

function noticeSteadyState(
  state: EcsState,
  stored: StoredService,
  desired: number,
): void {
  const [primary] = stored.deployments;
  const running = [...stored.tasks].filter(
    task => isRunning(task) && isOf(task, primary),
  ).length;
  const meantToRun = [...stored.tasks].filter(isMeantToRun).length;
  if (
    running !== desired ||
    meantToRun !== desired ||
    stored.service.status !== 'ACTIVE'
  ) {
    stored.steady = false;
    return;
  }
  if (primary.deployment.rolloutState === 'IN_PROGRESS') {
    completeDeployment(state, stored, primary);
  }
  if (!stored.steady) {
    stored.steady = true;
    addServiceEvent(state, stored, 'has reached a steady state.');
  }
}

function observerOf(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredService,
): TaskObserver {
  const deploymentOf = (task: StoredTask) =>
    stored.deployments.find(deployment => isOf(task, deployment));
  return {
    cameUp(task) {
      const deployment = deploymentOf(task);
      if (deployment) {
        deployment.consecutiveFailures = 0;
        deployment.notBefore = 0;
      }
      joinTargetGroups(state, stored, task);
      reconcile(state, cluster, stored);
    },
    isStopping(task) {
      const deployment = deploymentOf(task);
      if (deployment && neverCameUp(task)) {
        recordFailedStart(state, stored, deployment);
      }
      leaveTargetGroups(state, stored, task);
      reconcile(state, cluster, stored);
    },
    hasStopped(task) {
      stored.tasks.delete(task);
      reconcile(state, cluster, stored);
    },
  };
}

/** Its image, a secret or a program was not there, or an essential container ended at once. */
function neverCameUp({ task }: StoredTask): boolean {
  return (
    task.stopCode === 'TaskFailedToStart' ||
    (task.stopCode === 'EssentialContainerExited' &&
      task.startedAt === undefined)
  );
}

function placedByProvider(stored: StoredService): Map<string, number> {
  const placed = new Map<string, number>();
  for (const task of stored.tasks) {
    const provider = task.task.capacityProviderName;
    if (provider !== undefined && isMeantToRun(task)) {
      placed.set(provider, (placed.get(provider) ?? 0) + 1);
    }
  }
  return placed;
}

function isOf(task: StoredTask, { deployment }: StoredDeployment): boolean {
  return task.deploymentId === deployment.id;
}

function isProtected(state: EcsState, { protection }: StoredTask): boolean {
  return (
    protection?.protectionEnabled === true &&
    (protection.expirationDate === undefined ||
      protection.expirationDate.getTime() > state.world.clock.now())
  );
}
