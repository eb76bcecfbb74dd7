import pLimit from 'p-limit';

/**
 * Does some work for each item, so many at a time and in their order.
 *
 * @returns what comes of each; a failure is for whoever looks at the item
 */
export function inLanes<T, R>(
  items: T[],
  lanes: number,
  work: (item: T) => Promise<R>,
): Map<T, Promise<R>> {
  const limit = pLimit(lanes);
  return new Map(
    items.map(item => {
      const result = limit(() => work(item));
      // It may fail long before somebody looks.
      result.catch(() => {});
      return [item, result];
    }),
  );
}
