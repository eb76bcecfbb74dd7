import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  EVENT_TOPOLOGY_CHANNEL,
  EventTopologySignal,
} from '@ecs-eda/plugin-event-topology-common';
import { useCallback, useEffect, useRef } from 'react';

/** Longer than the slowest clock of readings; silence after it means no push. */
const SILENCE_SECONDS = 40;

/**
 * Listens to the push channel, where the app has one. `useSignal` keeps only
 * the last message between two renders, and the channel says several different
 * things, so this subscribes itself.
 *
 * @returns a function that tells whether push has been heard of lately
 */
export function useTopologySignals(
  onSignal: (signal: EventTopologySignal) => void,
): () => boolean {
  const signals = useApiHolder().get(signalApiRef);
  const handler = useRef(onSignal);
  handler.current = onSignal;
  const heardAt = useRef<number>();

  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const subscription = signals.subscribe<EventTopologySignal>(
      EVENT_TOPOLOGY_CHANNEL,
      signal => {
        heardAt.current = Date.now();
        handler.current(signal);
      },
    );
    return () => subscription.unsubscribe();
  }, [signals]);

  return useCallback(
    () =>
      heardAt.current !== undefined &&
      Date.now() - heardAt.current < SILENCE_SECONDS * 1000,
    [],
  );
}
