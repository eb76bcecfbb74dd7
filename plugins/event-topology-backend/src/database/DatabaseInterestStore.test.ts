import { FakeClock } from '../__testUtils__/FakeClock';
import { testDatabases } from '../__testUtils__/databases';
import { queueArn } from '../__testUtils__/estate';
import { migrated } from '../__testUtils__/migrated';
import { DatabaseInterestStore } from './DatabaseInterestStore';

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseInterestStore on %s',
  id => {
    async function create() {
      const knex = await migrated(databases, id);
      const clock = new FakeClock();
      const store = new DatabaseInterestStore({ knex, now: clock.now });
      return { knex, clock, store };
    }

    it('knows what is looked at until it runs out', async () => {
      const { store, clock } = await create();
      await store.extend(['a', 'b'], 15);
      clock.advance(10);
      await store.extend(['b', 'c', 'b'], 15);

      expect(await store.active()).toEqual(['a', 'b', 'c']);
      clock.advance(5);
      expect(await store.active()).toEqual(['b', 'c']);
      clock.advance(10);
      expect(await store.active()).toEqual([]);
    });

    it('takes more subjects than fit one statement', async () => {
      const { store } = await create();
      const subjects = Array.from({ length: 1234 }, (_, n) =>
        queueArn(`q${n}`),
      );

      await store.extend(subjects, 15);

      expect(await store.active()).toHaveLength(1234);
    });

    it('forgets what has run out', async () => {
      const { knex, store, clock } = await create();
      await store.extend(['a'], 15);
      clock.advance(10);
      await store.extend(['b'], 15);
      clock.advance(10);

      await store.prune();

      expect(await knex('event_topology_interests').pluck('subject')).toEqual([
        'b',
      ]);
    });
  },
);
