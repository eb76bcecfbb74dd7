import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  RoleDetail,
} from '@aws-sdk/client-iam';
import { Check } from '../check';
import { expectError } from '../expect-error';

const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage'],
      Resource: 'arn:aws:sqs:eu-central-1:123456789012:orders',
    },
  ],
};

function decode(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(document ?? ''));
}

/** Task roles, which tell what a service may poll and publish. */
export const iamChecks: Check[] = [
  {
    behaviour: 'gives inline policies back, URL-encoded',
    async run(context) {
      const { aws } = context;
      const arn = await context.role('ecs-tasks.amazonaws.com', [
        'sqs:ReceiveMessage',
      ]);
      const RoleName = arn.split('/').pop();
      const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName }));
      expect(Role?.Arn).toBe(arn);
      expect(decode(Role?.AssumeRolePolicyDocument)).toMatchObject({
        Statement: [{ Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
      });
      const { PolicyNames } = await aws.iam.send(
        new ListRolePoliciesCommand({ RoleName }),
      );
      expect(PolicyNames).toEqual(['contract']);
      const { PolicyDocument } = await aws.iam.send(
        new GetRolePolicyCommand({ RoleName, PolicyName: 'contract' }),
      );
      expect(decode(PolicyDocument)).toMatchObject({
        Statement: [{ Action: ['sqs:ReceiveMessage'], Resource: '*' }],
      });
    },
  },
  {
    behaviour: 'gives attached managed policies and their default version back',
    async run(context) {
      const { aws } = context;
      const RoleName = (
        await context.role('ecs-tasks.amazonaws.com', ['sqs:ListQueues'])
      )
        .split('/')
        .pop();
      const { Policy } = await aws.iam.send(
        new CreatePolicyCommand({
          PolicyName: context.name('policy'),
          PolicyDocument: JSON.stringify(DOCUMENT),
        }),
      );
      const PolicyArn = Policy?.Arn;
      context.cleanUp(() =>
        aws.iam.send(new DeletePolicyCommand({ PolicyArn })),
      );
      await aws.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
      context.cleanUp(() =>
        aws.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
      );
      const { AttachedPolicies } = await aws.iam.send(
        new ListAttachedRolePoliciesCommand({ RoleName }),
      );
      expect(AttachedPolicies?.map(attached => attached.PolicyArn)).toEqual([
        PolicyArn,
      ]);
      const found = await aws.iam.send(new GetPolicyCommand({ PolicyArn }));
      const { PolicyVersion } = await aws.iam.send(
        new GetPolicyVersionCommand({
          PolicyArn,
          VersionId: found.Policy?.DefaultVersionId,
        }),
      );
      expect(decode(PolicyVersion?.Document)).toEqual(DOCUMENT);
    },
  },
  {
    behaviour: 'lists all roles with their policies, page by page',
    async run(context) {
      const { aws } = context;
      const arns = [
        await context.role('ecs-tasks.amazonaws.com', ['sqs:ListQueues']),
        await context.role('ecs-tasks.amazonaws.com', ['sns:Publish']),
        await context.role('ecs-tasks.amazonaws.com', ['events:PutEvents']),
      ];
      const roles = await context.pages<RoleDetail>(
        'iam:GetAccountAuthorizationDetails',
        async Marker => {
          const page = await aws.iam.send(
            new GetAccountAuthorizationDetailsCommand({
              Filter: ['Role'],
              MaxItems: 2,
              Marker,
            }),
          );
          return { items: page.RoleDetailList, next: page.Marker };
        },
      );
      const listed = roles.map(role => role.Arn);
      expect(listed).toEqual(expect.arrayContaining(arns));
      expect(new Set(listed).size).toBe(listed.length);
      const sender = roles.find(role => role.Arn === arns[1]);
      expect(decode(sender?.RolePolicyList?.[0]?.PolicyDocument)).toMatchObject(
        { Statement: [{ Action: ['sns:Publish'] }] },
      );
    },
  },
  {
    behaviour: 'refuses a second role of a name, and one that is not there',
    async run(context) {
      const { aws } = context;
      const RoleName = (
        await context.role('ecs-tasks.amazonaws.com', ['sqs:ListQueues'])
      )
        .split('/')
        .pop();
      await expectError(
        aws.iam.send(
          new CreateRoleCommand({
            RoleName,
            AssumeRolePolicyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'ecs-tasks.amazonaws.com' },
                  Action: 'sts:AssumeRole',
                },
              ],
            }),
          }),
        ),
        'EntityAlreadyExistsException',
        'EntityAlreadyExists',
      );
      await expectError(
        aws.iam.send(new GetRoleCommand({ RoleName: context.name('absent') })),
        'NoSuchEntityException',
        'NoSuchEntity',
      );
      await expectError(
        aws.iam.send(
          new DeleteRoleCommand({ RoleName: context.name('absent') }),
        ),
        'NoSuchEntityException',
        'NoSuchEntity',
      );
    },
  },
];
