import { testTranslate } from '../__testUtils__/translate';
import { formatAge, formatDuration } from './format-duration';

const t = testTranslate();

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [0.25, '250 ms'],
    [42, '42 s'],
    [60, '1 min'],
    [95, '1 min 35 s'],
    [3600, '1 h'],
    [5400, '1 h 30 min'],
    [86_400, '1 day'],
    [90_000, '1 d 1 h'],
    [1_209_600, '14 days'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(formatDuration(t, seconds)).toBe(text);
  });
});

describe('formatAge', () => {
  it('counts from the moment to now', () => {
    const now = Date.parse('2026-01-01T00:01:00Z');
    expect(formatAge(t, '2026-01-01T00:00:48Z', now)).toBe('12 s');
  });

  it('never says that something is of the future', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(formatAge(t, '2026-01-01T00:00:05Z', now)).toBe('0 s');
  });
});
