import { useApi } from '@backstage/core-plugin-api';
import { useEffect } from 'react';
import { eventTopologyApiRef } from '../api';
import { useVisibleDocument } from './use-visible-document';

/** More cannot be looked at; a request names no more than these. */
export const WATCH_LIMIT = 50;

/** Panning passes over nodes that nobody looks at. */
const SETTLE_MILLISECONDS = 600;
const RETRY_SECONDS = 20;

/**
 * Has these nodes read every few seconds, by a lease that is renewed for as
 * long as they are on the screen. The first ones matter most: what is beyond
 * the limit is left to the slower clock.
 */
export function useWatch(nodeIds: string[]) {
  const api = useApi(eventTopologyApiRef);
  const visible = useVisibleDocument();
  const key = JSON.stringify([...new Set(nodeIds)].slice(0, WATCH_LIMIT));

  useEffect(() => {
    const ids: string[] = JSON.parse(key);
    if (!visible || ids.length === 0) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const lease = async () => {
      // A lease that was not given costs freshness, nothing else: the figures
      // show their own age, so there is nothing to report here.
      const seconds = await api.watch(ids).then(
        response => Math.max(1, response.leaseSeconds * 0.6),
        () => RETRY_SECONDS,
      );
      if (!stopped) {
        timer = setTimeout(lease, seconds * 1000);
      }
    };
    timer = setTimeout(lease, SETTLE_MILLISECONDS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [api, key, visible]);
}
