import { Task, TaskStopCode } from '@aws-sdk/client-ecs';
import { EcsState, StoredCluster, StoredTask } from '../state';
import { StartedTask, TaskBehaviour } from '../task-behaviour';
import { announceTask } from '../state-change-events';
import { isMeantToRun } from '../task-status';
import { privateAddress } from './load-balancing';

/** How long each step takes: what tens of seconds are on Fargate takes about three here. */
export const STEP_MILLISECONDS = {
  PROVISIONING: 1_000,
  PENDING: 1_200,
  ACTIVATING: 800,
  DEACTIVATING: 500,
  STOPPING: 700,
  DEPROVISIONING: 500,
};

/** The exit code of a process that SIGTERM ended. */
const TERMINATED = 143;

/** Why a task stops, as `DescribeTasks` tells it afterwards. */
export interface StopCause {
  stopCode: TaskStopCode;
  stoppedReason: string;
  /** Default 143, the code of a process that was told to end. */
  exitCode?: number;
}

/** Takes a new task from `PROVISIONING` towards `RUNNING`. */
export function beginLifecycle(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  announceTask(state, stored);
  step(state, stored, STEP_MILLISECONDS.PROVISIONING, () => {
    const { task } = stored;
    for (const attachment of task.attachments ?? []) {
      attachment.status = 'ATTACHED';
    }
    become(state, stored, 'PENDING');
    task.pullStartedAt = state.now();
    step(state, stored, STEP_MILLISECONDS.PENDING, () =>
      leavePending(state, cluster, stored),
    );
  });
}

function leavePending(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  const { startFailure } = stored.behaviour ?? {};
  if (startFailure !== undefined) {
    stopTask(state, cluster, stored, {
      stopCode: 'TaskFailedToStart',
      stoppedReason: startFailure,
    });
    return;
  }
  stored.task.pullStoppedAt = state.now();
  if (stored.behaviour?.run) {
    void startContainers(state, cluster, stored, stored.behaviour.run);
  } else {
    activate(state, cluster, stored);
  }
}

function activate(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  become(state, stored, 'ACTIVATING');
  step(state, stored, STEP_MILLISECONDS.ACTIVATING, () =>
    run(state, cluster, stored),
  );
}

async function startContainers(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
  runContainers: NonNullable<TaskBehaviour['run']>,
): Promise<void> {
  stored.containers = runContainers({
    scope: state.scope,
    task: stored.task,
    definition: stored.definition,
    privateAddress: privateAddress(stored),
    ended: (name, exitCode) =>
      containerEnded(state, cluster, stored, name, exitCode),
  });
  try {
    await stored.containers.started;
  } catch (error) {
    stopTask(state, cluster, stored, {
      stopCode: 'TaskFailedToStart',
      stoppedReason: error instanceof Error ? error.message : String(error),
    });
    return;
  }
  if (isMeantToRun(stored)) {
    activate(state, cluster, stored);
  }
}

function containerEnded(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
  name: string,
  exitCode: number,
): void {
  const container = stored.task.containers?.find(one => one.name === name);
  if (container) {
    container.lastStatus = 'STOPPED';
    container.exitCode = exitCode;
  }
  const definition = stored.definition.containerDefinitions?.find(
    one => one.name === name,
  );
  if (definition?.essential ?? true) {
    stopTask(state, cluster, stored, {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
    });
  }
}

function run(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  const { task, definition, behaviour } = stored;
  task.startedAt = state.now();
  task.connectivityAt = state.now();
  const running = task.containers?.filter(
    ({ lastStatus }) => lastStatus !== 'STOPPED',
  );
  for (const container of running ?? []) {
    container.lastStatus = 'RUNNING';
    container.runtimeId = task.taskArn.slice(-32);
    const checked = definition.containerDefinitions?.find(
      ({ name }) => name === container.name,
    )?.healthCheck;
    container.healthStatus = checked ? 'HEALTHY' : 'UNKNOWN';
  }
  if (task.containers?.some(({ healthStatus }) => healthStatus === 'HEALTHY')) {
    task.healthStatus = 'HEALTHY';
  }
  become(state, stored, 'RUNNING');
  stored.observer?.cameUp(stored);
  if (behaviour) {
    const seconds =
      typeof behaviour.runSeconds === 'function'
        ? behaviour.runSeconds(environmentOf(stored))
        : behaviour.runSeconds;
    if (Number.isFinite(seconds)) {
      stored.cancelRun = state.world.clock.after(seconds * 1000, () =>
        stopTask(state, cluster, stored, {
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          exitCode: behaviour.exitCode ?? 0,
        }),
      );
    }
    callProgram(behaviour.onStart, cluster, stored);
  }
}

/**
 * Stops a task: at once when it has not come up yet, otherwise over
 * `DEACTIVATING`, `STOPPING` and `DEPROVISIONING`. A task that is stopping
 * already keeps its first reason.
 */
export function stopTask(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
  cause: StopCause,
): void {
  const { task } = stored;
  if (task.desiredStatus === 'STOPPED') {
    return;
  }
  const hadStarted =
    task.startedAt !== undefined || stored.containers !== undefined;
  stored.cancelStep?.();
  stored.cancelRun?.();
  const hasRun =
    task.startedAt !== undefined ||
    task.containers?.some(({ exitCode }) => exitCode !== undefined);
  // What never ran has none: a container that did, for real, has its own.
  stored.exitCode =
    hasRun && cause.stopCode !== 'TaskFailedToStart'
      ? cause.exitCode ?? TERMINATED
      : undefined;
  task.desiredStatus = 'STOPPED';
  task.stopCode = cause.stopCode;
  task.stoppedReason = cause.stoppedReason;
  task.stoppingAt = state.now();
  become(state, stored, hadStarted ? 'DEACTIVATING' : 'DEPROVISIONING');
  stored.observer?.isStopping(stored);
  if (!hadStarted) {
    step(state, stored, STEP_MILLISECONDS.DEPROVISIONING, () =>
      finish(state, stored),
    );
    return;
  }
  step(state, stored, STEP_MILLISECONDS.DEACTIVATING, () => {
    become(state, stored, 'STOPPING');
    if (stored.containers) {
      void stored.containers
        .stop()
        .then(() => deprovision(state, cluster, stored));
    } else {
      step(state, stored, STEP_MILLISECONDS.STOPPING, () =>
        deprovision(state, cluster, stored),
      );
    }
  });
}

function deprovision(
  state: EcsState,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  const { task } = stored;
  task.executionStoppedAt = state.now();
  for (const container of task.containers ?? []) {
    container.lastStatus = 'STOPPED';
    // A container that ran for real has its own.
    container.exitCode ??= stored.exitCode;
  }
  callProgram(stored.behaviour?.onStop, cluster, stored);
  become(state, stored, 'DEPROVISIONING');
  step(state, stored, STEP_MILLISECONDS.DEPROVISIONING, () =>
    finish(state, stored),
  );
}

function finish(state: EcsState, stored: StoredTask): void {
  const { task } = stored;
  task.stoppedAt = state.now();
  task.connectivity = 'DISCONNECTED';
  for (const attachment of task.attachments ?? []) {
    attachment.status = 'DELETED';
  }
  for (const container of task.containers ?? []) {
    container.lastStatus = 'STOPPED';
    if (task.stopCode === 'TaskFailedToStart') {
      container.reason = task.stoppedReason;
    }
  }
  become(state, stored, 'STOPPED');
  stored.observer?.hasStopped(stored);
}

function become(state: EcsState, stored: StoredTask, status: string): void {
  stored.task.lastStatus = status;
  stored.task.version = (stored.task.version ?? 0) + 1;
  announceTask(state, stored);
}

function step(
  state: EcsState,
  stored: StoredTask,
  milliseconds: number,
  next: () => void,
): void {
  stored.cancelStep = state.world.clock.after(milliseconds, next);
}

/** Environment of a task's containers, overrides laid over the definition. */
export function environmentOf({
  task,
  definition,
}: {
  task: Task;
  definition: StoredTask['definition'];
}): Record<string, string> {
  const pairs = [
    ...(definition.containerDefinitions ?? []),
    ...(task.overrides?.containerOverrides ?? []),
  ].flatMap(container => container.environment ?? []);
  return Object.fromEntries(
    pairs.map(({ name, value }) => [name ?? '', value ?? '']),
  );
}

function callProgram(
  program: ((task: StartedTask) => void | Promise<void>) | undefined,
  cluster: StoredCluster,
  stored: StoredTask,
): void {
  if (!program) {
    return;
  }
  const { task, definition, serviceName } = stored;
  const [first] = definition.containerDefinitions ?? [];
  const [firstOverride] = task.overrides?.containerOverrides ?? [];
  // A program that fails is its own affair: the task's exit code tells how it ended.
  void Promise.resolve()
    .then(() =>
      program({
        taskArn: task.taskArn,
        clusterArn: cluster.cluster.clusterArn,
        serviceArn:
          serviceName === undefined
            ? undefined
            : cluster.services.get(serviceName)?.service.serviceArn,
        environment: environmentOf(stored),
        command: firstOverride?.command ?? first?.command ?? [],
      }),
    )
    .catch(() => {});
}
