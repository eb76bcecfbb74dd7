import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyRequest,
  DeletePolicyVersionRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { AwsError, Operation } from '../../../core';
import { AWS_MANAGED_POLICIES } from '../aws-managed-policies';
import {
  describePolicy,
  describeVersion,
  listedPolicy,
  listedVersion,
} from '../describe';
import {
  alreadyExists,
  deleteConflict,
  iamOf,
  noSuchEntity,
  requireOwnPolicy,
  requirePolicy,
  rolesWith,
} from '../find';
import { page } from '../page';
import { checkPolicyDocument } from '../policy-document';
import { policyId } from '../policy-id';
import { ManagedPolicy } from '../state';

const MAXIMUM_VERSIONS = 5;

export const createPolicy: Operation<
  CreatePolicyRequest,
  CreatePolicyResponse
> = (input, context) => {
  const { policies } = iamOf(context);
  const path = input.Path ?? '/';
  const name = input.PolicyName ?? '';
  const arn = `arn:aws:iam::${context.accountId}:policy${path}${name}`;
  if ([...policies.values()].some(policy => policy.name === name)) {
    throw alreadyExists(
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
    );
  }
  const now = new Date(context.world.clock.now());
  const policy: ManagedPolicy = {
    name,
    id: policyId(arn),
    path,
    arn,
    description: input.Description,
    createdAt: now,
    updatedAt: now,
    tags: new Map(
      (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
    ),
    versions: new Map([
      [
        'v1',
        { document: checkPolicyDocument(input.PolicyDocument), createdAt: now },
      ],
    ]),
    defaultVersionId: 'v1',
    latestVersion: 1,
  };
  policies.set(arn, policy);
  return { Policy: describePolicy(context, policy) };
};

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (
  input,
  context,
) => ({
  Policy: describePolicy(context, requirePolicy(context, input.PolicyArn)),
});

export const listPolicies: Operation<
  ListPoliciesRequest,
  ListPoliciesResponse
> = (input, context) => {
  const own =
    input.Scope === 'AWS' ? [] : [...iamOf(context).policies.values()];
  const ofAws =
    input.Scope === 'Local' ? [] : [...AWS_MANAGED_POLICIES.values()];
  const { items, ...rest } = page(
    [...own, ...ofAws]
      .filter(
        policy =>
          policy.path.startsWith(input.PathPrefix ?? '/') &&
          (!input.OnlyAttached || rolesWith(context, policy.arn).length > 0),
      )
      .sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    policy => policy.arn,
    input,
  );
  return {
    Policies: items.map(policy => listedPolicy(context, policy)),
    ...rest,
  };
};

export const deletePolicy: Operation<DeletePolicyRequest, {}> = (
  input,
  context,
) => {
  const policy = requireOwnPolicy(context, input.PolicyArn);
  if (rolesWith(context, policy.arn).length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  iamOf(context).policies.delete(policy.arn);
  return {};
};

export const createPolicyVersion: Operation<
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse
> = (input, context) => {
  const policy = requireOwnPolicy(context, input.PolicyArn);
  const document = checkPolicyDocument(input.PolicyDocument);
  if (policy.versions.size >= MAXIMUM_VERSIONS) {
    throw new AwsError(
      'LimitExceeded',
      `A managed policy can have up to ${MAXIMUM_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      409,
    );
  }
  policy.latestVersion += 1;
  const id = `v${policy.latestVersion}`;
  const now = new Date(context.world.clock.now());
  policy.versions.set(id, { document, createdAt: now });
  if (input.SetAsDefault) {
    policy.defaultVersionId = id;
    policy.updatedAt = now;
  }
  return { PolicyVersion: listedVersion(policy, id) };
};

export const getPolicyVersion: Operation<
  GetPolicyVersionRequest,
  GetPolicyVersionResponse
> = (input, context) => {
  const policy = requirePolicy(context, input.PolicyArn);
  const id = requireVersion(policy, input.VersionId);
  return { PolicyVersion: describeVersion(policy, id) };
};

export const listPolicyVersions: Operation<
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse
> = (input, context) => {
  const policy = requirePolicy(context, input.PolicyArn);
  const { items, ...rest } = page([...policy.versions.keys()], id => id, input);
  return { Versions: items.map(id => listedVersion(policy, id)), ...rest };
};

export const setDefaultPolicyVersion: Operation<
  SetDefaultPolicyVersionRequest,
  {}
> = (input, context) => {
  const policy = requireOwnPolicy(context, input.PolicyArn);
  policy.defaultVersionId = requireVersion(policy, input.VersionId);
  policy.updatedAt = new Date(context.world.clock.now());
  return {};
};

export const deletePolicyVersion: Operation<DeletePolicyVersionRequest, {}> = (
  input,
  context,
) => {
  const policy = requireOwnPolicy(context, input.PolicyArn);
  const id = requireVersion(policy, input.VersionId);
  if (id === policy.defaultVersionId) {
    throw deleteConflict('Cannot delete the default version of a policy.');
  }
  policy.versions.delete(id);
  return {};
};

export const listEntitiesForPolicy: Operation<
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse
> = (input, context) => {
  const policy = requirePolicy(context, input.PolicyArn);
  const isForRoles =
    input.EntityFilter === undefined || input.EntityFilter === 'Role';
  const { items, ...rest } = page(
    isForRoles ? rolesWith(context, policy.arn) : [],
    role => role.name,
    input,
  );
  return {
    PolicyRoles: items.map(role => ({ RoleName: role.name, RoleId: role.id })),
    PolicyGroups: [],
    PolicyUsers: [],
    ...rest,
  };
};

function requireVersion(policy: ManagedPolicy, id: string | undefined): string {
  if (id === undefined || !policy.versions.has(id)) {
    throw noSuchEntity(
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  }
  return id;
}
