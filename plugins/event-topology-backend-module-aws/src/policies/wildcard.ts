/** True when a pattern with `*` and `?` matches the whole text, as IAM and load balancers do. */
export function matchesWildcard(
  pattern: string,
  text: string,
  options: { ignoreCase?: boolean } = {},
): boolean {
  const { ignoreCase } = options;
  if (!/[*?]/.test(pattern)) {
    // Most patterns are none, and there are many to hold against each other.
    return ignoreCase
      ? pattern.toLowerCase() === text.toLowerCase()
      : pattern === text;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's').test(text);
}
