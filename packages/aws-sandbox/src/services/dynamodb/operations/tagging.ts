import {
  ListTagsOfResourceInput,
  ListTagsOfResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-dynamodb';
import { Operation } from '../../../core';
import { dynamoDbState, findTable } from '../state';
import { tagRecord } from '../tags';

/** The tags of tables. */
export const taggingOperations: Record<string, Operation> = {
  TagResource(input: TagResourceInput, context): object {
    const { tags } = findTable(
      dynamoDbState(context.world, context),
      input.ResourceArn,
    );
    Object.assign(tags, tagRecord(input.Tags));
    return {};
  },

  UntagResource(input: UntagResourceInput, context): object {
    const { tags } = findTable(
      dynamoDbState(context.world, context),
      input.ResourceArn,
    );
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTagsOfResource(
    input: ListTagsOfResourceInput,
    context,
  ): ListTagsOfResourceOutput {
    const { tags } = findTable(
      dynamoDbState(context.world, context),
      input.ResourceArn,
    );
    return {
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    };
  },
};
