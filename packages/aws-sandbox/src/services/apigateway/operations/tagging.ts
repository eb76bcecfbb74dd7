import {
  GetTagsRequest,
  TagResourceRequest,
  Tags,
  UntagResourceRequest,
} from '@aws-sdk/client-api-gateway';
import { Operation, RequestContext } from '../../../core';
import { badRequest, findRestApi } from '../state';

export const taggingOperations: Record<string, Operation> = {
  GetTags(input: GetTagsRequest, context): Tags {
    return { tags: taggedApi(context, input.resourceArn).tags ?? {} };
  },

  TagResource(input: TagResourceRequest, context): object {
    const api = taggedApi(context, input.resourceArn);
    api.tags = { ...api.tags, ...input.tags };
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const api = taggedApi(context, input.resourceArn);
    api.tags = Object.fromEntries(
      Object.entries(api.tags ?? {}).filter(
        ([key]) => !input.tagKeys?.includes(key),
      ),
    );
    return {};
  },
};

function taggedApi(context: RequestContext, arn: string | undefined) {
  const id = /\/restapis\/([^/]+)$/.exec(arn ?? '')?.[1];
  if (!id) {
    throw badRequest(`Invalid ARN specified in the request: ${arn}`);
  }
  return findRestApi(context, id).api;
}
