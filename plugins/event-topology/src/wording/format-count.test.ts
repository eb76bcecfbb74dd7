import { formatCount } from './format-count';

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [1.42, '1.4'],
    [12.6, '13'],
    [1234, '1,234'],
    [18_400, '18.4K'],
    [2_500_000, '2.5M'],
  ])('says %d as %s', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});
