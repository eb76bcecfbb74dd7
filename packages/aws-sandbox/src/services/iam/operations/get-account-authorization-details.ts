import type {
  EntityType,
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
} from '@aws-sdk/client-iam';
import { Operation } from '../../../core';
import { AWS_MANAGED_POLICIES } from '../aws-managed-policies';
import { describePolicyDetail, describeRoleDetail } from '../describe';
import { iamOf, rolesWith, sortedRoles } from '../find';
import { page } from '../page';
import { ManagedPolicy, Role } from '../state';

type Detail =
  | { kind: 'role'; key: string; role: Role }
  | { kind: 'policy'; key: string; policy: ManagedPolicy };

/** Roles and policies of the account with all that belongs to them; pages count both. */
export const getAccountAuthorizationDetails: Operation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
> = (input, context) => {
  const wants = (type: EntityType) =>
    !input.Filter || input.Filter.length === 0 || input.Filter.includes(type);
  const roles = wants('Role') ? sortedRoles(context) : [];
  const own = wants('LocalManagedPolicy')
    ? [...iamOf(context).policies.values()]
    : [];
  // Of AWS's own policies IAM lists those that are attached.
  const ofAws = wants('AWSManagedPolicy')
    ? [...AWS_MANAGED_POLICIES.values()].filter(
        policy => rolesWith(context, policy.arn).length > 0,
      )
    : [];
  const details: Detail[] = [
    ...roles.map(role => ({ kind: 'role' as const, key: role.arn, role })),
    ...[...own, ...ofAws].map(policy => ({
      kind: 'policy' as const,
      key: policy.arn,
      policy,
    })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  const { items, ...rest } = page(details, ({ key }) => key, input);
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: items.flatMap(item =>
      item.kind === 'role' ? [describeRoleDetail(context, item.role)] : [],
    ),
    Policies: items.flatMap(item =>
      item.kind === 'policy'
        ? [describePolicyDetail(context, item.policy)]
        : [],
    ),
    ...rest,
  };
};
