import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteConflictException,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  EntityAlreadyExistsException,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  LimitExceededException,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  MalformedPolicyDocumentException,
  NoSuchEntityException,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { ManualClock } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { iamService } from '.';

const ACCOUNT = '111111111111';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const READ_QUEUE = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Sid: 'Reads (all) of it!',
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', "sqs:Delete*'"],
    Resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:loyalty`,
  },
});
const BASIC =
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

let sandbox: Sandbox;
let client: IAMClient;

beforeEach(async () => {
  sandbox = await startSandbox({
    port: 0,
    clock: new ManualClock(),
    services: [iamService],
  });
  client = clientOf(ACCOUNT, 'eu-west-1');
});

afterEach(() => sandbox.close());

function clientOf(accountId: string, region: string) {
  return new IAMClient({
    endpoint: sandbox.url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: accountId, secretAccessKey: 'any' },
  });
}

const createRole = (RoleName: string, Path?: string) =>
  client.send(
    new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: TRUST }),
  );

const createPolicy = async (PolicyName: string) =>
  (
    await client.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument: READ_QUEUE }),
    )
  ).Policy?.Arn ?? '';

it('gives documents percent-encoded, as they were put', async () => {
  await createRole('loyalty-task');
  await client.send(
    new PutRolePolicyCommand({
      RoleName: 'loyalty-task',
      PolicyName: 'queue',
      PolicyDocument: READ_QUEUE,
    }),
  );
  const { Role } = await client.send(
    new GetRoleCommand({ RoleName: 'loyalty-task' }),
  );
  expect(Role).toMatchObject({
    Arn: `arn:aws:iam::${ACCOUNT}:role/loyalty-task`,
    Path: '/',
    RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
    MaxSessionDuration: 3600,
    CreateDate: new Date(Date.UTC(2026, 10, 27, 3, 30)),
  });
  expect(Role?.AssumeRolePolicyDocument).not.toContain('"');
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(TRUST);
  const inline = await client.send(
    new GetRolePolicyCommand({
      RoleName: 'loyalty-task',
      PolicyName: 'queue',
    }),
  );
  expect(inline.PolicyDocument).not.toMatch(/[!'()*" ]/);
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(READ_QUEUE);
});

it('has one state for all regions of an account, and none for others', async () => {
  await createRole('loyalty-task', '/shop/');
  const elsewhere = await clientOf(ACCOUNT, 'us-east-1').send(
    new GetRoleCommand({ RoleName: 'loyalty-task' }),
  );
  expect(elsewhere.Role?.Arn).toBe(
    `arn:aws:iam::${ACCOUNT}:role/shop/loyalty-task`,
  );
  await expect(
    clientOf('222222222222', 'eu-west-1').send(
      new GetRoleCommand({ RoleName: 'loyalty-task' }),
    ),
  ).rejects.toBeInstanceOf(NoSuchEntityException);
});

it('lists roles by page and path', async () => {
  for (let i = 0; i < 25; i += 1) {
    await createRole(
      `role-${String(i).padStart(2, '0')}`,
      i < 5 ? '/shop/' : '/',
    );
  }
  const names: (string | undefined)[][] = [];
  for await (const page of paginateListRoles({ client, pageSize: 10 }, {})) {
    names.push((page.Roles ?? []).map(({ RoleName }) => RoleName));
  }
  expect(names.map(page => page.length)).toEqual([10, 10, 5]);
  expect(new Set(names.flat()).size).toBe(25);
  const shop: unknown[] = [];
  for await (const page of paginateListRoles(
    { client },
    { PathPrefix: '/shop/' },
  )) {
    shop.push(...(page.Roles ?? []));
  }
  expect(shop).toHaveLength(5);
});

it('keeps inline and managed policies of a role apart', async () => {
  await createRole('loyalty-task');
  const arn = await createPolicy('read-queue');
  const role = { RoleName: 'loyalty-task' };
  await client.send(
    new PutRolePolicyCommand({
      ...role,
      PolicyName: 'inline',
      PolicyDocument: READ_QUEUE,
    }),
  );
  for (const PolicyArn of [arn, BASIC]) {
    await client.send(new AttachRolePolicyCommand({ ...role, PolicyArn }));
  }
  const inline = await client.send(new ListRolePoliciesCommand(role));
  expect(inline.PolicyNames).toEqual(['inline']);
  const attached = await client.send(new ListAttachedRolePoliciesCommand(role));
  expect(attached.AttachedPolicies).toEqual([
    { PolicyName: 'read-queue', PolicyArn: arn },
    { PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: BASIC },
  ]);
  const entities = await client.send(
    new ListEntitiesForPolicyCommand({ PolicyArn: arn }),
  );
  expect(entities.PolicyRoles).toMatchObject([role]);
  await expect(
    client.send(new DeletePolicyCommand({ PolicyArn: arn })),
  ).rejects.toBeInstanceOf(DeleteConflictException);
  await expect(client.send(new DeleteRoleCommand(role))).rejects.toBeInstanceOf(
    DeleteConflictException,
  );
  await client.send(
    new DeleteRolePolicyCommand({ ...role, PolicyName: 'inline' }),
  );
  for (const PolicyArn of [arn, BASIC]) {
    await client.send(new DetachRolePolicyCommand({ ...role, PolicyArn }));
  }
  await client.send(new DeleteRoleCommand(role));
  await client.send(new DeletePolicyCommand({ PolicyArn: arn }));
  await expect(
    client.send(new GetPolicyCommand({ PolicyArn: arn })),
  ).rejects.toBeInstanceOf(NoSuchEntityException);
});

it('versions managed policies', async () => {
  const PolicyArn = await createPolicy('read-queue');
  const second = READ_QUEUE.replace('loyalty', 'payment');
  const created = await client.send(
    new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: second }),
  );
  expect(created.PolicyVersion).toMatchObject({
    VersionId: 'v2',
    IsDefaultVersion: false,
  });
  await client.send(
    new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
  );
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  expect(Policy?.DefaultVersionId).toBe('v2');
  const { PolicyVersion } = await client.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
  );
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(second);
  await expect(
    client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' })),
  ).rejects.toBeInstanceOf(DeleteConflictException);
  await client.send(
    new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
  );
  for (let i = 0; i < 4; i += 1) {
    await client.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: second }),
    );
  }
  const { Versions } = await client.send(
    new ListPolicyVersionsCommand({ PolicyArn }),
  );
  expect(Versions?.map(({ VersionId }) => VersionId)).toEqual([
    'v2',
    'v3',
    'v4',
    'v5',
    'v6',
  ]);
  await expect(
    client.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: second }),
    ),
  ).rejects.toBeInstanceOf(LimitExceededException);
});

it('gives all details of the account, by page and filter', async () => {
  const arn = await createPolicy('read-queue');
  await createPolicy('unused');
  for (const name of ['a', 'b', 'c']) {
    await createRole(name);
    await client.send(
      new AttachRolePolicyCommand({ RoleName: name, PolicyArn: arn }),
    );
  }
  await client.send(
    new PutRolePolicyCommand({
      RoleName: 'a',
      PolicyName: 'inline',
      PolicyDocument: READ_QUEUE,
    }),
  );
  await client.send(
    new AttachRolePolicyCommand({ RoleName: 'b', PolicyArn: BASIC }),
  );
  const read = async (
    Filter?: ('Role' | 'LocalManagedPolicy' | 'AWSManagedPolicy')[],
  ) => {
    const found = {
      pages: 0,
      roles: [] as unknown[],
      policies: [] as unknown[],
    };
    for await (const page of paginateGetAccountAuthorizationDetails(
      { client, pageSize: 2 },
      { Filter },
    )) {
      found.pages += 1;
      found.roles.push(...(page.RoleDetailList ?? []));
      found.policies.push(...(page.Policies ?? []));
    }
    return found;
  };
  const all = await read();
  expect(all.pages).toBe(3);
  expect(all.roles).toHaveLength(3);
  expect(all.policies).toMatchObject([
    {
      PolicyName: 'read-queue',
      AttachmentCount: 3,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true }],
    },
    { PolicyName: 'unused', AttachmentCount: 0 },
    { Arn: BASIC, AttachmentCount: 1 },
  ]);
  const onlyRoles = await read(['Role']);
  expect(onlyRoles.policies).toEqual([]);
  expect(onlyRoles.roles[0]).toMatchObject({
    RoleName: 'a',
    RolePolicyList: [
      {
        PolicyName: 'inline',
        PolicyDocument: encodeURIComponent(READ_QUEUE).replace(
          /[!'()*]/g,
          c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      },
    ],
    AttachedManagedPolicies: [{ PolicyArn: arn, PolicyName: 'read-queue' }],
  });
  expect((await read(['LocalManagedPolicy'])).policies).toHaveLength(2);
  expect((await read(['AWSManagedPolicy'])).policies).toHaveLength(1);
});

it('lists policies of the account, of AWS and those attached', async () => {
  await createPolicy('read-queue');
  await createRole('a');
  await client.send(
    new AttachRolePolicyCommand({ RoleName: 'a', PolicyArn: BASIC }),
  );
  const local = await client.send(new ListPoliciesCommand({ Scope: 'Local' }));
  expect(local.Policies).toMatchObject([{ PolicyName: 'read-queue' }]);
  const attached = await client.send(
    new ListPoliciesCommand({ OnlyAttached: true }),
  );
  expect(attached.Policies).toMatchObject([{ Arn: BASIC }]);
});

it('tags roles and changes their trust', async () => {
  await createRole('a');
  const role = { RoleName: 'a' };
  await client.send(
    new TagRoleCommand({
      ...role,
      Tags: [
        { Key: 'team', Value: 'loyalty' },
        { Key: 'stage', Value: 'dev' },
      ],
    }),
  );
  await client.send(new UntagRoleCommand({ ...role, TagKeys: ['stage'] }));
  const { Tags } = await client.send(new ListRoleTagsCommand(role));
  expect(Tags).toEqual([{ Key: 'team', Value: 'loyalty' }]);
  const trust = TRUST.replace('ecs-tasks', 'lambda');
  await client.send(
    new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: trust }),
  );
  const { Role } = await client.send(new GetRoleCommand(role));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
});

it.each([
  ['{', 'invalid Json'],
  ['{"Version":"2012-10-17"}', 'Statement is missing'],
  ['{"Statement":[{"Effect":"Perhaps","Action":"*"}]}', 'Allow or Deny'],
  ['{"Statement":[{"Effect":"Allow"}]}', 'must contain actions'],
])('refuses the document %s', async (document, message) => {
  const failure = await client
    .send(
      new CreateRoleCommand({
        RoleName: 'a',
        AssumeRolePolicyDocument: document,
      }),
    )
    .catch(error => error);
  expect(failure).toBeInstanceOf(MalformedPolicyDocumentException);
  expect(failure.message).toContain(message);
});

it('refuses a second role or policy of one name', async () => {
  await createRole('a');
  await expect(createRole('a')).rejects.toBeInstanceOf(
    EntityAlreadyExistsException,
  );
  await createPolicy('p');
  await expect(createPolicy('p')).rejects.toBeInstanceOf(
    EntityAlreadyExistsException,
  );
});
