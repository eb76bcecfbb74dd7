import { useStore } from '@xyflow/react';

/** Cards say less, and larger, when they are looked at from further away. */
const FAR_ZOOM = 0.5;

/** True when the small print of a card could not be read. */
export function useFarAway(): boolean {
  return useStore(state => state.transform[2] < FAR_ZOOM);
}
