import { useApi } from '@backstage/core-plugin-api';
import { EntityTopologyResponse } from '@ecs-eda/plugin-event-topology-common';
import { useEffect, useMemo, useState } from 'react';
import { EntityName, eventTopologyApiRef } from '../api';
import { asError } from './as-error';
import { coalesce } from './coalesce';
import { usePolling } from './use-polling';
import { useTopologySignals } from './use-topology-signals';

/** The nodes of an entity and how loading them went. */
export interface EntityTopologyState {
  topology?: EntityTopologyResponse;
  loading: boolean;
  error?: Error;
  reload: () => Promise<void>;
}

const WITH_PUSH_SECONDS = 120;
const WITHOUT_PUSH_SECONDS = 20;

/** Loads the nodes of an entity and keeps them new. */
export function useEntityTopology(entity: EntityName): EntityTopologyState {
  const api = useApi(eventTopologyApiRef);
  const { kind, namespace, name } = entity;
  const [topology, setTopology] = useState<EntityTopologyResponse>();
  const [error, setError] = useState<Error>();
  const [loaded, setLoaded] = useState(false);

  const load = useMemo(
    () =>
      coalesce(async () => {
        try {
          const response = await api.getEntityTopology({
            kind,
            namespace,
            name,
          });
          setTopology(known => (same(known, response) ? known : response));
          setError(undefined);
        } catch (thrown) {
          setError(asError(thrown));
        } finally {
          setLoaded(true);
        }
      }),
    [api, kind, namespace, name],
  );

  useEffect(() => {
    setTopology(undefined);
    setLoaded(false);
  }, [load]);

  const pushed = useTopologySignals(signal => {
    if (signal.type === 'topology') {
      load();
    }
  });
  usePolling(
    load,
    () => (pushed() ? WITH_PUSH_SECONDS : WITHOUT_PUSH_SECONDS),
    load,
  );

  return { topology, loading: !loaded, error, reload: load };
}

/** An answer without an ETag is a new object each time; the map must not care. */
function same(
  a: EntityTopologyResponse | undefined,
  b: EntityTopologyResponse,
): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
