import { Clock } from '../../../core';
import { StateError } from '../interpreter/StateError';

/**
 * Does work for so long only.
 *
 * @param timeoutSeconds - undefined: as long as it takes
 * @param signal - ends it early
 * @param work - gets a signal that is aborted as soon as nobody waits any more
 * @throws StateError `States.Timeout`
 */
export async function withinLimits<T>(
  clock: Clock,
  timeoutSeconds: number | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let cancel = () => {};
  try {
    return await Promise.race([
      work(either),
      new Promise<never>((_, reject) => {
        either.addEventListener('abort', () => reject(either.reason), {
          once: true,
        });
        if (timeoutSeconds !== undefined) {
          cancel = clock.after(timeoutSeconds * 1000, () =>
            reject(new StateError('States.Timeout')),
          );
        }
      }),
    ]);
  } finally {
    cancel();
    over.abort();
  }
}
