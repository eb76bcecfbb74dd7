import { Page, paginate } from '../../core';
import { invalidParameter } from './errors';

/**
 * A page of a Lambda list.
 *
 * @throws AwsError `InvalidParameterValueException` for a marker that was never given
 */
export function lambdaPage<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { MaxItems?: number; Marker?: string },
  maximum: number,
): Page<T> {
  return paginate(
    [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    { asked: input.MaxItems, maximum, token: input.Marker },
    () => invalidParameter('The marker is not valid'),
  );
}
