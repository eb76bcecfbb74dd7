import { ImmutableCache } from './immutable-cache';

describe('ImmutableCache', () => {
  it('loads once, however many ask at the same time', async () => {
    const cache = new ImmutableCache();
    let loads = 0;
    const load = async () => {
      loads += 1;
      return 'value';
    };

    const values = await Promise.all([
      cache.get('a', load),
      cache.get('a', load),
    ]);
    await cache.get('a', load);

    expect(values).toEqual(['value', 'value']);
    expect(loads).toBe(1);
  });

  it('does not remember a failure', async () => {
    const cache = new ImmutableCache();

    await expect(
      cache.get('a', async () => {
        throw new Error('throttled');
      }),
    ).rejects.toThrow('throttled');

    await expect(cache.get('a', async () => 'value')).resolves.toBe('value');
  });

  it('forgets what was not used for longest', async () => {
    const cache = new ImmutableCache(2);
    let loads = 0;
    const load = async () => {
      loads += 1;
    };
    await cache.get('a', load);
    await cache.get('b', load);
    await cache.get('a', load);
    await cache.get('c', load);

    await cache.get('a', load);
    expect(loads).toBe(3);
    await cache.get('b', load);
    expect(loads).toBe(4);
  });
});
