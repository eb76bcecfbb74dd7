import { FakeClock } from '../__testUtils__/FakeClock';
import { testDatabases } from '../__testUtils__/databases';
import { migrated } from '../__testUtils__/migrated';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';

const databases = testDatabases();

describe.each(databases.eachSupportedId())('DatabaseLeaseStore on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    const clock = new FakeClock();
    return { clock, leases: new DatabaseLeaseStore({ knex, now: clock.now }) };
  }

  it('gives a lease to one of all who ask at once', async () => {
    const { leases } = await create();

    const claims = await Promise.all(
      ['a', 'b', 'a', 'c'].map(holder => leases.claim('job', holder, 30)),
    );

    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('keeps leases of different names apart', async () => {
    const { leases } = await create();

    expect(await leases.claim('job', 'a', 30)).toBe(true);
    expect(await leases.claim('other job', 'b', 30)).toBe(true);
  });

  it('frees a lease when it runs out, or is given back', async () => {
    const { leases, clock } = await create();
    await leases.claim('job', 'a', 30);

    clock.advance(29);
    expect(await leases.claim('job', 'b', 30)).toBe(false);
    clock.advance(1);
    expect(await leases.claim('job', 'b', 30)).toBe(true);
    await leases.release('job', 'b');
    expect(await leases.claim('job', 'c', 30)).toBe(true);
  });

  it('prolongs a lease for its holder only, and says when it is lost', async () => {
    const { leases, clock } = await create();
    await leases.claim('job', 'a', 30);
    clock.advance(20);
    expect(await leases.renew('job', 'a', 30)).toBe(true);
    clock.advance(20);
    expect(await leases.claim('job', 'b', 30)).toBe(false);
    clock.advance(10);
    expect(await leases.claim('job', 'b', 30)).toBe(true);

    expect(await leases.renew('job', 'a', 30)).toBe(false);
    await leases.release('job', 'a');
    expect((await leases.read('job')).holder).toBe('b');
  });

  it('tells what the job says of itself, also when it has ended', async () => {
    const { leases, clock } = await create();
    expect(await leases.read('job')).toEqual({ details: {} });
    await leases.claim('job', 'a', 30);
    await leases.renew('job', 'a', 30, { done: 1 });

    expect(await leases.read('job')).toEqual({
      holder: 'a',
      details: { done: 1 },
    });
    clock.advance(31);
    expect(await leases.read('job')).toEqual({ details: { done: 1 } });
    await leases.release('job', 'a', { done: 2 });
    expect(await leases.read('job')).toEqual({ details: { done: 2 } });
  });
});
