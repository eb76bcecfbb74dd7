import {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Operation, World } from '../../../core';
import { invalidParameter, resourceNotFound } from '../errors';
import { findFunction } from '../function-reference';
import { lambdaState } from '../state';

/** Tags of functions and event source mappings. */
export const taggingOperations: Record<string, Operation> = {
  ListTags(input: ListTagsRequest, context): ListTagsResponse {
    return { Tags: tagsOf(context.world, input.Resource) };
  },

  TagResource(input: TagResourceRequest, context): object {
    Object.assign(tagsOf(context.world, input.Resource), input.Tags);
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const tags = tagsOf(context.world, input.Resource);
    for (const key of input.TagKeys ?? []) {
      delete tags[key];
    }
    return {};
  },
};

function tagsOf(world: World, arn: string | undefined): Record<string, string> {
  const parsed = parseArn(arn ?? '');
  const [type, id] = parsed?.resource.split(':') ?? [];
  if (!parsed || (type !== 'function' && type !== 'event-source-mapping')) {
    throw invalidParameter(`${arn} is not the ARN of a taggable resource`);
  }
  if (type === 'function') {
    return findFunction(world, parsed, arn).tags;
  }
  const mapping = lambdaState(world, parsed).eventSourceMappings.get(id);
  if (!mapping) {
    throw resourceNotFound(`The resource ${arn} does not exist.`);
  }
  return mapping.tags;
}
