/** One tag that a service must have. */
export interface ServiceTag {
  key: string;
  value: string;
}

/**
 * Reads `key=value,key2=value2`. Undefined when any part cannot be read: with
 * a part left out, more services than meant would match.
 */
export function parseServiceTags(text: string): ServiceTag[] | undefined {
  const tags: ServiceTag[] = [];
  for (const part of text.split(',')) {
    const [, key, value] =
      /^\s*([^=]*[^=\s])\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    if (key === undefined) {
      return undefined;
    }
    tags.push({ key, value });
  }
  return tags;
}
