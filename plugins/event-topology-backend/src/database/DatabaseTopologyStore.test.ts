import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { FakeClock } from '../__testUtils__/FakeClock';
import { testDatabases } from '../__testUtils__/databases';
import { loyalty, queue } from '../__testUtils__/estate';
import { migrated } from '../__testUtils__/migrated';
import { assembleSnapshot } from '../assembly/assemble-snapshot';
import { DatabaseDocuments } from './DatabaseDocuments';
import { DatabaseTopologyStore } from './DatabaseTopologyStore';

const databases = testDatabases();

function snapshot(found = loyalty(), generatedAt = '2026-11-27T10:00:00.000Z') {
  return assembleSnapshot({
    previous: undefined,
    results: [found],
    failures: [],
    link: nodes => nodes,
    generatedAt,
  });
}

describe.each(databases.eachSupportedId())(
  'DatabaseTopologyStore on %s',
  id => {
    async function create() {
      const knex = await migrated(databases, id);
      const { now } = new FakeClock();
      const documents = new DatabaseDocuments({ knex, now });
      return {
        knex,
        documents,
        store: new DatabaseTopologyStore({ knex, documents }),
      };
    }

    /** How often the graph was written. */
    async function graphRevision(documents: DatabaseDocuments) {
      const [{ revision }] = await documents.heads(['topology-graph']);
      return revision;
    }

    it('gives back the whole snapshot', async () => {
      const { store } = await create();
      expect(await store.revision()).toBe(0);
      expect(await store.load()).toBeUndefined();

      const stored = await store.save(snapshot(), 0);

      expect(stored).toEqual({ revision: 1, snapshot: snapshot() });
      expect(await store.revision()).toBe(1);
      expect(await store.load()).toEqual(stored);
    });

    it('writes the graph when it changes, and the times of every read', async () => {
      const { store, documents } = await create();
      await store.save(snapshot(), 0);
      const later = snapshot(loyalty(), '2026-11-27T10:02:00.000Z');
      await store.save(later, 1);

      expect((await store.load())?.snapshot).toEqual(later);
      expect(await graphRevision(documents)).toBe(1);

      const changed: TopologySnapshot = snapshot(
        loyalty({ nodes: [queue('offers')] }),
      );
      await store.save(changed, 2);
      expect((await store.load())?.snapshot).toEqual(changed);
      expect(await graphRevision(documents)).toBe(2);
    });

    it('reads no graph that the caller has', async () => {
      const { knex, store } = await create();
      const known = await store.save(snapshot(), 0);
      const later = snapshot(loyalty(), '2026-11-27T10:02:00.000Z');
      await store.save(later, 1);
      await knex('event_topology_document_chunks')
        .where({ name: 'topology-graph' })
        .delete();

      expect(await store.load(known)).toEqual({ revision: 2, snapshot: later });
    });

    it('leaves alone what another replica stored meanwhile', async () => {
      const { store } = await create();
      const theirs = snapshot(loyalty({ edges: [] }));
      await store.save(theirs, 0);

      expect(await store.save(snapshot(), 0)).toBeUndefined();
      expect(await store.load()).toEqual({ revision: 1, snapshot: theirs });
    });
  },
);
