import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Tells those who may call from everybody else. */
export interface Credential {
  proves(headers: IncomingHttpHeaders): Promise<boolean>;
}

/** A key in a header. */
export class ApiKeyCredential implements Credential {
  private readonly header: string;

  constructor(header: string, private readonly key: string) {
    this.header = header.toLowerCase();
  }

  async proves(headers: IncomingHttpHeaders): Promise<boolean> {
    const given = headers[this.header];
    return typeof given === 'string' && isSame(given, this.key);
  }
}

/** Compares in the same time, wherever the two differ. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
