import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
  documentText,
  refuseOthers,
  requiredText,
  textsOf,
} from '../resource-type';

const ROLE_PROPERTIES = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'MaxSessionDuration',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'RoleName',
];

const role: ResourceType = {
  name: { property: 'RoleName', maximumLength: 64 },
  replacedBy: ['Path', 'RoleName'],
  takesTags: true,

  async create(properties, context) {
    refuseOthers(properties, ROLE_PROPERTIES);
    const { ManagedPolicyArns: _, Policies: __, ...own } = properties;
    const { Role } = await context.call('iam', 'CreateRole', {
      ...context.shape('iam', 'CreateRole', own),
      ...context.tagsFor('iam', 'CreateRole'),
    });
    const identity = {
      physicalId: Role.RoleName,
      attributes: { Arn: Role.Arn, RoleId: Role.RoleId },
    };
    context.appeared(identity);
    await setPolicies(Role.RoleName, properties, {}, context);
    return identity;
  },

  async update({ before, after, identity }, context) {
    refuseOthers(after, ROLE_PROPERTIES);
    const RoleName = identity.physicalId;
    await context.call('iam', 'UpdateAssumeRolePolicy', {
      RoleName,
      PolicyDocument: documentText(after.AssumeRolePolicyDocument),
    });
    await context.call(
      'iam',
      'UpdateRole',
      context.shape('iam', 'UpdateRole', {
        RoleName,
        Description: after.Description ?? '',
        MaxSessionDuration: after.MaxSessionDuration ?? 3600,
      }),
    );
    if (before.PermissionsBoundary !== after.PermissionsBoundary) {
      throw new InvalidPropertyError(
        '#/PermissionsBoundary: the AWS sandbox cannot change this property of a role that is there',
      );
    }
    await setPolicies(RoleName, after, before, context);
  },

  async delete({ physicalId }, properties, context) {
    await setPolicies(physicalId, {}, properties, context);
    await context.call('iam', 'DeleteRole', { RoleName: physicalId });
  },

  async changeTags({ physicalId: RoleName }, { set, removed }, context) {
    await context.call('iam', 'TagRole', {
      RoleName,
      Tags: Object.entries(set).map(([Key, Value]) => ({ Key, Value })),
    });
    await context.call('iam', 'UntagRole', { RoleName, TagKeys: removed });
  },
};

/** Brings a role's own and attached policies from what they were to what they are to be. */
async function setPolicies(
  RoleName: string,
  wanted: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const policies = inlinePolicies(wanted);
  const attached = textsOf(wanted, 'ManagedPolicyArns');
  for (const PolicyName of Object.keys(inlinePolicies(before))) {
    if (!(PolicyName in policies)) {
      await context.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
    }
  }
  for (const [PolicyName, PolicyDocument] of Object.entries(policies)) {
    await context.call('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName,
      PolicyDocument,
    });
  }
  for (const PolicyArn of textsOf(before, 'ManagedPolicyArns')) {
    if (!attached.includes(PolicyArn)) {
      await context.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
    }
  }
  for (const PolicyArn of attached) {
    await context.call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  }
}

function inlinePolicies({ Policies = [] }: Properties): Record<string, string> {
  if (!Array.isArray(Policies) || !Policies.every(isRecord)) {
    throw new InvalidPropertyError('#/Policies: expected a list of objects');
  }
  return Object.fromEntries(
    Policies.map(policy => [
      requiredText(policy, 'PolicyName'),
      documentText(policy.PolicyDocument) ?? '',
    ]),
  );
}

/** A policy written into the roles that it lists; users and groups the sandbox doesn't have. */
const policy: ResourceType = {
  replacedBy: ['PolicyName'],
  takesTags: false,

  async create(properties, context) {
    await putInto(properties, {}, context);
    const physicalId = requiredText(properties, 'PolicyName');
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ before, after }, context) {
    await putInto(after, before, context);
  },

  async delete(_, properties, context) {
    await putInto({ PolicyName: properties.PolicyName }, properties, context);
  },
};

async function putInto(
  wanted: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  refuseOthers(wanted, ['PolicyDocument', 'PolicyName', 'Roles']);
  const PolicyName = requiredText(wanted, 'PolicyName');
  const roles = textsOf(wanted, 'Roles');
  for (const RoleName of textsOf(before, 'Roles')) {
    if (!roles.includes(RoleName)) {
      await context.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
    }
  }
  for (const RoleName of roles) {
    await context.call('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName,
      PolicyDocument: documentText(wanted.PolicyDocument),
    });
  }
}

const rolePolicy = apiType({
  service: 'iam',
  create: 'PutRolePolicy',
  update: { operation: 'PutRolePolicy', whole: true },
  delete: 'DeleteRolePolicy',
  replacedBy: ['PolicyName', 'RoleName'],
  untagged: true,
  identify: (_, { PolicyName, RoleName }) => ({
    physicalId: `${PolicyName}|${RoleName}`,
    attributes: {},
  }),
  key: (_, { PolicyName, RoleName }) => ({ PolicyName, RoleName }),
});

const managedPolicy = apiType({
  service: 'iam',
  create: 'CreatePolicy',
  update: { operation: 'CreatePolicyVersion', whole: true },
  delete: 'DeletePolicy',
  name: { property: 'ManagedPolicyName', maximumLength: 128 },
  replacedBy: ['Description', 'ManagedPolicyName', 'Path'],
  rename: { ManagedPolicyName: 'PolicyName' },
  separate: ['Roles'],
  identify: ({ Policy: { Arn, PolicyId } }) => ({
    physicalId: Arn,
    arn: Arn,
    attributes: { PolicyArn: Arn, PolicyId },
  }),
  key: ({ physicalId }) => ({ PolicyArn: physicalId }),
  async afterwards({ physicalId: PolicyArn }, properties, before, context) {
    const roles = textsOf(properties, 'Roles');
    for (const RoleName of textsOf(before ?? {}, 'Roles')) {
      if (!roles.includes(RoleName)) {
        await context.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
      }
    }
    for (const RoleName of roles) {
      await context.call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    }
    await keepOnlyNewest(PolicyArn, context);
  },
  async beforeDelete({ physicalId: PolicyArn }, properties, context) {
    for (const RoleName of textsOf(properties, 'Roles')) {
      await context.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
    }
  },
});

/** A policy changes by a new version, which becomes the one that counts. */
async function keepOnlyNewest(
  PolicyArn: string,
  context: ResourceContext,
): Promise<void> {
  const { Versions } = await context.call('iam', 'ListPolicyVersions', {
    PolicyArn,
  });
  const ids: string[] = Versions.map(
    ({ VersionId }: { VersionId: string }) => VersionId,
  );
  const newest = ids.sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))[0];
  await context.call('iam', 'SetDefaultPolicyVersion', {
    PolicyArn,
    VersionId: newest,
  });
  for (const VersionId of ids.slice(1)) {
    await context.call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
}

export const iamTypes: Record<string, ResourceType> = {
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::Role': role,
  'AWS::IAM::RolePolicy': rolePolicy,
};
