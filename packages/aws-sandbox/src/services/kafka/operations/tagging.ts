import {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-kafka';
import { Operation } from '../../../core';
import { clusterOf } from '../state';

/** Tags of clusters; topics have none. */
export const taggingOperations: Record<string, Operation> = {
  TagResource(input: TagResourceRequest, context): object {
    Object.assign(clusterOf(context, input.ResourceArn).tags, input.Tags);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const { tags } = clusterOf(context, input.ResourceArn);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    return { Tags: { ...clusterOf(context, input.ResourceArn).tags } };
  },
};
