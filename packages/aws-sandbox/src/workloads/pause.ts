import { Clock } from '../core';

/**
 * Waits on the clock's timers, not on `sleep`: a sandbox that closes cancels
 * its timers, and a workload that waits on one simply never goes on.
 */
export function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    clock.after(milliseconds, resolve);
  });
}
