import { Page, paginate } from '../../core';
import { invalidNextToken } from './errors';

/** A page of a list of Application Auto Scaling, sorted by key. */
export function autoScalingPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { MaxResults?: number; NextToken?: string },
  maximum = 50,
): Page<T> {
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    { asked: input.MaxResults, maximum, token: input.NextToken },
    invalidNextToken,
  );
}
