import { createHash } from 'node:crypto';

/** The unique id of a role. The same role has the same id each time. */
export function roleId(accountId: string, roleName: string): string {
  return uniqueId('AROA', `${accountId}/role/${roleName}`);
}

/** The unique id of a principal as `GetCallerIdentity` gives it. */
export function principalId(principalArn: string): string {
  const assumed = /::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(principalArn);
  if (assumed) {
    const [, accountId, roleName, sessionName] = assumed;
    return `${roleId(accountId, roleName)}:${sessionName}`;
  }
  return uniqueId('AIDA', principalArn);
}

function uniqueId(prefix: string, name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return `${prefix}${digest.slice(0, 17).toUpperCase()}`;
}
