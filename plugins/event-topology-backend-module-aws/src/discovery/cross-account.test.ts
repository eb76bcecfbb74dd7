import { PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';

const HERE = '123456789012';
const THERE = '210987654321';
const region = 'eu-central-1';
const QUEUE = `arn:aws:sqs:${region}:${HERE}:orders`;
const BUS = `arn:aws:events:${region}:${HERE}:event-bus/shop`;
const TOPIC = `arn:aws:sns:${region}:${THERE}:orders`;
const ACCOUNT = `urn:event-topology:account:${THERE}`;

// A machine that does much else takes its time over whole reads.
jest.setTimeout(30_000);

let sandbox: Sandbox;
let here: Estate;
let there: Estate;
let calls: AwsCalls;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  here = new Estate(sandbox.url, { accountId: HERE });
  there = new Estate(sandbox.url, { accountId: THERE });
  calls = testCalls(sandbox.url);
});

afterEach(async () => {
  here.close();
  there.close();
  await calls.close();
  await sandbox.close();
});

/** Reads some accounts, in one region. */
async function read(...accountIds: string[]) {
  const result = await discover(calls, {
    accounts: accountIds.map(accountId => ({ accountId, regions: [region] })),
  });
  expect(result.scopes.flatMap(scope => scope.errors)).toEqual([]);
  return result;
}

async function queueThatAdmits(statement: object) {
  const { url } = await here.queue('orders');
  await here.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: url,
      Attributes: {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Resource: QUEUE, ...statement }],
        }),
      },
    }),
  );
}

const sentByTopic = {
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
};

describe('a queue whose policy admits a topic of another account', () => {
  it('is joined to it where that account is not read: the policy is all that is known', async () => {
    await queueThatAdmits(sentByTopic);

    const { nodes, edges } = await read(HERE);

    expect(edges).toMatchObject([
      {
        from: TOPIC,
        kind: 'subscribes',
        to: QUEUE,
        confidence: 'inferred',
        evidence: [
          { operation: 'sqs:GetQueueAttributes', field: 'Attributes.Policy' },
        ],
      },
    ]);
    expect(nodes.find(node => node.id === TOPIC)).toMatchObject({
      kind: 'external',
      attributes: {
        protocol: 'account',
        description: expect.stringContaining(THERE),
      },
    });
  });

  it('is joined to it by its subscription where that account is read, with the policy as evidence too', async () => {
    await queueThatAdmits(sentByTopic);
    await there.topic('orders');
    await there.subscribe(TOPIC, 'sqs', QUEUE);

    const { nodes, edges } = await read(HERE, THERE);

    const joined = edges.filter(edge => edge.to === QUEUE);
    expect(joined).toMatchObject([
      { from: TOPIC, kind: 'subscribes', confidence: 'configured' },
    ]);
    expect(joined[0].evidence.map(({ operation }) => operation)).toContain(
      'sqs:GetQueueAttributes',
    );
    expect(nodes.find(node => node.id === TOPIC)?.kind).toBe('topic');
  });

  it('is not joined to it where that account is read and nothing subscribes', async () => {
    await queueThatAdmits(sentByTopic);
    await there.topic('orders');

    const { edges } = await read(HERE, THERE);

    expect(edges.filter(edge => edge.to === QUEUE)).toEqual([]);
  });
});

describe('a queue whose policy admits another account', () => {
  it('has somebody there as sender and consumer', async () => {
    await queueThatAdmits({
      Principal: { AWS: `arn:aws:iam::${THERE}:root` },
      Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    });

    const { nodes, edges } = await read(HERE);

    expect(edges).toMatchObject([
      { from: QUEUE, kind: 'polls', to: ACCOUNT, confidence: 'inferred' },
      { from: ACCOUNT, kind: 'enqueues', to: QUEUE, confidence: 'inferred' },
    ]);
    expect(nodes.find(node => node.id === ACCOUNT)).toMatchObject({
      kind: 'external',
      name: `Account ${THERE}`,
    });
  });
});

describe('a bus whose policy admits another account', () => {
  async function busThatAdmits() {
    await here.bus('shop');
    await here.events.send(
      new PutPermissionCommand({
        EventBusName: 'shop',
        Action: 'events:PutEvents',
        Principal: THERE,
        StatementId: 'partners',
      }),
    );
  }

  it('has somebody there as publisher where that account is not read', async () => {
    await busThatAdmits();

    const { edges } = await read(HERE);

    expect(edges).toMatchObject([
      {
        from: ACCOUNT,
        kind: 'publishes',
        to: BUS,
        confidence: 'inferred',
        evidence: [{ field: 'EventBuses[].Policy' }],
      },
    ]);
  });

  it('has the very rule that delivers to it where that account is read', async () => {
    await busThatAdmits();
    const rule = await there.rule('share', {
      targets: [
        {
          Id: 'shop',
          Arn: BUS,
          RoleArn: `arn:aws:iam::${THERE}:role/events`,
        },
      ],
    });

    const { nodes, edges } = await read(HERE, THERE);

    expect(edges.filter(edge => edge.to === BUS)).toMatchObject([
      { from: rule, kind: 'delivers', confidence: 'configured' },
    ]);
    expect(nodes.find(node => node.id === ACCOUNT)).toBeUndefined();
  });
});
