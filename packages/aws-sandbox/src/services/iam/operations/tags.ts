import type {
  ListPolicyTagsRequest,
  ListPolicyTagsResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  Tag,
  TagPolicyRequest,
  TagRoleRequest,
  UntagPolicyRequest,
  UntagRoleRequest,
} from '@aws-sdk/client-iam';
import { Operation } from '../../../core';
import { tagList } from '../describe';
import { requireOwnPolicy, requireRole } from '../find';
import { page } from '../page';

export const tagRole: Operation<TagRoleRequest, {}> = (input, context) => {
  put(requireRole(context, input.RoleName).tags, input.Tags);
  return {};
};

export const untagRole: Operation<UntagRoleRequest, {}> = (input, context) => {
  const { tags } = requireRole(context, input.RoleName);
  input.TagKeys?.forEach(key => tags.delete(key));
  return {};
};

export const listRoleTags: Operation<
  ListRoleTagsRequest,
  ListRoleTagsResponse
> = (input, context) =>
  listTags(requireRole(context, input.RoleName).tags, input);

export const tagPolicy: Operation<TagPolicyRequest, {}> = (input, context) => {
  put(requireOwnPolicy(context, input.PolicyArn).tags, input.Tags);
  return {};
};

export const untagPolicy: Operation<UntagPolicyRequest, {}> = (
  input,
  context,
) => {
  const { tags } = requireOwnPolicy(context, input.PolicyArn);
  input.TagKeys?.forEach(key => tags.delete(key));
  return {};
};

export const listPolicyTags: Operation<
  ListPolicyTagsRequest,
  ListPolicyTagsResponse
> = (input, context) =>
  listTags(requireOwnPolicy(context, input.PolicyArn).tags, input);

function put(tags: Map<string, string>, given: Tag[] | undefined): void {
  for (const { Key = '', Value = '' } of given ?? []) {
    tags.set(Key, Value);
  }
}

function listTags(
  tags: Map<string, string>,
  input: { Marker?: string; MaxItems?: number },
) {
  const { items, ...rest } = page(
    tagList(tags).sort((a, b) => ((a.Key ?? '') < (b.Key ?? '') ? -1 : 1)),
    ({ Key = '' }) => Key,
    input,
  );
  return { Tags: items, ...rest };
}
