import { useApi } from '@backstage/core-plugin-api';
import {
  RefreshStatus,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { useCallback, useMemo, useRef, useState } from 'react';
import { eventTopologyApiRef } from '../api';
import { asError } from './as-error';
import { coalesce } from './coalesce';
import { usePolling } from './use-polling';
import { useTopologySignals } from './use-topology-signals';

/** The structure of the map and how reading it is going. */
export interface TopologyState {
  /** Stays the same object until the structure changes. */
  snapshot?: TopologySnapshot;
  status?: RefreshStatus;
  /** Why there is nothing to show; absent when an older state can be shown. */
  error?: Error;
  /** Why what is shown may be old. */
  updateError?: Error;
  /** True when there may be more on the map than the reader is allowed to see. */
  restricted: boolean;
  loading: boolean;
  refresh: () => Promise<void>;
  reload: () => Promise<void>;
}

const REFRESHING_SECONDS = 2;
const WITH_PUSH_SECONDS = 60;
const WITHOUT_PUSH_SECONDS = 10;

/** Loads the topology and keeps it new: by push, else by asking now and then. */
export function useTopology(): TopologyState {
  const api = useApi(eventTopologyApiRef);
  const [snapshot, setSnapshot] = useState<TopologySnapshot>();
  const [status, setStatus] = useState<RefreshStatus>();
  const [failure, setFailure] = useState<Error>();
  const [restricted, setRestricted] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const shown = useRef(false);

  const load = useMemo(
    () =>
      coalesce(async () => {
        try {
          const response = await api.getTopology();
          shown.current = true;
          setSnapshot(known =>
            known?.version === response.snapshot?.version &&
            known?.generatedAt === response.snapshot?.generatedAt
              ? known
              : response.snapshot,
          );
          setRestricted(response.restricted === true);
          // A conditional answer may carry the status of an earlier moment.
          setStatus(await api.getStatus());
          setFailure(undefined);
        } catch (error) {
          setFailure(asError(error));
        } finally {
          setLoaded(true);
        }
      }),
    [api],
  );

  const lastFinished = useRef<string>();
  const update = useCallback(async () => {
    if (!shown.current) {
      await load();
      return;
    }
    try {
      const next = await api.getStatus();
      setStatus(next);
      setFailure(undefined);
      if (next.lastFinishedAt !== lastFinished.current) {
        lastFinished.current = next.lastFinishedAt;
        await load();
      }
    } catch (error) {
      setFailure(asError(error));
    }
  }, [api, load]);

  const pushed = useTopologySignals(signal => {
    if (signal.type === 'topology') {
      load();
    } else if (signal.type === 'status') {
      update();
    }
  });
  usePolling(update, () => pause(status, pushed()), status?.refreshing);

  const refresh = useCallback(async () => {
    setStatus(await api.refresh());
  }, [api]);

  return {
    snapshot,
    status,
    error: snapshot ? undefined : failure,
    updateError: snapshot ? failure : undefined,
    restricted,
    loading: !loaded,
    refresh,
    reload: load,
  };
}

function pause(status: RefreshStatus | undefined, pushed: boolean): number {
  if (status?.refreshing) {
    return REFRESHING_SECONDS;
  }
  return pushed ? WITH_PUSH_SECONDS : WITHOUT_PUSH_SECONDS;
}
