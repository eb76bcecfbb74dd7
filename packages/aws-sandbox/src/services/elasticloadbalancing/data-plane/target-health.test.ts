import { StoredTargetGroup } from '../state';
import { afterCheck, matchesCode, uncheckedTarget } from './target-health';

const group = {
  HealthCheckIntervalSeconds: 10,
  HealthyThresholdCount: 3,
  UnhealthyThresholdCount: 2,
} as StoredTargetGroup;

/** States after each check, one every ten seconds; a text is a fault. */
function statesAfter(checks: (string | undefined)[]): string[] {
  let record = uncheckedTarget(0);
  return checks.map((fault, index) => {
    record = afterCheck(record, group, fault, index * 10_000);
    return record.state;
  });
}

it('takes a new target as healthy with its first answer', () => {
  expect(statesAfter(['refused', undefined])).toEqual(['initial', 'healthy']);
});

it('gives a new target as long as its threshold takes', () => {
  expect(statesAfter(['refused', 'refused', 'refused'])).toEqual([
    'initial',
    'initial',
    'unhealthy',
  ]);
});

it('asks a new target every second, and any other at its interval', () => {
  const waiting = afterCheck(uncheckedTarget(0), group, 'refused', 0);
  expect(waiting.dueAt).toBe(1_000);
  expect(afterCheck(waiting, group, undefined, 1_000).dueAt).toBe(11_000);
});

it('changes its mind only after enough checks one after another', () => {
  const ok = undefined;
  expect(statesAfter([ok, 'x', ok, 'x', 'x', ok, ok, 'x', ok, ok, ok])).toEqual(
    [
      ...['healthy', 'healthy', 'healthy', 'healthy', 'unhealthy'],
      ...['unhealthy', 'unhealthy', 'unhealthy', 'unhealthy', 'unhealthy'],
      'healthy',
    ],
  );
});

it.each([
  ['200', 200, true],
  ['200', 204, false],
  ['200,204', 204, true],
  ['200-299', 299, true],
  ['200-299', 302, false],
])('matches %s with %d: %s', (matcher, status, expected) => {
  expect(matchesCode(matcher, status)).toBe(expected);
});
