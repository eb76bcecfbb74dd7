import { inWords } from './schedule-check';

describe('example:schedule:check', () => {
  it.each([
    ['rate(1 day)', 'every day'],
    ['rate(2 hours)', 'every 2 hours'],
    ['cron(0 3 * * ? *)', 'when 0 3 * * ? * matches the clock'],
  ])('puts %s into words', (expression, words) => {
    expect(inWords(expression)).toBe(words);
  });

  it.each(['', 'rate(0 days)', 'rate(2 weeks)', 'cron(0 3 * * *)', 'at(now)'])(
    'refuses %j',
    expression => {
      expect(() => inWords(expression)).toThrow('expression: ');
    },
  );
});
