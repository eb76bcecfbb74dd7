import { Tag } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Tags as a record. */
export function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
  );
}
