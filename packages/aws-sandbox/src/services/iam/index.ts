import * as schemas from '@aws-sdk/client-iam';
import { ServiceDefinition } from '../../core';
import { getAccountAuthorizationDetails } from './operations/get-account-authorization-details';
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listEntitiesForPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from './operations/managed-policies';
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from './operations/role-policies';
import {
  createRole,
  deleteRole,
  getRole,
  listRoles,
  updateAssumeRolePolicy,
  updateRole,
} from './operations/roles';
import {
  listPolicyTags,
  listRoleTags,
  tagPolicy,
  tagRole,
  untagPolicy,
  untagRole,
} from './operations/tags';
import { IamState } from './state';

/** AWS Identity and Access Management: roles and policies, kept but not enforced. */
export const iamService: ServiceDefinition<IamState> = {
  id: 'iam',
  schemas,
  stateScope: 'account',
  createState: () => ({ roles: new Map(), policies: new Map() }),
  operations: {
    AttachRolePolicy: attachRolePolicy,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteRole: deleteRole,
    DeleteRolePolicy: deleteRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListEntitiesForPolicy: listEntitiesForPolicy,
    ListPolicies: listPolicies,
    ListPolicyTags: listPolicyTags,
    ListPolicyVersions: listPolicyVersions,
    ListRolePolicies: listRolePolicies,
    ListRoleTags: listRoleTags,
    ListRoles: listRoles,
    PutRolePolicy: putRolePolicy,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    TagPolicy: tagPolicy,
    TagRole: tagRole,
    UntagPolicy: untagPolicy,
    UntagRole: untagRole,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateRole: updateRole,
  },
  // The tagging API knows IAM's policies, in the region that global services live in.
  taggedResources: (scope, world) =>
    scope.region === 'us-east-1'
      ? [...world.state<IamState>('iam', scope).policies.values()].map(
          ({ arn, tags }) => ({ arn, tags: Object.fromEntries(tags) }),
        )
      : [],
};
