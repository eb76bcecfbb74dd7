import { TestDatabases } from '@backstage/backend-test-utils';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { migrated } from '../__testUtils__/migrated';
import {
  loyaltyEntity,
  partnerEntity,
  sharedEstate,
} from '../__testUtils__/shared-estate';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Everything that a replica says to everybody while an estate lives and fails. */
async function said() {
  const clock = new FakeClock();
  const replica = createReplica({
    knex: await migrated(databases),
    clock,
    source: new FakeTopologySource(sharedEstate()),
    entities: [loyaltyEntity, partnerEntity],
  });
  await replica.refresh({ asked: true });
  await replica.tick();
  const { nodes, ...rest } = sharedEstate();
  replica.source.finds({ ...rest, nodes: nodes.slice(1) });
  clock.advance(60);
  await replica.refresh();
  await replica.refresher.relink();
  replica.source.fails(new Error('partner-inbox could not be read'));
  clock.advance(60);
  await replica.refresh();
  return replica.signals.published.map(({ message }) => message);
}

describe('the signals', () => {
  it('say that something changed, and never what', async () => {
    const messages = await said();

    expect(new Set(messages.map(({ type }) => type))).toEqual(
      new Set(['topology', 'readings', 'status']),
    );
    // A new field is a decision: signals go to all who are signed in.
    for (const { type, version = '', at = '', ...more } of messages) {
      expect([type, more]).toEqual([type, {}]);
      expect(version).toMatch(/^([\w-]{27})?$/);
      expect(at).toMatch(/^(\d{4}-\d\d-\d\dT[\d:.]+Z)?$/);
    }
  });
});
