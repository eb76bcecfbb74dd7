import { ManualClock } from '../../core';
import { Surge } from './surge';

describe('Surge', () => {
  it('adds orders until its time is over', async () => {
    const clock = new ManualClock();
    const surge = new Surge(clock);
    expect(surge.extraOrdersPerSecond()).toBe(0);

    surge.start({ ordersPerSecond: 40, durationSeconds: 60 });
    expect(surge.extraOrdersPerSecond()).toBe(40);
    await clock.advance(59_999);
    expect(surge.status()).toMatchObject({ active: true, ordersPerSecond: 40 });
    await clock.advance(1);
    expect(surge.extraOrdersPerSecond()).toBe(0);
    expect(surge.status()).toMatchObject({ active: false });
  });

  it('has defaults, and takes one figure alone', () => {
    const surge = new Surge(new ManualClock());
    const usual = surge.start({});
    expect(usual.ordersPerSecond).toBeGreaterThan(10);
    expect(surge.start({ durationSeconds: 5 })).toMatchObject({
      ordersPerSecond: usual.ordersPerSecond,
      durationSeconds: 5,
    });
  });

  it.each([
    [{ ordersPerSecond: 0 }, 'ordersPerSecond'],
    [{ ordersPerSecond: 'many' }, 'ordersPerSecond'],
    [{ durationSeconds: 86_400 }, 'durationSeconds'],
    [null, 'object'],
  ])('refuses %j and says why', (input, word) => {
    const surge = new Surge(new ManualClock());
    expect(() => surge.start(input)).toThrow(word);
    expect(surge.isActive()).toBe(false);
  });
});
