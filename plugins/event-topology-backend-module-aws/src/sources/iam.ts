import {
  GetAccountAuthorizationDetailsCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ManagedPolicyDetail,
  RoleDetail,
} from '@aws-sdk/client-iam';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsCallError } from '../calls/aws-call-error';
import { PolicyStatement, RoleFact } from '../findings/findings';
import { ReadingPlace } from '../findings/make-node';
import { policyStatements } from '../policies/policy-statements';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 1000;

/**
 * Up to so many task roles are read one by one. A role costs 2 lists and a
 * call for each policy: 3 calls for a role as CDK makes it. The account's
 * details cost a call a page of up to 1,000 roles and policies, whoever they
 * belong to, so from the fourth role on they are cheaper in all but the
 * largest accounts.
 */
export const ROLES_READ_ONE_BY_ONE = 3;

const ACCOUNT_DETAILS = 'iam:GetAccountAuthorizationDetails';

/**
 * What task roles may do: from it follows which service publishes where and
 * polls what. AWS's own managed policies are not read: they cannot name a
 * resource of an account. No call when no task has a role.
 */
export const iamSource: AwsSource = {
  service: 'iam',
  scope: 'account',
  after: ['ecs'],
  createClient: config => new IAMClient(config),

  async read(context) {
    const { workloads } = await context.findingsOf(['ecs'], 'account');
    const roleArns = [
      ...new Set(workloads.flatMap(one => one.taskRoleArn ?? [])),
    ];
    if (roleArns.length === 0) {
      return {};
    }
    if (roleArns.length > ROLES_READ_ONE_BY_ONE) {
      try {
        return { roles: await readAccountDetails(context, roleArns) };
      } catch (error) {
        // Some organizations allow reading a role and not the whole account.
        if (!(error instanceof AwsCallError && error.kind === 'denied')) {
          throw error;
        }
        context.logger.info(
          `${ACCOUNT_DETAILS} is denied in account ${context.accountId}; task roles are read one by one, which costs more calls`,
        );
      }
    }
    return { roles: await readOneByOne(context, roleArns) };
  },
};

/** Ends as soon as all that is needed has been seen. */
async function readAccountDetails(
  context: SourceContext,
  roleArns: string[],
): Promise<RoleFact[]> {
  const wanted = new Set(roleArns);
  const roles: RoleDetail[] = [];
  const policies: ManagedPolicyDetail[] = [];
  const listed = context.pages(
    'roles and policies',
    token =>
      context.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['Role', 'LocalManagedPolicy'],
          MaxItems: PAGE_SIZE,
          Marker: token,
        }),
      ),
    page => (page.IsTruncated ? page.Marker : undefined),
  );
  for await (const page of listed) {
    roles.push(
      ...(page.RoleDetailList ?? []).filter(role => wanted.has(role.Arn ?? '')),
    );
    policies.push(...(page.Policies ?? []));
    if (roles.length === wanted.size && havePolicies(roles, policies)) {
      break;
    }
  }
  return roles.map(role => roleFact(context, role, policies));
}

function havePolicies(
  roles: RoleDetail[],
  policies: ManagedPolicyDetail[],
): boolean {
  const known = new Set(policies.map(policy => policy.Arn));
  return roles.every(role =>
    (role.AttachedManagedPolicies ?? []).every(
      ({ PolicyArn = '' }) => isAwsManaged(PolicyArn) || known.has(PolicyArn),
    ),
  );
}

/** A role with its inline policies and those that are attached, in their default version. */
export function roleFact(
  place: ReadingPlace,
  role: RoleDetail,
  policies: ManagedPolicyDetail[],
): RoleFact {
  const inline = (role.RolePolicyList ?? []).flatMap(
    policy => policy.PolicyDocument ?? [],
  );
  const attached = (role.AttachedManagedPolicies ?? []).flatMap(
    ({ PolicyArn }) => {
      const policy = policies.find(one => one.Arn === PolicyArn);
      const version = policy?.PolicyVersionList?.find(
        one =>
          one.IsDefaultVersion || one.VersionId === policy.DefaultVersionId,
      );
      return version?.Document ?? [];
    },
  );
  return {
    scope: place.scope,
    roleArn: role.Arn ?? '',
    operation: ACCOUNT_DETAILS,
    statements: [...inline, ...attached].flatMap(policyStatements),
  };
}

async function readOneByOne(
  context: SourceContext,
  roleArns: string[],
): Promise<RoleFact[]> {
  const roles: RoleFact[] = [];
  // A policy that several roles have is read once.
  const managed = new Map<string, Promise<PolicyStatement[]>>();
  const readManaged = (policyArn: string) => {
    const known =
      managed.get(policyArn) ?? readManagedPolicy(context, policyArn);
    managed.set(policyArn, known);
    return known;
  };
  for (const roleArn of roleArns) {
    const roleName = roleNameOf(roleArn);
    context.resources.add('role', roleName, async () => {
      const statements: PolicyStatement[] = [];
      const inline = context.pages(
        `policies of ${roleName}`,
        token =>
          context.send(
            new ListRolePoliciesCommand({
              RoleName: roleName,
              MaxItems: PAGE_SIZE,
              Marker: token,
            }),
          ),
        page => (page.IsTruncated ? page.Marker : undefined),
      );
      for await (const page of inline) {
        for (const policyName of page.PolicyNames ?? []) {
          const { PolicyDocument } = await context.send(
            new GetRolePolicyCommand({
              RoleName: roleName,
              PolicyName: policyName,
            }),
          );
          statements.push(...policyStatements(PolicyDocument ?? '{}'));
        }
      }
      const attached = context.pages(
        `attached policies of ${roleName}`,
        token =>
          context.send(
            new ListAttachedRolePoliciesCommand({
              RoleName: roleName,
              MaxItems: PAGE_SIZE,
              Marker: token,
            }),
          ),
        page => (page.IsTruncated ? page.Marker : undefined),
      );
      for await (const page of attached) {
        for (const { PolicyArn } of page.AttachedPolicies ?? []) {
          if (PolicyArn && !isAwsManaged(PolicyArn)) {
            statements.push(...(await readManaged(PolicyArn)));
          }
        }
      }
      roles.push({
        scope: context.scope,
        roleArn,
        operation: 'iam:GetRolePolicy',
        statements,
      });
    });
  }
  await context.resources.done();
  return roles;
}

async function readManagedPolicy(
  context: SourceContext,
  policyArn: string,
): Promise<PolicyStatement[]> {
  const { Policy } = await context.send(
    new GetPolicyCommand({ PolicyArn: policyArn }),
  );
  const { PolicyVersion } = await context.send(
    new GetPolicyVersionCommand({
      PolicyArn: policyArn,
      VersionId: Policy?.DefaultVersionId,
    }),
  );
  return policyStatements(PolicyVersion?.Document ?? '{}');
}

/** `arn:aws:iam::aws:policy/…`: it belongs to no account. */
function isAwsManaged(policyArn: string): boolean {
  return parseArn(policyArn)?.accountId === 'aws';
}

/** The name is the last step of the path: `role/team/loyalty-task`. */
function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
