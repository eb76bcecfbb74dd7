import { Page, paginate } from '../../core';
import { validationException } from './state';

/** A page of a Scheduler list: at most 100 items. */
export function schedulerPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { MaxResults?: number; NextToken?: string },
): Page<T> {
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    { asked: input.MaxResults, maximum: 100, token: input.NextToken },
    () => validationException('NextToken is not valid'),
  );
}
