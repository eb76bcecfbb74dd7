import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { placeOf } from '../__testing__/place';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';
import { ROLES_READ_ONE_BY_ONE, roleFact } from './iam';

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:orders';

function document(resource: string) {
  return encodeURIComponent(
    JSON.stringify({
      Statement: [
        { Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: resource },
      ],
    }),
  );
}

describe('roleFact', () => {
  it('puts inline and attached policies together, these in their default version', () => {
    const policyArn = 'arn:aws:iam::123456789012:policy/worker';

    expect(
      roleFact(
        placeOf('iam'),
        {
          Arn: 'arn:aws:iam::123456789012:role/worker',
          RolePolicyList: [{ PolicyName: 'a', PolicyDocument: document('a') }],
          AttachedManagedPolicies: [
            { PolicyArn: policyArn },
            { PolicyArn: 'arn:aws:iam::aws:policy/AmazonSQSFullAccess' },
          ],
        },
        [
          {
            Arn: policyArn,
            DefaultVersionId: 'v2',
            PolicyVersionList: [
              { VersionId: 'v1', Document: document('old') },
              {
                VersionId: 'v2',
                IsDefaultVersion: true,
                Document: document('b'),
              },
            ],
          },
        ],
      ).statements.map(one => one.resources),
    ).toEqual([['a'], ['b']]);
  });
});

describe('the calls for task roles', () => {
  let sandbox: Sandbox;
  let estate: Estate;
  let calls: AwsCalls;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    estate = new Estate(sandbox.url);
    calls = testCalls(sandbox.url);
    await estate.queue('orders');
  });

  afterEach(async () => {
    estate.close();
    await calls.close();
    await sandbox.close();
  });

  async function services(count: number) {
    for (let i = 0; i < count; i++) {
      const taskRoleArn = await estate.role(
        `worker-${i}`,
        [{ Action: 'sqs:ReceiveMessage', Resource: QUEUE }],
        { managed: i === 0 },
      );
      await estate.service(`worker-${i}`, { taskRoleArn });
    }
    sandbox.calls.reset();
  }

  function iamCalls() {
    return Object.fromEntries(
      Object.entries(sandbox.calls.byAction()).filter(([action]) =>
        action.startsWith('iam:'),
      ),
    );
  }

  it('are none without task roles', async () => {
    await estate.service('worker');
    sandbox.calls.reset();

    await discover(calls);

    expect(iamCalls()).toEqual({});
  });

  it('are a few for each of a few roles', async () => {
    await services(ROLES_READ_ONE_BY_ONE);

    const { edges } = await discover(calls);

    expect(iamCalls()).toEqual({
      'iam:ListRolePolicies': 3,
      'iam:ListAttachedRolePolicies': 3,
      'iam:GetRolePolicy': 2,
      'iam:GetPolicy': 1,
      'iam:GetPolicyVersion': 1,
    });
    expect(edges.filter(edge => edge.kind === 'polls')).toHaveLength(3);
  });

  it('are pages of the whole account for more', async () => {
    await services(ROLES_READ_ONE_BY_ONE + 1);

    const { edges } = await discover(calls);

    expect(iamCalls()).toEqual({ 'iam:GetAccountAuthorizationDetails': 1 });
    expect(edges.filter(edge => edge.kind === 'polls')).toHaveLength(4);
  });

  it('go role by role when the whole account may not be read', async () => {
    await services(ROLES_READ_ONE_BY_ONE + 1);
    sandbox.setBehaviour({
      denied: [{ action: 'iam:GetAccountAuthorizationDetails' }],
    });

    const { edges, scopes } = await discover(calls);

    expect(edges.filter(edge => edge.kind === 'polls')).toHaveLength(4);
    expect(scopes.find(one => one.service === 'iam')?.status).toBe('complete');
  });
});
