import { World } from '../../core';
import { EcsState, StoredCluster, StoredService } from './state';
import { isLive, isRunning, isStarting } from './task-status';

const SAMPLE_MILLISECONDS = 5_000;
/** ECS shows a stopped task for an hour. */
const STOPPED_TASK_MILLISECONDS = 3_600_000;

/** Samples the task counts of all services, and forgets tasks that stopped long ago. */
export function startMetrics(world: World): void {
  world.clock.every(SAMPLE_MILLISECONDS, () => {
    for (const { state } of world.states<EcsState>('ecs')) {
      for (const cluster of state.clusters.values()) {
        forgetOldTasks(state, cluster);
        // Only a cluster with Container Insights has these metrics.
        if (hasContainerInsights(cluster)) {
          sampleCluster(state, cluster);
        }
      }
    }
  });
}

function hasContainerInsights({ cluster }: StoredCluster): boolean {
  return (
    cluster.status === 'ACTIVE' &&
    cluster.settings?.some(
      ({ name, value }) =>
        name === 'containerInsights' &&
        (value === 'enabled' || value === 'enhanced'),
    ) === true
  );
}

function sampleCluster(state: EcsState, cluster: StoredCluster): void {
  for (const stored of cluster.services.values()) {
    if (stored.service.status === 'INACTIVE') {
      continue;
    }
    for (const [metricName, value] of Object.entries(figuresOf(stored))) {
      state.world.metrics.add(
        state.scope,
        {
          namespace: 'ECS/ContainerInsights',
          metricName,
          dimensions: {
            ClusterName: cluster.cluster.clusterName,
            ServiceName: stored.service.serviceName,
          },
        },
        value,
      );
    }
  }
}

function figuresOf({ service, tasks }: StoredService): Record<string, number> {
  const all = [...tasks];
  return {
    DesiredTaskCount: service.desiredCount ?? 0,
    RunningTaskCount: all.filter(isRunning).length,
    PendingTaskCount: all.filter(isStarting).length,
  };
}

function forgetOldTasks(state: EcsState, cluster: StoredCluster): void {
  const limit = state.world.clock.now() - STOPPED_TASK_MILLISECONDS;
  for (const [arn, stored] of cluster.tasks) {
    const { stoppedAt } = stored.task;
    if (!isLive(stored) && stoppedAt && stoppedAt.getTime() < limit) {
      cluster.tasks.delete(arn);
    }
  }
}
