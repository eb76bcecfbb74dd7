import { Knex } from 'knex';
import { InterestStore } from './InterestStore';

const INTERESTS = 'event_topology_interests';

/** Rows of one statement; SQLite allows some thousand bound values. */
const BATCH = 200;

interface InterestRow {
  subject: string;
  expires_at: string;
}

/** Keeps interests in the plugin's database. */
export class DatabaseInterestStore implements InterestStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  async extend(subjects: string[], durationSeconds: number): Promise<void> {
    const expires = new Date(
      this.#now() + durationSeconds * 1000,
    ).toISOString();
    // In one order everywhere, so that replicas that extend the same subjects
    // at the same time don't wait for each other in a circle.
    const ordered = [...new Set(subjects)].sort();
    for (let start = 0; start < ordered.length; start += BATCH) {
      await this.#knex<InterestRow>(INTERESTS)
        .insert(
          ordered
            .slice(start, start + BATCH)
            .map(subject => ({ subject, expires_at: expires })),
        )
        .onConflict('subject')
        .merge(['expires_at']);
    }
  }

  async active(): Promise<string[]> {
    const rows = await this.#knex<InterestRow>(INTERESTS)
      .where('expires_at', '>', this.#iso())
      .orderBy('subject')
      .select('subject');
    return rows.map(row => row.subject);
  }

  async prune(): Promise<void> {
    await this.#knex<InterestRow>(INTERESTS)
      .where('expires_at', '<=', this.#iso())
      .delete();
  }

  #iso(): string {
    return new Date(this.#now()).toISOString();
  }
}
