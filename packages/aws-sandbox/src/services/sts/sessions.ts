import { randomBytes } from 'node:crypto';
import { World } from '../../core';

/** Temporary credentials that this sandbox gave out. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  accountId: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  principalArn: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Tells keys of a sandbox, also of one that has ended, from a user's real keys. */
const KEY_PREFIX = 'ASIASANDBOX';

const sessionsByWorld = new WeakMap<World, Map<string, Session>>();

/** Gives out temporary credentials. */
export function openSession(
  world: World,
  session: Pick<Session, 'accountId' | 'principalArn' | 'expiresAt'>,
): Session {
  const opened: Session = {
    ...session,
    accessKeyId: `${KEY_PREFIX}${randomId(9)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  };
  let sessions = sessionsByWorld.get(world);
  if (!sessions) {
    sessions = new Map();
    sessionsByWorld.set(world, sessions);
  }
  sessions.set(opened.accessKeyId, opened);
  return opened;
}

/** The session of an access key, expired ones included. */
export function findSession(
  world: World,
  accessKeyId: string,
): Session | undefined {
  return sessionsByWorld.get(world)?.get(accessKeyId);
}

/** Whether some sandbox, perhaps one that has ended since, gave out this key. */
export function isSandboxSessionKey(accessKeyId: string): boolean {
  return accessKeyId.startsWith(KEY_PREFIX);
}

/** An identifier in AWS's alphabet of capital letters and digits 2 to 7. */
export function randomId(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(
    randomBytes(length),
    byte => alphabet[byte % alphabet.length],
  ).join('');
}
