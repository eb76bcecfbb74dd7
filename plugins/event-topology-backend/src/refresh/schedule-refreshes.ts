import {
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { CurrentTopology } from '../topology/CurrentTopology';
import { TopologyRefresher } from './TopologyRefresher';

/** The catalog is asked more often than AWS: it costs nothing and people wait. */
const RELINK_SECONDS = 60;

/**
 * Lets the scheduler read the estate and tie it to the catalog, on one replica
 * at a time, and reads it at once where there is nothing to show yet.
 */
export async function scheduleRefreshes(options: {
  refresher: TopologyRefresher;
  topology: CurrentTopology;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  schedule: SchedulerServiceTaskScheduleDefinition;
  logger: LoggerService;
}): Promise<void> {
  const { refresher, topology, scheduler, lifecycle, schedule, logger } =
    options;
  await scheduler.scheduleTask({
    ...schedule,
    id: 'event-topology-refresh',
    scope: 'global',
    fn: async signal => {
      const { finished } = await refresher.refresh({ signal });
      await finished;
    },
  });
  await scheduler.scheduleTask({
    id: 'event-topology-relink',
    frequency: { seconds: RELINK_SECONDS },
    initialDelay: { seconds: RELINK_SECONDS / 4 },
    timeout: { seconds: RELINK_SECONDS },
    scope: 'global',
    fn: () => refresher.relink(),
  });
  lifecycle.addStartupHook(() => {
    if (topology.snapshot) {
      return;
    }
    // Not awaited: the backend is up while the first read runs.
    refresher.refresh().catch(error => {
      logger.error(`The first read could not begin: ${stringifyError(error)}`);
    });
  });
}
