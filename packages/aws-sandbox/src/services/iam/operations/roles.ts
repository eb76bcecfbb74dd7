import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
} from '@aws-sdk/client-iam';
import { AwsError, Operation } from '../../../core';
import { roleId } from '../../sts/principal-id';
import { describeRole, listedRole } from '../describe';
import {
  alreadyExists,
  deleteConflict,
  iamOf,
  requirePolicy,
  requireRole,
  sortedRoles,
} from '../find';
import { page } from '../page';
import { checkPolicyDocument } from '../policy-document';
import { Role } from '../state';

const DEFAULT_SESSION_SECONDS = 3_600;
const NAME = /^[\w+=,.@-]{1,64}$/;
const PATH = /^\/(?:[\u0021-\u007e]+\/)?$/;

export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = (
  input,
  context,
) => {
  const name = input.RoleName ?? '';
  const path = input.Path ?? '/';
  const { roles } = iamOf(context);
  if (!NAME.test(name) || !PATH.test(path)) {
    throw new AwsError(
      'ValidationError',
      `The specified value for roleName or path is invalid: ${path}${name}`,
    );
  }
  if (roles.has(name)) {
    throw alreadyExists(`Role with name ${name} already exists.`);
  }
  if (input.PermissionsBoundary !== undefined) {
    requirePolicy(context, input.PermissionsBoundary);
  }
  const role: Role = {
    name,
    id: roleId(context.accountId, name),
    path,
    arn: `arn:aws:iam::${context.accountId}:role${path}${name}`,
    createdAt: new Date(context.world.clock.now()),
    trustPolicy: checkPolicyDocument(input.AssumeRolePolicyDocument),
    description: input.Description,
    maximumSessionSeconds: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
    permissionsBoundaryArn: input.PermissionsBoundary,
    tags: new Map(
      (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
    ),
    inlinePolicies: new Map(),
    attachedPolicyArns: new Set(),
  };
  roles.set(name, role);
  return { Role: describeRole(role) };
};

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = (
  input,
  context,
) => ({ Role: describeRole(requireRole(context, input.RoleName)) });

export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = (
  input,
  context,
) => {
  const { items, ...rest } = page(
    sortedRoles(context).filter(role =>
      role.path.startsWith(input.PathPrefix ?? '/'),
    ),
    role => role.name,
    input,
  );
  return { Roles: items.map(listedRole), ...rest };
};

export const updateRole: Operation<UpdateRoleRequest, {}> = (
  input,
  context,
) => {
  const role = requireRole(context, input.RoleName);
  role.description = input.Description ?? role.description;
  role.maximumSessionSeconds =
    input.MaxSessionDuration ?? role.maximumSessionSeconds;
  return {};
};

export const updateAssumeRolePolicy: Operation<
  UpdateAssumeRolePolicyRequest,
  {}
> = (input, context) => {
  const role = requireRole(context, input.RoleName);
  role.trustPolicy = checkPolicyDocument(input.PolicyDocument);
  return {};
};

export const deleteRole: Operation<DeleteRoleRequest, {}> = (
  input,
  context,
) => {
  const role = requireRole(context, input.RoleName);
  if (role.inlinePolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  if (role.attachedPolicyArns.size > 0) {
    throw deleteConflict(
      'Cannot delete entity, must detach all policies first.',
    );
  }
  iamOf(context).roles.delete(role.name);
  return {};
};
