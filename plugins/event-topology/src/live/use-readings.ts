import { useApi } from '@backstage/core-plugin-api';
import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { eventTopologyApiRef } from '../api';
import { asError } from './as-error';
import { coalesce } from './coalesce';
import { ReadingsStore, ReadingsSummary } from './ReadingsStore';
import { usePolling } from './use-polling';
import { useTopologySignals } from './use-topology-signals';

const WITH_PUSH_SECONDS = 30;
const WITHOUT_PUSH_SECONDS = 4;

/** Loads the readings and keeps them new. The store is the same for good. */
export function useReadingsStore(): ReadingsStore {
  const api = useApi(eventTopologyApiRef);
  const [store] = useState(() => new ReadingsStore());

  const load = useMemo(
    () =>
      coalesce(async () => {
        try {
          store.replace(await api.getReadings());
        } catch (error) {
          store.fail(asError(error));
        }
      }),
    [api, store],
  );

  const pushed = useTopologySignals(signal => {
    if (signal.type === 'readings') {
      load();
    }
  });
  usePolling(load, () => (pushed() ? WITH_PUSH_SECONDS : WITHOUT_PUSH_SECONDS));
  return store;
}

/** The newest reading of one node. */
export function useReading(
  store: ReadingsStore,
  nodeId: string,
): Reading | undefined {
  return useSyncExternalStore(store.subscribe, () => store.get(nodeId));
}

/** When the readings are from and what is missing. */
export function useReadingsSummary(store: ReadingsStore): ReadingsSummary {
  return useSyncExternalStore(store.subscribe, store.summary);
}

/** The newest readings by node id: another map whenever any of them changes. */
export function useReadings(
  store: ReadingsStore,
): ReadonlyMap<string, Reading> {
  return useSyncExternalStore(store.subscribe, store.all);
}

/**
 * True when the figures of a node are older than they should be. Looked at
 * again each time that readings come in, or fail to.
 */
export function useReadingIsOld(store: ReadingsStore, nodeId: string): boolean {
  return useSyncExternalStore(store.subscribe, () =>
    store.isOld(nodeId, Date.now()),
  );
}
