import { formatDuration } from './format-duration';

describe('formatDuration', () => {
  it.each([
    [0, '0 seconds'],
    [0.25, '0.25 seconds'],
    [1, '1 second'],
    [59.6, '1 minute'],
    [200, '3 minutes 20 seconds'],
    [3_600, '1 hour'],
    [90_061, '1 day 1 hour'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(formatDuration(seconds, { locale: 'en' })).toBe(words);
  });

  it('speaks the language of the reader', () => {
    expect(formatDuration(120, { locale: 'de' })).toBe('2 Minuten');
  });

  it('is short where there is little room', () => {
    expect(formatDuration(90, { locale: 'en', display: 'narrow' })).toBe(
      '1m 30s',
    );
  });
});
