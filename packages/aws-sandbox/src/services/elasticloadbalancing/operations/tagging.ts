import {
  AddTagsInput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Operation, RequestContext } from '../../../core';
import { loadBalancerNotFound, validationError } from '../errors';
import { loadBalancingState } from '../state';
import { tagRecord } from '../tags';

const DESCRIBE_TAGS_MAXIMUM = 20;

export const taggingOperations: Record<string, Operation> = {
  DescribeTags(input: DescribeTagsInput, context): DescribeTagsOutput {
    const arns = input.ResourceArns ?? [];
    if (arns.length > DESCRIBE_TAGS_MAXIMUM) {
      throw validationError(
        `Up to ${DESCRIBE_TAGS_MAXIMUM} resources can be described in one call`,
      );
    }
    return {
      TagDescriptions: arns.map(ResourceArn => ({
        ResourceArn,
        Tags: Object.entries(tagsOf(context, ResourceArn)).map(
          ([Key, Value]) => ({ Key, Value }),
        ),
      })),
    };
  },

  AddTags(input: AddTagsInput, context): object {
    for (const arn of input.ResourceArns ?? []) {
      Object.assign(tagsOf(context, arn), tagRecord(input.Tags));
    }
    return {};
  },

  RemoveTags(input: RemoveTagsInput, context): object {
    for (const arn of input.ResourceArns ?? []) {
      const tags = tagsOf(context, arn);
      for (const key of input.TagKeys ?? []) {
        delete tags[key];
      }
    }
    return {};
  },
};

function tagsOf(context: RequestContext, arn: string): Record<string, string> {
  const tags = loadBalancingState(context.world, context).tags.get(arn);
  if (!tags) {
    throw loadBalancerNotFound(arn);
  }
  return tags;
}
