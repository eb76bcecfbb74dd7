import { AwsError, paginate } from '../../core';

const DEFAULT_ITEMS = 100;
const MAXIMUM_ITEMS = 1_000;

/** A page in IAM's manner, with a marker and a word on whether more follows. */
export function page<T>(
  items: T[],
  keyOf: (item: T) => string,
  input: { Marker?: string; MaxItems?: number },
): { items: T[]; IsTruncated: boolean; Marker: string | undefined } {
  const { items: slice, nextToken } = paginate(
    items,
    keyOf,
    {
      asked: input.MaxItems ?? DEFAULT_ITEMS,
      maximum: MAXIMUM_ITEMS,
      token: input.Marker,
    },
    () => new AwsError('ValidationError', 'Invalid Marker.'),
  );
  return {
    items: slice,
    IsTruncated: nextToken !== undefined,
    Marker: nextToken,
  };
}
