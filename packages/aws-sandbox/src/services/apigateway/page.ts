import { Page, paginate } from '../../core';
import { badRequest } from './state';

const PAGE_DEFAULT = 25;
const PAGE_MAXIMUM = 500;

/**
 * A page of an API Gateway list: 25 items unless asked otherwise, 500 at most;
 * `position` is the token.
 */
export function apiGatewayPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { limit?: number; position?: string },
): Page<T> {
  if (input.limit !== undefined && input.limit < 1) {
    throw badRequest('limit must be at least 1');
  }
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    {
      asked: input.limit ?? PAGE_DEFAULT,
      maximum: PAGE_MAXIMUM,
      token: input.position,
    },
    () => badRequest('Invalid position parameter specified'),
  );
}
