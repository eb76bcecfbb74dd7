import { JsonObject } from '@backstage/types';

/** Who does a job at the moment, and what it says of itself. */
export interface Lease {
  /** Undefined when nobody holds it. */
  holder?: string;
  /** Stays when the lease ends. */
  details: JsonObject;
}

/**
 * Lets one replica at a time do a job. A lease ends by itself, so that a
 * replica that dies does not keep the job for ever.
 */
export interface LeaseStore {
  /** Takes a free lease. False when somebody, the caller included, holds it. */
  claim(
    name: string,
    holder: string,
    durationSeconds: number,
  ): Promise<boolean>;

  /** Prolongs a lease. False when the holder has lost it. */
  renew(
    name: string,
    holder: string,
    durationSeconds: number,
    details?: JsonObject,
  ): Promise<boolean>;

  /** Gives a lease back; does nothing when the holder has lost it. */
  release(name: string, holder: string, details?: JsonObject): Promise<void>;

  read(name: string): Promise<Lease>;
}
