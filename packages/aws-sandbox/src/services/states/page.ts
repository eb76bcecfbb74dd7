import { Page, paginate } from '../../core';
import { invalidToken, validationException } from './errors';

const DEFAULT_SIZE = 100;
const MAXIMUM_SIZE = 1_000;

/**
 * A page of a Step Functions list: 100 items unless asked otherwise, at most
 * 1,000.
 *
 * @throws AwsError `ValidationException` for a page size that it refuses, `InvalidToken`
 */
export function statesPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { maxResults?: number; nextToken?: string },
): Page<T> {
  const { maxResults = 0 } = input;
  if (maxResults < 0 || maxResults > MAXIMUM_SIZE) {
    throw validationException(
      `maxResults must be between 0 and ${MAXIMUM_SIZE}`,
    );
  }
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    {
      asked: maxResults === 0 ? DEFAULT_SIZE : maxResults,
      maximum: MAXIMUM_SIZE,
      token: input.nextToken,
    },
    () => invalidToken('nextToken'),
  );
}
