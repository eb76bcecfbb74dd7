import { useApi } from '@backstage/core-plugin-api';
import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { useEffect, useState } from 'react';
import { eventTopologyApiRef } from '../api';
import { asError } from './as-error';
import { mergeReadings } from './merge-readings';
import { ReadingsStore } from './ReadingsStore';
import { useReading } from './use-readings';

/** The readings of the last minutes, with the newest added as they come. */
export function useReadingHistory(
  store: ReadingsStore,
  nodeId: string,
): { readings: Reading[]; error?: Error } {
  const api = useApi(eventTopologyApiRef);
  const newest = useReading(store, nodeId);
  const [state, setState] = useState<{
    nodeId: string;
    readings: Reading[];
    error?: Error;
  }>({ nodeId, readings: [] });

  useEffect(() => {
    let current = true;
    api.getReadingHistory(nodeId).then(
      response => {
        if (current) {
          setState(known => ({
            nodeId,
            readings: mergeReadings(
              response.readings,
              known.nodeId === nodeId ? known.readings : [],
            ),
          }));
        }
      },
      error => {
        if (current) {
          setState({ nodeId, readings: [], error: asError(error) });
        }
      },
    );
    return () => {
      current = false;
    };
  }, [api, nodeId]);

  useEffect(() => {
    if (newest) {
      setState(known =>
        known.nodeId === newest.nodeId
          ? { ...known, readings: mergeReadings(known.readings, [newest]) }
          : known,
      );
    }
  }, [newest]);

  return state.nodeId === nodeId
    ? { readings: state.readings, error: state.error }
    : { readings: [] };
}
