import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { Lease, LeaseStore } from './LeaseStore';

const LEASES = 'event_topology_leases';

interface LeaseRow {
  name: string;
  holder: string;
  expires_at: string;
  details: string;
}

/**
 * Keeps leases in the plugin's database. Expiry is told by the replicas' own
 * clocks, so these may differ by less than a lease's duration.
 */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  async claim(
    name: string,
    holder: string,
    durationSeconds: number,
  ): Promise<boolean> {
    await this.#knex<LeaseRow>(LEASES)
      .insert({ name, holder: '', expires_at: this.#at(0), details: '{}' })
      .onConflict('name')
      .ignore();
    const claimed = await this.#knex<LeaseRow>(LEASES)
      .where({ name })
      .andWhere(free =>
        free.where('holder', '').orWhere('expires_at', '<=', this.#at(0)),
      )
      .update({ holder, expires_at: this.#at(durationSeconds) });
    return claimed === 1;
  }

  async renew(
    name: string,
    holder: string,
    durationSeconds: number,
    details?: JsonObject,
  ): Promise<boolean> {
    const renewed = await this.#knex<LeaseRow>(LEASES)
      .where({ name, holder })
      .update({
        expires_at: this.#at(durationSeconds),
        ...(details ? { details: JSON.stringify(details) } : {}),
      });
    return renewed === 1;
  }

  async release(
    name: string,
    holder: string,
    details?: JsonObject,
  ): Promise<void> {
    await this.#knex<LeaseRow>(LEASES)
      .where({ name, holder })
      .update({
        holder: '',
        expires_at: this.#at(0),
        ...(details ? { details: JSON.stringify(details) } : {}),
      });
  }

  async read(name: string): Promise<Lease> {
    const row = await this.#knex<LeaseRow>(LEASES).where({ name }).first();
    if (!row) {
      return { details: {} };
    }
    const held = row.holder !== '' && row.expires_at > this.#at(0);
    return {
      ...(held ? { holder: row.holder } : {}),
      details: JSON.parse(row.details),
    };
  }

  #at(secondsFromNow: number): string {
    return new Date(this.#now() + secondsFromNow * 1000).toISOString();
  }
}
