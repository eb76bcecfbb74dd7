import { coalesce } from './coalesce';

describe('coalesce', () => {
  it('runs once more for all calls that came while it ran', async () => {
    const ends: (() => void)[] = [];
    const call = coalesce(
      () =>
        new Promise(resolve => {
          ends.push(resolve);
        }),
    );
    const all = [call(), call(), call()];
    expect(ends).toHaveLength(1);
    ends[0]();
    await Promise.resolve();
    await Promise.resolve();
    expect(ends).toHaveLength(2);
    ends[1]();
    await Promise.all(all);
    expect(ends).toHaveLength(2);
  });

  it('can be called again after it has ended, also by a failure', async () => {
    let calls = 0;
    const call = coalesce(async () => {
      calls += 1;
      if (calls === 1) {
        throw new Error('the first one fails');
      }
    });
    await expect(call()).rejects.toThrow('the first one fails');
    await call();
    expect(calls).toBe(2);
  });
});
