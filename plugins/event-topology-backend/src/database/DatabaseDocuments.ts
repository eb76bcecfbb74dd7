import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Knex } from 'knex';

const DOCUMENTS = 'event_topology_documents';
const CHUNKS = 'event_topology_document_chunks';

/** Bytes of one row: small enough for every driver, large enough to be few. */
const CHUNK_BYTES = 256 * 1024;

/** Goes up when the content's shape changes so that older code can't read it. */
const FORMAT = 1;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

interface ChunkRow {
  name: string;
  revision: number;
  position: number;
  data: Buffer;
}

interface DocumentRow {
  name: string;
  revision: number;
  label: string;
  format: number;
  chunks: number;
  updated_at: string;
}

/** What is known of a document without reading it. */
export interface DocumentHead {
  /** 0 when it was never written. */
  revision: number;
  label: string;
  /** ISO 8601, UTC. */
  updatedAt?: string;
}

/** A document and its head. */
export interface Document<T> extends DocumentHead {
  content: T;
}

/**
 * JSON documents in the database, compressed and in pieces, so that a large
 * one is nothing special for SQLite or PostgreSQL. Each write makes a new
 * revision and removes the one before.
 */
export class DatabaseDocuments {
  readonly #knex: Knex;
  readonly #now: () => number;

  constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  /** The heads of documents, in the order asked for: one cheap query. */
  async heads(
    names: string[],
    knex: Knex = this.#knex,
  ): Promise<DocumentHead[]> {
    const rows = await knex<DocumentRow>(DOCUMENTS).whereIn('name', names);
    return names.map(name => {
      const row = rows.find(candidate => candidate.name === name);
      return row
        ? {
            revision: row.revision,
            label: row.label,
            updatedAt: row.updated_at,
          }
        : { revision: 0, label: '' };
    });
  }

  /**
   * Reads a document. Undefined when there is none, or none that this version
   * of the plugin can read.
   */
  async read<T>(name: string): Promise<Document<T> | undefined> {
    // A writer may replace the chunks between the two queries; then the count
    // does not fit and the next attempt sees the new revision.
    for (let attempt = 0; attempt < 3; attempt++) {
      const row = await this.#knex<DocumentRow>(DOCUMENTS)
        .where({ name })
        .first();
      if (!row || row.format !== FORMAT || row.chunks === 0) {
        return undefined;
      }
      const chunks = await this.#knex<ChunkRow>(CHUNKS)
        .where({ name, revision: row.revision })
        .orderBy('position')
        .select('data');
      if (chunks.length === row.chunks) {
        const json = await decompress(
          Buffer.concat(chunks.map(chunk => chunk.data)),
        );
        return {
          revision: row.revision,
          label: row.label,
          updatedAt: row.updated_at,
          content: JSON.parse(json.toString('utf8')),
        };
      }
    }
    throw new Error(
      `The document "${name}" kept changing while it was read from the database`,
    );
  }

  /**
   * Writes a document and returns its revision.
   *
   * @param expectedRevision - when given, the write happens only if the
   *   document still has this revision (0: was never written); undefined is
   *   returned when another replica was faster
   */
  async write(
    name: string,
    content: unknown,
    options: {
      label?: string;
      expectedRevision?: number;
      transaction?: Knex.Transaction;
    } = {},
  ): Promise<number | undefined> {
    const data = await compress(Buffer.from(JSON.stringify(content), 'utf8'));
    const { transaction } = options;
    const store = (knex: Knex.Transaction) =>
      this.#store(knex, name, data, options);
    return transaction ? store(transaction) : this.#knex.transaction(store);
  }

  async #store(
    knex: Knex.Transaction,
    name: string,
    data: Buffer,
    options: { label?: string; expectedRevision?: number },
  ): Promise<number | undefined> {
    const updatedAt = new Date(this.#now()).toISOString();
    await knex<DocumentRow>(DOCUMENTS)
      .insert({
        name,
        revision: 0,
        label: '',
        format: FORMAT,
        chunks: 0,
        updated_at: updatedAt,
      })
      .onConflict('name')
      .ignore();
    const current = await knex<DocumentRow>(DOCUMENTS)
      .where({ name })
      .forUpdate()
      .first('revision');
    const before = current?.revision ?? 0;
    const { expectedRevision = before } = options;
    const pieces: Buffer[] = [];
    for (let start = 0; start < data.length; start += CHUNK_BYTES) {
      pieces.push(data.subarray(start, start + CHUNK_BYTES));
    }
    const revision = expectedRevision + 1;
    const updated = await knex<DocumentRow>(DOCUMENTS)
      .where({ name, revision: expectedRevision })
      .update({
        revision,
        label: options.label ?? '',
        format: FORMAT,
        chunks: pieces.length,
        updated_at: updatedAt,
      });
    if (updated === 0) {
      return undefined;
    }
    await knex<ChunkRow>(CHUNKS).where({ name }).delete();
    for (const [position, piece] of pieces.entries()) {
      await knex<ChunkRow>(CHUNKS).insert({
        name,
        revision,
        position,
        data: piece,
      });
    }
    return revision;
  }
}
