import { useEffect, useRef } from 'react';
import { useVisibleDocument } from './use-visible-document';

/**
 * Calls `task` now, and again `seconds()` after each time it has ended, for as
 * long as the page can be seen. Coming back to the page calls it at once.
 *
 * @param restart - calls the task at once whenever this changes
 */
export function usePolling(
  task: () => Promise<void>,
  seconds: () => number,
  restart?: unknown,
) {
  const visible = useVisibleDocument();
  const latest = useRef({ task, seconds });
  latest.current = { task, seconds };

  useEffect(() => {
    if (!visible) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const run = async () => {
      await latest.current.task();
      if (!stopped) {
        timer = setTimeout(run, latest.current.seconds() * 1000);
      }
    };
    run();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [visible, restart]);
}
