import { randomBytes } from 'node:crypto';
import { FakeClock } from '../__testUtils__/FakeClock';
import { testDatabases } from '../__testUtils__/databases';
import { migrated } from '../__testUtils__/migrated';
import { DatabaseDocuments } from './DatabaseDocuments';

const databases = testDatabases();

describe.each(databases.eachSupportedId())('DatabaseDocuments on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    const clock = new FakeClock();
    const documents = new DatabaseDocuments({ knex, now: clock.now });
    return { knex, clock, documents };
  }

  it('gives back what was written, with a revision that grows', async () => {
    const { documents, clock } = await create();

    expect(await documents.read('a')).toBeUndefined();
    expect(await documents.heads(['a'])).toEqual([{ revision: 0, label: '' }]);
    expect(await documents.write('a', { text: 'Grüße ✓' })).toBe(1);
    clock.advance(1);
    expect(
      await documents.write('a', { text: 'Gruß' }, { label: 'second' }),
    ).toBe(2);

    expect(await documents.read('a')).toEqual({
      revision: 2,
      label: 'second',
      updatedAt: '2026-11-27T10:00:01.000Z',
      content: { text: 'Gruß' },
    });
    expect(await documents.heads(['b', 'a'])).toEqual([
      { revision: 0, label: '' },
      { revision: 2, label: 'second', updatedAt: '2026-11-27T10:00:01.000Z' },
    ]);
  });

  it('takes content of any size in pieces, and leaves none behind', async () => {
    const { knex, documents } = await create();
    // Random, so that it does not compress to one piece.
    const large = randomBytes(900_000).toString('base64');

    await documents.write('a', large);
    const pieces = await knex('event_topology_document_chunks').count({
      n: '*',
    });
    expect(Number(pieces[0].n)).toBeGreaterThan(2);
    expect((await documents.read<string>('a'))?.content).toBe(large);

    await documents.write('a', 'small');
    const left = await knex('event_topology_document_chunks').count({ n: '*' });
    expect(Number(left[0].n)).toBe(1);
  });

  it('writes on top of the revision that was expected only', async () => {
    const { documents } = await create();

    expect(await documents.write('a', 1, { expectedRevision: 0 })).toBe(1);
    expect(
      await documents.write('a', 2, { expectedRevision: 0 }),
    ).toBeUndefined();
    expect((await documents.read('a'))?.content).toBe(1);
    expect(await documents.write('a', 3, { expectedRevision: 1 })).toBe(2);
  });

  it('lets one of several writers through that expect the same', async () => {
    const { documents } = await create();
    await documents.write('a', 'before');

    const written = await Promise.all(
      ['x', 'y', 'z'].map(content =>
        documents.write('a', content, { expectedRevision: 1 }),
      ),
    );

    expect(written.filter(revision => revision === 2)).toHaveLength(1);
    expect(written.filter(revision => revision === undefined)).toHaveLength(2);
  });

  it('does not read a document of another format, and replaces it', async () => {
    const { knex, documents } = await create();
    await documents.write('a', 'new');
    await knex('event_topology_documents').update({ format: 99 });

    expect(await documents.read('a')).toBeUndefined();
    expect(await documents.heads(['a'])).toEqual([
      expect.objectContaining({ revision: 1 }),
    ]);
    expect(await documents.write('a', 'newer', { expectedRevision: 1 })).toBe(
      2,
    );
    expect((await documents.read('a'))?.content).toBe('newer');
  });

  it('says so when pieces are missing', async () => {
    const { knex, documents } = await create();
    await documents.write('a', 'whole');
    await knex('event_topology_document_chunks').delete();

    await expect(documents.read('a')).rejects.toThrow('"a"');
  });
});
