import {
  AddTagsToStreamInput,
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  ListTagsForStreamInput,
  ListTagsForStreamOutput,
  RemoveTagsFromStreamInput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-kinesis';
import { Operation, RequestContext } from '../../../core';
import { findStream, notFound } from '../state';

/** Tags of streams and consumers. */
export const taggingOperations: Record<string, Operation> = {
  AddTagsToStream(input: AddTagsToStreamInput, context): object {
    Object.assign(findStream(context, input).tags, input.Tags);
    return {};
  },

  RemoveTagsFromStream(input: RemoveTagsFromStreamInput, context): object {
    remove(findStream(context, input).tags, input.TagKeys);
    return {};
  },

  ListTagsForStream(
    input: ListTagsForStreamInput,
    context,
  ): ListTagsForStreamOutput {
    const all = pairs(findStream(context, input).tags).filter(
      ({ Key }) => Key > (input.ExclusiveStartTagKey ?? ''),
    );
    const limit = input.Limit ?? 50;
    return { Tags: all.slice(0, limit), HasMoreTags: all.length > limit };
  },

  TagResource(input: TagResourceInput, context): object {
    Object.assign(tagsOf(context, input.ResourceARN), input.Tags);
    return {};
  },

  UntagResource(input: UntagResourceInput, context): object {
    remove(tagsOf(context, input.ResourceARN), input.TagKeys);
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceInput,
    context,
  ): ListTagsForResourceOutput {
    return { Tags: pairs(tagsOf(context, input.ResourceARN)) };
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function tagsOf(context: RequestContext, arn = ''): Record<string, string> {
  const [streamArn, consumer] = arn.split('/consumer/');
  const stream = findStream(context, { StreamARN: streamArn });
  if (consumer === undefined) {
    return stream.tags;
  }
  const found = [...stream.consumers.values()].find(one => one.arn === arn);
  if (!found) {
    throw notFound(`Consumer ${arn} not found.`);
  }
  return found.tags;
}

function pairs(tags: Record<string, string>) {
  return Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}

function remove(
  tags: Record<string, string>,
  keys: string[] | undefined,
): void {
  for (const key of keys ?? []) {
    delete tags[key];
  }
}
