import { TestDatabases } from '@backstage/backend-test-utils';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import { migrated } from '../__testUtils__/migrated';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function setUp() {
  const knex = await migrated(databases);
  const clock = new FakeClock();
  const statements: string[] = [];
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  const { interests } = createReplica({ knex, clock });
  return { knex, clock, interests, statements };
}

describe('Interests', () => {
  it('writes as much for two hundred viewers as for one', async () => {
    const { interests, statements } = await setUp();

    for (let viewer = 0; viewer < 200; viewer++) {
      await interests.watch(['a', 'b']);
      await interests.viewMap();
    }

    expect(statements).toHaveLength(2);
  });

  it('keeps a node watched for as long as somebody says so', async () => {
    const { interests, clock } = await setUp();
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await interests.watch(['a']);
      clock.advance(5);
      expect((await interests.active()).nodeIds).toEqual(['a']);
    }
    clock.advance(15);

    expect((await interests.active()).nodeIds).toEqual([]);
  });

  it('tells a newcomer from a viewer who stays', async () => {
    const { interests, clock } = await setUp();

    expect(await interests.watch(['a'])).toBe(true);
    expect(await interests.watch(['a'])).toBe(false);
    expect(await interests.watch(['a', 'b'])).toBe(true);
    expect(await interests.watch([])).toBe(false);
    expect(await interests.viewMap()).toBe(true);
    clock.advance(59);
    expect(await interests.viewMap()).toBe(false);
    clock.advance(61);
    expect(await interests.viewMap()).toBe(true);
  });

  it('counts who watches a node as one who looks at the map', async () => {
    const { interests } = await setUp();
    await interests.watch(['a']);

    expect(await interests.active()).toEqual({ map: true, nodeIds: ['a'] });
  });

  it('does not fail a viewer for a database that does not answer', async () => {
    const { interests, knex } = await setUp();
    await knex.schema.renameTable('event_topology_interests', 'away');

    expect(await interests.watch(['a'])).toBe(true);
    await knex.schema.renameTable('away', 'event_topology_interests');
    await interests.watch(['a']);

    expect((await interests.active()).nodeIds).toEqual(['a']);
  });
});
