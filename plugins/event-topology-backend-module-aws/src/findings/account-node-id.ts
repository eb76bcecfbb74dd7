const PREFIX = 'urn:event-topology:account:';

/** The id of the stand-in for a whole account: somebody there, nobody says who. */
export function accountNodeId(accountId: string): string {
  return `${PREFIX}${accountId}`;
}

/** The account that a stand-in's id is of; undefined for other ids. */
export function accountOfNodeId(id: string): string | undefined {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}
