/**
 * An event pattern that asks for one field more.
 *
 * @param path - `$.detail.…`
 * @param matcher - what EventBridge compares the field with
 * @throws Error when the pattern asks something of that field already
 */
export function narrowPattern(
  pattern: Record<string, unknown>,
  path: string,
  matcher: unknown[],
): Record<string, unknown> {
  return withField(pattern, path.split('.').slice(1), matcher, path);
}

function withField(
  pattern: Record<string, unknown>,
  [field, ...rest]: string[],
  matcher: unknown[],
  path: string,
): Record<string, unknown> {
  if (field === undefined) {
    throw new Error(`config/task.ts: ${path} is no path to a field.`);
  }
  const known = pattern[field];
  if (rest.length === 0) {
    if (known !== undefined) {
      throw new Error(
        `config/task.ts: the event pattern asks something of ${path} already. Leave that out of config/rule.ts; the split asks for every size.`,
      );
    }
    return { ...pattern, [field]: matcher };
  }
  if (known !== undefined && (typeof known !== 'object' || !known)) {
    throw new Error(`config/rule.ts: ${field} holds no fields.`);
  }
  if (Array.isArray(known)) {
    throw new Error(
      `config/task.ts: the event pattern compares ${field}, which ${path} goes through.`,
    );
  }
  return {
    ...pattern,
    [field]: withField(
      (known ?? {}) as Record<string, unknown>,
      rest,
      matcher,
      path,
    ),
  };
}
