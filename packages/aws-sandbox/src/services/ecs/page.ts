import { Page, paginate } from '../../core';
import { invalidParameter, invalidToken } from './errors';

/**
 * A page of an ECS list: at most 100 items, fewer where the operation says so.
 *
 * @throws AwsError `InvalidParameterException` for a page size or token that ECS refuses
 */
export function ecsPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { maxResults?: number; nextToken?: string },
  defaultSize = 100,
): Page<T> {
  const { maxResults } = input;
  if (maxResults !== undefined && (maxResults < 1 || maxResults > 100)) {
    throw invalidParameter('maxResults must be between 1 and 100');
  }
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    {
      asked: maxResults ?? defaultSize,
      maximum: 100,
      token: input.nextToken,
    },
    invalidToken,
  );
}
