import {
  CreateTagsRequest,
  DeleteTagsRequest,
  ListTagsRequest,
  ListTagsResponse,
} from '@aws-sdk/client-mq';
import { Operation } from '../../../core';
import { findBrokerByArn } from '../state';

/** Tags of brokers. */
export const taggingOperations: Record<string, Operation> = {
  CreateTags(input: CreateTagsRequest, { world }): object {
    Object.assign(findBrokerByArn(world, input.ResourceArn).tags, input.Tags);
    return {};
  },

  DeleteTags(input: DeleteTagsRequest, { world }): object {
    const { tags } = findBrokerByArn(world, input.ResourceArn);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },

  ListTags(input: ListTagsRequest, { world }): ListTagsResponse {
    return { Tags: { ...findBrokerByArn(world, input.ResourceArn).tags } };
  },
};
