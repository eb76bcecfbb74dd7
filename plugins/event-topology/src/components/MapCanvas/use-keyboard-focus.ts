import { RefObject, useEffect, useSyncExternalStore } from 'react';
import { useMapContext } from './MapContext';

/** Gives the card the focus when an arrow key has led to it. */
export function useKeyboardFocus(id: string, ref: RefObject<HTMLElement>) {
  const { keyboard } = useMapContext();
  const request = useSyncExternalStore(keyboard.subscribe, () =>
    keyboard.requestFor(id),
  );
  useEffect(() => {
    if (request > 0) {
      // The canvas moves the map itself; the browser must not scroll it.
      ref.current?.focus({ preventScroll: true });
      keyboard.settle();
    }
  }, [request, ref, keyboard]);
}
