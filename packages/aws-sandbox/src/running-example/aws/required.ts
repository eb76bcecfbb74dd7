/**
 * The value, or an error that names what AWS left out. The SDK types nearly
 * every member of an answer as optional.
 */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`AWS answered without ${what}`);
  }
  return value;
}
