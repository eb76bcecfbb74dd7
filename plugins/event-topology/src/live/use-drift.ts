import { useApi } from '@backstage/core-plugin-api';
import { DriftResponse } from '@ecs-eda/plugin-event-topology-common';
import { useMemo, useState } from 'react';
import { eventTopologyApiRef } from '../api';
import { asError } from './as-error';
import { coalesce } from './coalesce';
import { usePolling } from './use-polling';
import { useTopologySignals } from './use-topology-signals';

/** What the catalog says beside what AWS shows, and how loading it went. */
export interface DriftState {
  drift?: DriftResponse;
  loading: boolean;
  /** Why there is nothing to show, or why what is shown may be old. */
  error?: Error;
  reload: () => Promise<void>;
}

/** Catalog files change by hand; nobody waits for this by the second. */
const POLLING_SECONDS = 120;

/**
 * Loads the comparison, and again when the map has changed.
 *
 * @param entityRef - for what is about this entity alone
 */
export function useDrift(entityRef?: string): DriftState {
  const api = useApi(eventTopologyApiRef);
  const [drift, setDrift] = useState<DriftResponse>();
  const [error, setError] = useState<Error>();
  const [loaded, setLoaded] = useState(false);

  const load = useMemo(
    () =>
      coalesce(async () => {
        try {
          setDrift(await api.getDrift({ entityRef }));
          setError(undefined);
        } catch (thrown) {
          setError(asError(thrown));
        } finally {
          setLoaded(true);
        }
      }),
    [api, entityRef],
  );

  useTopologySignals(signal => {
    if (signal.type === 'topology') {
      load();
    }
  });
  usePolling(load, () => POLLING_SECONDS);

  return { drift, loading: !loaded, error, reload: load };
}
