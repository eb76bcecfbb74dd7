import { AwsError } from './errors';

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  nextToken?: string;
}

/**
 * Cuts a page out of a list. Tokens are opaque to the client and name the key
 * of the next item, so that a page is right even when items were added or
 * removed in between.
 *
 * @param items - sorted by `keyOf`
 * @param keyOf - a unique key of each item
 * @param limits - `asked` is the caller's wish, `maximum` the service's own limit
 * @param invalidToken - the error for a token that the sandbox never gave
 */
export function paginate<T>(
  items: T[],
  keyOf: (item: T) => string,
  limits: { asked?: number; maximum: number; token?: string },
  invalidToken: () => AwsError = () =>
    new AwsError('InvalidNextToken', 'The token is not valid'),
): Page<T> {
  const size = Math.max(
    1,
    Math.min(limits.asked ?? limits.maximum, limits.maximum),
  );
  let from = 0;
  if (limits.token !== undefined && limits.token !== '') {
    const key = decodeToken(limits.token);
    if (key === undefined) {
      throw invalidToken();
    }
    const found = items.findIndex(item => keyOf(item) >= key);
    from = found === -1 ? items.length : found;
  }
  const page = items.slice(from, from + size);
  const next = items[from + size];
  return {
    items: page,
    nextToken: next === undefined ? undefined : encodeToken(keyOf(next)),
  };
}

function encodeToken(key: string): string {
  return Buffer.from(JSON.stringify({ k: key })).toString('base64url');
}

function decodeToken(token: string): string | undefined {
  try {
    const { k } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof k === 'string' ? k : undefined;
  } catch {
    return undefined;
  }
}
