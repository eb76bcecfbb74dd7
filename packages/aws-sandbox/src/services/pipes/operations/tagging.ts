import {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-pipes';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Operation, RequestContext } from '../../../core';
import { StoredPipe, findPipe } from '../state';

export const taggingOperations: Record<string, Operation> = {
  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    return { tags: pipeByArn(context, input.resourceArn).tags };
  },

  TagResource(input: TagResourceRequest, context): object {
    Object.assign(pipeByArn(context, input.resourceArn).tags, input.tags);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const { tags } = pipeByArn(context, input.resourceArn);
    for (const key of input.tagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },
};

function pipeByArn(
  context: RequestContext,
  arn: string | undefined,
): StoredPipe {
  return findPipe(
    context,
    parseArn(arn ?? '')?.resource.replace(/^pipe\//, ''),
  );
}
