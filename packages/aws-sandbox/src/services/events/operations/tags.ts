import {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-eventbridge';
import { Operation, RequestContext } from '../../../core';
import { eventsState } from '../state';
import { notFound, tagRecord, validationError } from './input-rules';

const TAG_LIMIT = 50;

export const tagOperations: Record<string, Operation> = {
  TagResource(input: TagResourceRequest, context): object {
    const tags = tagsOf(context, input.ResourceARN);
    const added = tagRecord(input.Tags);
    if (Object.keys({ ...tags, ...added }).length > TAG_LIMIT) {
      throw validationError(`A resource can have at most ${TAG_LIMIT} tags.`);
    }
    Object.assign(tags, added);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const tags = tagsOf(context, input.ResourceARN);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    return {
      Tags: Object.entries(tagsOf(context, input.ResourceARN)).map(
        ([Key, Value]) => ({ Key, Value }),
      ),
    };
  },
};

/** The tags of a bus or a rule, the two kinds that EventBridge tags. */
function tagsOf(
  context: RequestContext,
  arn: string | undefined,
): Record<string, string> {
  for (const bus of eventsState(context.world, context).buses.values()) {
    if (bus.arn === arn) {
      return bus.tags;
    }
    for (const rule of bus.rules.values()) {
      if (rule.arn === arn) {
        return rule.tags;
      }
    }
  }
  throw notFound(`The resource ${arn} does not exist.`);
}
