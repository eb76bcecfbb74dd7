import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { connectDatabase } from '../database/connect-database';

type DatabaseId = Parameters<TestDatabases['init']>[0];

/** A new database with the plugin's tables. */
export async function migrated(
  databases: TestDatabases,
  id: DatabaseId = 'SQLITE_3',
): Promise<Knex> {
  const knex = await databases.init(id);
  return connectDatabase(mockServices.database({ knex }));
}
