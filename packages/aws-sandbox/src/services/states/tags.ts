import { Tag } from '@aws-sdk/client-sfn';
import { AwsError } from '../../core';

const MAXIMUM_TAGS = 50;

/**
 * Tags with others laid over them.
 *
 * @throws AwsError `TooManyTags` above 50
 */
export function mergeTags(...lists: (Tag[] | undefined)[]): Tag[] {
  const merged = new Map<string, string>();
  for (const tag of lists.flatMap(list => list ?? [])) {
    merged.set(tag.key ?? '', tag.value ?? '');
  }
  if (merged.size > MAXIMUM_TAGS) {
    throw new AwsError(
      'TooManyTags',
      `A resource can have at most ${MAXIMUM_TAGS} tags`,
    );
  }
  return [...merged].map(([key, value]) => ({ key, value }));
}

/** Tags as a record. */
export function tagRecord(tags: Tag[]): Record<string, string> {
  return Object.fromEntries(
    tags.map(({ key, value }) => [key ?? '', value ?? '']),
  );
}
