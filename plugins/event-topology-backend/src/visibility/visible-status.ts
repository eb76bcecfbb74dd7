import { RefreshStatus } from '@ecs-eda/plugin-event-topology-common';

/**
 * The status for who may not see all of the map: how far a read is counts
 * accounts and services, and its error may name any of them.
 */
export function visibleStatus(status: RefreshStatus): RefreshStatus {
  const { progress: _, lastError, ...rest } = status;
  return {
    ...rest,
    ...(lastError && {
      lastError:
        'a part of the estate could not be read; who may see the whole map is told which',
    }),
  };
}
