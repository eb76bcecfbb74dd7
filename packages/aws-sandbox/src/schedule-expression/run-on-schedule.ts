import { Cancel, Clock } from '../core';
import { Schedule } from './Schedule';

// Longer timers overflow setTimeout and would fire at once.
const LONGEST_TIMER_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Runs something whenever a schedule says so, until cancelled.
 *
 * @param run - gets the time that was scheduled
 * @param onExhausted - called once when no time is left
 */
export function runOnSchedule(
  clock: Clock,
  schedule: Schedule,
  anchor: number,
  run: (scheduledAt: number) => void,
  onExhausted: () => void = () => {},
): Cancel {
  let cancelTimer: Cancel = () => {};
  let cancelled = false;

  function waitUntil(next: number): void {
    const left = next - clock.now();
    cancelTimer = clock.after(
      Math.min(Math.max(left, 0), LONGEST_TIMER_MILLISECONDS),
      () => {
        if (clock.now() < next) {
          waitUntil(next);
          return;
        }
        run(next);
        if (!cancelled) {
          waitForNext(next);
        }
      },
    );
  }

  function waitForNext(after: number): void {
    const next = schedule.next(after, anchor);
    if (next === undefined) {
      onExhausted();
    } else {
      waitUntil(next);
    }
  }

  waitForNext(clock.now());
  return () => {
    cancelled = true;
    cancelTimer();
  };
}
