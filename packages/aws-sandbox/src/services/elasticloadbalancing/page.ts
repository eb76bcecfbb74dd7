import { Page, paginate } from '../../core';
import { validationError } from './errors';

const PAGE_MAXIMUM = 400;

/**
 * A page of an ELB list: `Marker` in, `NextMarker` out.
 *
 * @throws AwsError `ValidationError` for a page size or marker that ELB refuses
 */
export function loadBalancingPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { PageSize?: number; Marker?: string },
): Page<T> {
  const { PageSize } = input;
  if (PageSize !== undefined && (PageSize < 1 || PageSize > PAGE_MAXIMUM)) {
    throw validationError(`Page size must be between 1 and ${PAGE_MAXIMUM}`);
  }
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    { asked: PageSize, maximum: PAGE_MAXIMUM, token: input.Marker },
    () => validationError('The marker is not valid'),
  );
}
