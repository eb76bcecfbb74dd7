import {
  ListTagsForResourceCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsError, Operation, RequestContext } from '../../../core';
import { StoredTarget, autoScalingState } from '../state';

/** `TagResource`, `UntagResource` and `ListTagsForResource` of scalable targets. */
export const taggingOperations: Record<string, Operation> = {
  TagResource(input: TagResourceCommandInput, context: RequestContext) {
    Object.assign(findByArn(input.ResourceARN, context).tags, input.Tags);
    return {};
  },
  UntagResource(input: UntagResourceCommandInput, context: RequestContext) {
    const { tags } = findByArn(input.ResourceARN, context);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },
  ListTagsForResource(
    input: ListTagsForResourceCommandInput,
    context: RequestContext,
  ) {
    return { Tags: findByArn(input.ResourceARN, context).tags };
  },
};

function findByArn(
  arn: string | undefined,
  context: RequestContext,
): StoredTarget {
  const { targets } = autoScalingState(context.world, context);
  const found = [...targets.values()].find(
    ({ target }) => target.ScalableTargetARN === arn,
  );
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `There is no scalable target ${arn}`,
    );
  }
  return found;
}
