import type {
  AttachedPolicy,
  Policy as PolicyShape,
  PolicyVersion as PolicyVersionShape,
  Role as RoleShape,
  RoleDetail,
  ManagedPolicyDetail,
  Tag,
} from '@aws-sdk/client-iam';
import { RequestContext } from '../../core';
import { findPolicy, rolesWith } from './find';
import { encodePolicyDocument } from './policy-document';
import { ManagedPolicy, Role } from './state';

/** A role as `GetRole` gives it; lists leave tags and boundary out. */
export function describeRole(role: Role): RoleShape {
  return {
    ...listedRole(role),
    Tags: tagList(role.tags),
    PermissionsBoundary: boundary(role),
    RoleLastUsed: {},
  };
}

/** A role as `ListRoles` gives it. */
export function listedRole(role: Role): RoleShape {
  return {
    RoleName: role.name,
    RoleId: role.id,
    Path: role.path,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodePolicyDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maximumSessionSeconds,
  };
}

/** A role with all its policies. */
export function describeRoleDetail(
  context: RequestContext,
  role: Role,
): RoleDetail {
  return {
    RoleName: role.name,
    RoleId: role.id,
    Path: role.path,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodePolicyDocument(role.trustPolicy),
    InstanceProfileList: [],
    RolePolicyList: [...role.inlinePolicies].map(([name, document]) => ({
      PolicyName: name,
      PolicyDocument: encodePolicyDocument(document),
    })),
    AttachedManagedPolicies: attachedPolicies(context, role),
    PermissionsBoundary: boundary(role),
    Tags: tagList(role.tags),
    RoleLastUsed: {},
  };
}

/** The managed policies of a role. */
export function attachedPolicies(
  context: RequestContext,
  role: Role,
): AttachedPolicy[] {
  return [...role.attachedPolicyArns].sort().map(arn => ({
    PolicyName: findPolicy(context, arn)?.name,
    PolicyArn: arn,
  }));
}

/** A managed policy as `GetPolicy` gives it; lists leave description and tags out. */
export function describePolicy(
  context: RequestContext,
  policy: ManagedPolicy,
): PolicyShape {
  return {
    ...listedPolicy(context, policy),
    Description: policy.description,
    Tags: tagList(policy.tags),
  };
}

/** A managed policy as `ListPolicies` gives it. */
export function listedPolicy(
  context: RequestContext,
  policy: ManagedPolicy,
): PolicyShape {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: rolesWith(context, policy.arn).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

/** A managed policy with all its versions. */
export function describePolicyDetail(
  context: RequestContext,
  policy: ManagedPolicy,
): ManagedPolicyDetail {
  return {
    ...listedPolicy(context, policy),
    Description: policy.description,
    PolicyVersionList: [...policy.versions.keys()].map(id =>
      describeVersion(policy, id),
    ),
  };
}

/** A version with its document. */
export function describeVersion(
  policy: ManagedPolicy,
  versionId: string,
): PolicyVersionShape {
  const version = policy.versions.get(versionId);
  return {
    ...listedVersion(policy, versionId),
    Document: encodePolicyDocument(version?.document ?? ''),
  };
}

/** A version as `ListPolicyVersions` gives it. */
export function listedVersion(
  policy: ManagedPolicy,
  versionId: string,
): PolicyVersionShape {
  return {
    VersionId: versionId,
    IsDefaultVersion: versionId === policy.defaultVersionId,
    CreateDate: policy.versions.get(versionId)?.createdAt,
  };
}

/** Tags in the order they were put. */
export function tagList(tags: Map<string, string>): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

function boundary(role: Role) {
  return role.permissionsBoundaryArn === undefined
    ? undefined
    : {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
        PermissionsBoundaryArn: role.permissionsBoundaryArn,
      };
}
