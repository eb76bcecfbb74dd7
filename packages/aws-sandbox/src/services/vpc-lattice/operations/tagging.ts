import {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-vpc-lattice';
import { AwsError, Operation, RequestContext } from '../../../core';
import { latticeState } from '../state';

export const taggingOperations: Record<string, Operation> = {
  ListTagsForResource(
    input: ListTagsForResourceRequest,
    context,
  ): ListTagsForResourceResponse {
    return { tags: tagsOf(context, input.resourceArn) };
  },

  TagResource(input: TagResourceRequest, context): object {
    Object.assign(tagsOf(context, input.resourceArn), input.tags);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const tags = tagsOf(context, input.resourceArn);
    for (const key of input.tagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },
};

function tagsOf(
  context: RequestContext,
  arn: string | undefined,
): Record<string, string> {
  const tags = latticeState(context.world, context).tags.get(arn ?? '');
  if (!tags) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Resource ${arn} not found`,
      404,
      { resourceId: arn, resourceType: 'RESOURCE' },
    );
  }
  return tags;
}
