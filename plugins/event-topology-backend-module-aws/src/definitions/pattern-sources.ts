/**
 * The event sources that a pattern names: exact values, prefixes and
 * wildcards of `source`, at its top or within `$or`. What a pattern excludes
 * (`anything-but`) names nobody.
 *
 * A prefix is written `shop.*`.
 *
 * @param eventPattern - JSON, as AWS returns it; text that is none gives nothing
 */
export function patternSources(eventPattern: string): string[] {
  let pattern: unknown;
  try {
    pattern = JSON.parse(eventPattern);
  } catch {
    return [];
  }
  const names = new Set<string>();
  collect(pattern, names);
  return [...names].sort();
}

function collect(pattern: unknown, names: Set<string>): void {
  if (!isRecord(pattern)) {
    return;
  }
  if (Array.isArray(pattern.source)) {
    for (const matcher of pattern.source) {
      const name = nameOf(matcher);
      if (name) {
        names.add(name);
      }
    }
  }
  if (Array.isArray(pattern.$or)) {
    for (const alternative of pattern.$or) {
      collect(alternative, names);
    }
  }
}

function nameOf(matcher: unknown): string | undefined {
  if (typeof matcher === 'string') {
    return matcher;
  }
  if (!isRecord(matcher)) {
    return undefined;
  }
  if (typeof matcher['equals-ignore-case'] === 'string') {
    return matcher['equals-ignore-case'];
  }
  if (typeof matcher.wildcard === 'string') {
    return matcher.wildcard;
  }
  const prefix = isRecord(matcher.prefix)
    ? matcher.prefix['equals-ignore-case']
    : matcher.prefix;
  // An empty prefix matches every event: a catch-all names nobody.
  return typeof prefix === 'string' && prefix !== '' ? `${prefix}*` : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
