/**
 * Step Functions spells the fields of every service with a capital letter,
 * ECS itself does not.
 */
export function withSmallLetters(value: unknown): unknown {
  return mapKeys(value, key => key.charAt(0).toLowerCase() + key.slice(1));
}

/** The other way; dates become milliseconds since the epoch. */
export function withCapitalLetters(value: unknown): unknown {
  return mapKeys(value, key => key.charAt(0).toUpperCase() + key.slice(1));
}

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (value instanceof Date) {
    return value.getTime();
  }
  if (Array.isArray(value)) {
    return value.map(item => mapKeys(item, rename));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [rename(key), mapKeys(inner, rename)]),
    );
  }
  return value;
}
