import { durationInWords } from './duration-in-words';

describe('durationInWords', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59.6, '1 minute'],
    [75, '1 minute 15 seconds'],
    [3600, '1 hour'],
    [345_600, '4 days'],
    [90_061, '1 day 1 hour'],
    [86_459, '1 day'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});
