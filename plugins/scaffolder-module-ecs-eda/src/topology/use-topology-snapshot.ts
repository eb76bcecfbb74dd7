import { useApi } from '@backstage/frontend-plugin-api';
import { eventTopologyApiRef } from '@ecs-eda/plugin-event-topology';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** What is known of the live topology. */
export interface SnapshotState {
  /** Absent while loading, after a failure, and before AWS was first read. */
  snapshot?: TopologySnapshot;
  loading: boolean;
  error?: Error;
  /** True when no account is configured, so that there never is a snapshot. */
  unconfigured: boolean;
  retry: () => void;
}

/** Asks for the live topology once; fields on one page share the call. */
export function useTopologySnapshot(): SnapshotState {
  const api = useApi(eventTopologyApiRef);
  const { value, loading, error, retry } = useAsyncRetry(
    () => api.getTopology(),
    [api],
  );
  return {
    snapshot: value?.snapshot,
    loading,
    error,
    unconfigured: value?.status.unconfigured ?? false,
    retry,
  };
}
