import type {
  AttachRolePolicyRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import { Operation } from '../../../core';
import { attachedPolicies } from '../describe';
import { noSuchEntity, requirePolicy, requireRole } from '../find';
import { page } from '../page';
import { checkPolicyDocument, encodePolicyDocument } from '../policy-document';

export const putRolePolicy: Operation<PutRolePolicyRequest, {}> = (
  input,
  context,
) => {
  const document = checkPolicyDocument(input.PolicyDocument);
  requireRole(context, input.RoleName).inlinePolicies.set(
    input.PolicyName ?? '',
    document,
  );
  return {};
};

export const getRolePolicy: Operation<
  GetRolePolicyRequest,
  GetRolePolicyResponse
> = (input, context) => {
  const role = requireRole(context, input.RoleName);
  const document = role.inlinePolicies.get(input.PolicyName ?? '');
  if (document === undefined) {
    throw noSuchInlinePolicy(input.PolicyName);
  }
  return {
    RoleName: role.name,
    PolicyName: input.PolicyName,
    PolicyDocument: encodePolicyDocument(document),
  };
};

export const listRolePolicies: Operation<
  ListRolePoliciesRequest,
  ListRolePoliciesResponse
> = (input, context) => {
  const { inlinePolicies } = requireRole(context, input.RoleName);
  const { items, ...rest } = page(
    [...inlinePolicies.keys()].sort(),
    name => name,
    input,
  );
  return { PolicyNames: items, ...rest };
};

export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, {}> = (
  input,
  context,
) => {
  const { inlinePolicies } = requireRole(context, input.RoleName);
  if (!inlinePolicies.delete(input.PolicyName ?? '')) {
    throw noSuchInlinePolicy(input.PolicyName);
  }
  return {};
};

export const attachRolePolicy: Operation<AttachRolePolicyRequest, {}> = (
  input,
  context,
) => {
  const role = requireRole(context, input.RoleName);
  role.attachedPolicyArns.add(requirePolicy(context, input.PolicyArn).arn);
  return {};
};

export const detachRolePolicy: Operation<DetachRolePolicyRequest, {}> = (
  input,
  context,
) => {
  const role = requireRole(context, input.RoleName);
  if (!role.attachedPolicyArns.delete(input.PolicyArn ?? '')) {
    throw noSuchEntity(
      `Policy ${input.PolicyArn} is not attached to role ${role.name}.`,
    );
  }
  return {};
};

export const listAttachedRolePolicies: Operation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse
> = (input, context) => {
  const attached = attachedPolicies(
    context,
    requireRole(context, input.RoleName),
  );
  const { items, ...rest } = page(
    attached,
    policy => policy.PolicyArn ?? '',
    input,
  );
  return { AttachedPolicies: items, ...rest };
};

function noSuchInlinePolicy(name: string | undefined) {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
