import { Random } from './random';

describe('Random', () => {
  const draw = (seed: string, count: number) => {
    const random = new Random(seed);
    return Array.from({ length: count }, () => random.next());
  };

  it('gives the same numbers for the same seed, others for another', () => {
    expect(draw('a', 20)).toEqual(draw('a', 20));
    expect(draw('a', 20)).not.toEqual(draw('b', 20));
  });

  it('spreads evenly between 0 and 1', () => {
    const numbers = draw('spread', 20_000);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => numbers.filter(n => Math.floor(n * 10) === tenth).length,
    );
    for (const count of tenths) {
      expect(count).toBeGreaterThan(1800);
      expect(count).toBeLessThan(2200);
    }
  });

  it('counts rare things so that their mean comes out', () => {
    const random = new Random('poisson');
    const draws = Array.from({ length: 20_000 }, () => random.poisson(0.5));
    const mean = draws.reduce((sum, n) => sum + n, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.max(...draws)).toBeGreaterThan(2);
  });
});
