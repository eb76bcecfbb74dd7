/** One account in one region. */
export interface Scope {
  accountId: string;
  region: string;
}

/** `accountId/region`, as a key. */
export function scopeKey(scope: Scope): string {
  return `${scope.accountId}/${scope.region}`;
}
