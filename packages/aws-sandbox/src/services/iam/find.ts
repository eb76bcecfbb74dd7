import { AwsError, RequestContext } from '../../core';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies';
import { IamState, ManagedPolicy, Role } from './state';

/** The caller's account. */
export function iamOf(context: RequestContext): IamState {
  return context.world.state<IamState>('iam', context);
}

/** @throws AwsError `NoSuchEntity` */
export function requireRole(
  context: RequestContext,
  name: string | undefined,
): Role {
  const role = iamOf(context).roles.get(name ?? '');
  if (!role) {
    throw noSuchEntity(`The role with name ${name} cannot be found.`);
  }
  return role;
}

/** @throws AwsError `NoSuchEntity` */
export function requirePolicy(
  context: RequestContext,
  arn: string | undefined,
): ManagedPolicy {
  const policy = findPolicy(context, arn ?? '');
  if (!policy) {
    throw noSuchEntity(
      arn?.startsWith('arn:aws:iam::aws:')
        ? `Policy ${arn} is not among the policies of AWS that the sandbox has.`
        : `Policy ${arn} was not found.`,
    );
  }
  return policy;
}

/**
 * A policy that the account may change.
 *
 * @throws AwsError `NoSuchEntity`, or `AccessDenied` for AWS's own
 */
export function requireOwnPolicy(
  context: RequestContext,
  arn: string | undefined,
): ManagedPolicy {
  const policy = requirePolicy(context, arn);
  if (AWS_MANAGED_POLICIES.has(policy.arn)) {
    throw new AwsError(
      'AccessDenied',
      `${policy.arn} is AWS's own and cannot be changed`,
      403,
    );
  }
  return policy;
}

/** A policy of the account or of AWS. */
export function findPolicy(
  context: RequestContext,
  arn: string,
): ManagedPolicy | undefined {
  return iamOf(context).policies.get(arn) ?? AWS_MANAGED_POLICIES.get(arn);
}

/** Names of the roles that a policy is attached to. */
export function rolesWith(context: RequestContext, policyArn: string): Role[] {
  return sortedRoles(context).filter(role =>
    role.attachedPolicyArns.has(policyArn),
  );
}

/** All roles by name. */
export function sortedRoles(context: RequestContext): Role[] {
  return [...iamOf(context).roles.values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** The error for what isn't there. */
export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

/** The error for what is there already. */
export function alreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, 409);
}

/** The error for what others still need. */
export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409);
}
