import { Tag } from '@aws-sdk/client-ecs';
import { invalidParameter } from './errors';

const MAXIMUM_TAGS = 50;

/**
 * Tags with others laid over them: a later value wins.
 *
 * @throws AwsError `InvalidParameterException` above 50 tags
 */
export function mergeTags(...lists: (Tag[] | undefined)[]): Tag[] {
  const merged = new Map<string, string>();
  for (const tag of lists.flatMap(list => list ?? [])) {
    if (!tag.key) {
      throw invalidParameter('Tag keys must have at least one character');
    }
    merged.set(tag.key, tag.value ?? '');
  }
  if (merged.size > MAXIMUM_TAGS) {
    throw invalidParameter(
      `The maximum number of tags that you can apply to a resource is ${MAXIMUM_TAGS}`,
    );
  }
  return [...merged].map(([key, value]) => ({ key, value }));
}

/** Tags as a record. */
export function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(tag => [tag.key ?? '', tag.value ?? '']),
  );
}
