import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';

const databases = testDatabases();

const directory = resolvePackagePath(
  '@ecs-eda/plugin-event-topology-backend',
  'migrations',
);

const TABLES = [
  'event_topology_documents',
  'event_topology_document_chunks',
  'event_topology_leases',
  'event_topology_interests',
];

async function existing(knex: Knex): Promise<string[]> {
  const found = await Promise.all(
    TABLES.map(table => knex.schema.hasTable(table)),
  );
  return TABLES.filter((_, index) => found[index]);
}

describe('the migrations', () => {
  it.each(databases.eachSupportedId())(
    'go up, down and up again on %s',
    async id => {
      const knex = await databases.init(id);

      await knex.migrate.latest({ directory });
      expect(await existing(knex)).toEqual(TABLES);

      await knex.migrate.rollback({ directory }, true);
      expect(await existing(knex)).toEqual([]);

      await knex.migrate.latest({ directory });
      expect(await existing(knex)).toEqual(TABLES);
    },
  );

  it.each(databases.eachSupportedId())(
    'hold what the stores write on %s',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory });

      await knex('event_topology_interests').insert({
        subject: 'a'.repeat(2048),
        expires_at: new Date().toISOString(),
      });
      await expect(
        knex('event_topology_leases').insert({
          name: 'refresh',
          holder: null,
          expires_at: new Date().toISOString(),
          details: '{}',
        }),
      ).rejects.toMatchObject({ message: expect.stringMatching(/null/i) });
    },
  );
});
