import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * SQLite, and PostgreSQL where one is at hand: set
 * `BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING` to a server's address.
 * To be called once at the top of a test file.
 */
export function testDatabases(): TestDatabases {
  return TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_17'],
    disableDocker: true,
  });
}
