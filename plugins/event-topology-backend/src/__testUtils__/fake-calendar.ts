/**
 * Lets the test say what time it is, while all waiting stays as it is. To be
 * ended with `jest.useRealTimers()`.
 */
export function fakeCalendar(startsAt: string): {
  advance(seconds: number): void;
} {
  jest.useFakeTimers({
    now: new Date(startsAt),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  return {
    advance(seconds) {
      jest.setSystemTime(Date.now() + seconds * 1000);
    },
  };
}
