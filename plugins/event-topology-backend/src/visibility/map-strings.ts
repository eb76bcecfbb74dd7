/**
 * The same JSON value with every string in it changed. What does not change is
 * the very same object, so that a copy of a large graph costs little.
 */
export function mapStrings<T>(value: T, change: (text: string) => string): T;
export function mapStrings(
  value: unknown,
  change: (text: string) => string,
): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    const mapped = value.map(item => mapStrings(item, change));
    return mapped.some((item, index) => item !== value[index]) ? mapped : value;
  }
  if (value && typeof value === 'object') {
    const entries = Object.entries(value);
    const mapped = entries.map(([key, inner]): [string, unknown] => [
      key,
      mapStrings(inner, change),
    ]);
    return mapped.some(([, inner], index) => inner !== entries[index][1])
      ? Object.fromEntries(mapped)
      : value;
  }
  return value;
}
