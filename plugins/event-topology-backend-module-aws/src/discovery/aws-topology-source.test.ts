import { mockServices } from '@backstage/backend-test-utils';
import {
  ListQueuesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import {
  DiscoveryResult,
  DiscoveryOptions,
} from '@ecs-eda/plugin-event-topology-node';
import { AwsCalls } from '../calls/aws-calls';
import { Estate } from '../__testing__/Estate';
import {
  NO_BUDGETS,
  TEST_ACCOUNTS,
  discover,
  testCalls,
} from '../__testing__/discover';
import { awsSources } from '../sources';
import { sqsSource } from '../sources/sqs';
import { AwsTopologySource } from './aws-topology-source';

let sandbox: Sandbox;
let estate: Estate;
let calls: AwsCalls;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  estate = new Estate(sandbox.url);
  calls = testCalls(sandbox.url);
});

afterEach(async () => {
  estate.close();
  await calls.close();
  await sandbox.close();
});

function options(more: Partial<DiscoveryOptions> = {}): DiscoveryOptions {
  return {
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    ...more,
  };
}

function scope(result: DiscoveryResult, service: string) {
  return result.scopes.find(one => one.service === service);
}

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:orders';
const SERVICE = 'arn:aws:ecs:eu-central-1:123456789012:service/shop/worker';

/** A bus, a rule, a queue with its dead letters, and the service that drains it. */
async function smallShop() {
  const { arn: deadLetterArn } = await estate.queue('orders-dlq');
  const queue = await estate.queue('orders', {
    deadLetterArn,
    tags: { 'event-topology:system': 'shop' },
  });
  await estate.bus('shop');
  const rule = await estate.rule('order-created', {
    bus: 'shop',
    targets: [{ Id: 'orders', Arn: queue.arn }],
  });
  const taskRoleArn = await estate.role('worker-task', [
    { Action: 'sqs:ReceiveMessage', Resource: queue.arn },
  ]);
  await estate.service('worker', { taskRoleArn });
  return { rule, deadLetterArn };
}

describe('a read', () => {
  it('gives the way of an event from its source to the service', async () => {
    const { rule, deadLetterArn } = await smallShop();

    const result = await discover(calls);

    expect(result.scopes.every(one => one.status === 'complete')).toBe(true);
    expect(result.edges.map(edge => edge.id)).toEqual([
      `arn:aws:events:eu-central-1:123456789012:event-bus/shop|matches|${rule}`,
      `${rule}|delivers|${QUEUE}|orders`,
      `${QUEUE}|dead-letters|${deadLetterArn}`,
      `${QUEUE}|polls|${SERVICE}`,
      'urn:event-topology:event-source:123456789012:eu-central-1:shop.order|publishes|arn:aws:events:eu-central-1:123456789012:event-bus/shop',
    ]);
    expect(result.edges.every(edge => edge.evidence.length > 0)).toBe(true);
  });

  it('gives nodes their tags, their page in the console, and dead-letter queues their mark', async () => {
    const { deadLetterArn } = await smallShop();

    const { nodes } = await discover(calls);

    expect(nodes.find(node => node.id === QUEUE)).toMatchObject({
      tags: { 'event-topology:system': 'shop' },
      consoleUrl: expect.stringContaining('console.aws.amazon.com'),
    });
    expect(nodes.find(node => node.id === deadLetterArn)).toMatchObject({
      attributes: { deadLetterQueue: true },
    });
    expect(
      nodes.find(node => node.id === QUEUE)?.attributes,
    ).not.toHaveProperty('deadLetterQueue');
  });

  it('gives the same for the same, in whatever order AWS answers', async () => {
    await smallShop();
    const plain = ({ nodes, edges }: DiscoveryResult) => ({ nodes, edges });

    const first = plain(await discover(calls));
    sandbox.setBehaviour({ latencyMilliseconds: 7 });
    const second = plain(await discover(testCalls(sandbox.url)));

    expect(second).toEqual(first);
  });

  it('counts its calls, by operation and by scope', async () => {
    await smallShop();
    sandbox.calls.reset();

    const result = await discover(calls);

    expect(result.callsByOperation).toEqual(sandbox.calls.byAction());
    expect(result.scopes.reduce((sum, one) => sum + one.calls, 0)).toBe(
      sandbox.calls.total(),
    );
  });

  it('tells how far it is', async () => {
    const progress: { done: number; total: number }[] = [];

    await discover(calls, { onProgress: one => progress.push(one) });

    expect(progress[0]).toEqual({ done: 0, total: awsSources.length });
    expect(progress[progress.length - 1]).toEqual({
      done: awsSources.length,
      total: awsSources.length,
    });
  });

  it('does not read again what never changes', async () => {
    await smallShop();
    const source = new AwsTopologySource({ calls, accounts: TEST_ACCOUNTS });
    await source.discover(options());

    const again = await source.discover(options());

    expect(again.callsByOperation).not.toHaveProperty(
      'ecs:DescribeTaskDefinition',
    );
    expect(again.edges.map(edge => edge.id)).toContain(
      `${QUEUE}|polls|${SERVICE}`,
    );
  });

  it('stands in for what it did not read, and says why', async () => {
    await estate.rule('everything', {
      targets: [
        {
          Id: 'logs',
          Arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/events/all',
        },
        {
          Id: 'partner',
          Arn: 'arn:aws:events:eu-central-1:999999999999:event-bus/partners',
        },
      ],
    });

    const { nodes, edges } = await discover(calls);
    const targets = edges
      .filter(edge => edge.kind === 'delivers')
      .map(edge => nodes.find(node => node.id === edge.to));

    expect(targets).toMatchObject([
      {
        kind: 'external',
        name: 'partners',
        attributes: {
          protocol: 'account',
          description: expect.stringContaining('999999999999'),
        },
      },
      {
        kind: 'external',
        name: '/aws/events/all',
        attributes: { description: 'The event map does not read logs.' },
      },
    ]);
  });
});

describe('a denied sqs:ListQueues', () => {
  it('costs the queues alone and says what to allow', async () => {
    await smallShop();
    const whole = await discover(calls);
    sandbox.setBehaviour({ denied: [{ action: 'sqs:ListQueues' }] });

    const result = await discover(calls);

    expect(scope(result, 'sqs')).toMatchObject({
      status: 'failed',
      calls: 1,
      errors: [
        {
          operation: 'sqs:ListQueues',
          remedy: expect.stringContaining('sqs:ListQueues'),
        },
      ],
    });
    expect(
      result.scopes.filter(one => one.service !== 'sqs').map(one => one.status),
    ).toEqual(result.scopes.slice(1).map(() => 'complete'));
    expect(
      result.nodes
        .filter(node => node.kind !== 'external')
        .map(node => node.id),
    ).toEqual(
      whole.nodes.filter(node => node.kind !== 'queue').map(node => node.id),
    );
  });

  it('still lets the rule lead to the queue that it names', async () => {
    await smallShop();
    sandbox.setBehaviour({ denied: [{ action: 'sqs:ListQueues' }] });

    const { nodes, edges } = await discover(calls);

    expect(edges.find(edge => edge.kind === 'delivers')?.to).toBe(QUEUE);
    expect(nodes.find(node => node.id === QUEUE)).toMatchObject({
      kind: 'external',
      attributes: {
        description: expect.stringContaining('could not be read'),
      },
    });
  });

  it('leaves the service joined with a queue that was known before', async () => {
    await smallShop();
    const source = new AwsTopologySource({ calls, accounts: TEST_ACCOUNTS });
    await source.discover(options());
    sandbox.setBehaviour({ denied: [{ action: 'sqs:ListQueues' }] });

    const { nodes, edges } = await source.discover(options());

    expect(edges.map(edge => edge.id)).toContain(`${QUEUE}|polls|${SERVICE}`);
    // The queue itself is the backend's to keep, as it was last read.
    expect(nodes.map(node => node.id)).not.toContain(QUEUE);
  });
});

describe('what only some resources refuse', () => {
  it('makes the scope partial and names them', async () => {
    await smallShop();
    sandbox.setBehaviour({ denied: [{ action: 'sqs:GetQueueAttributes' }] });

    const result = await discover(calls);

    expect(scope(result, 'sqs')).toMatchObject({
      status: 'partial',
      errors: [
        {
          operation: 'sqs:GetQueueAttributes',
          message: expect.stringMatching(
            /Not read: orders.*orders-dlq|orders-dlq.*orders/,
          ),
        },
      ],
    });
    expect(result.nodes.find(node => node.id === QUEUE)).toMatchObject({
      kind: 'external',
      attributes: {
        description: expect.stringContaining('could not be read'),
      },
    });
  });

  it.each(['events:ListArchives', 'events:ListApiDestinations'])(
    'leaves the rules when %s is denied',
    async action => {
      const { rule } = await smallShop();
      sandbox.setBehaviour({ denied: [{ action }] });

      const result = await discover(calls);

      expect(scope(result, 'events')).toMatchObject({
        status: 'partial',
        errors: [{ operation: action }],
      });
      expect(result.nodes.map(node => node.id)).toContain(rule);
    },
  );
});

describe('what other services say', () => {
  it.each([
    ['tag:GetResources', 'tag'],
    ['ecs:ListClusters', 'ecs'],
    ['events:ListEventBuses', 'events'],
    ['iam:*', 'iam'],
  ])('stays when %s is denied', async (action, service) => {
    await smallShop();
    sandbox.setBehaviour({ denied: [{ action }] });

    const result = await discover(calls);

    expect(
      result.scopes
        .filter(one => one.status !== 'complete')
        .map(one => one.service),
    ).toEqual([service]);
    expect(result.nodes.map(node => node.id)).toContain(QUEUE);
  });

  it('still holds with tags that were known before', async () => {
    await smallShop();
    const source = new AwsTopologySource({ calls, accounts: TEST_ACCOUNTS });
    await source.discover(options());
    sandbox.setBehaviour({ denied: [{ action: 'tag:GetResources' }] });

    const { nodes } = await source.discover(options());

    expect(nodes.find(node => node.id === QUEUE)?.tags).toEqual({
      'event-topology:system': 'shop',
    });
  });

  it('changes with the next read that works', async () => {
    const { url } = await estate.queue('orders', { tags: { a: '1' } });
    const source = new AwsTopologySource({ calls, accounts: TEST_ACCOUNTS });
    await source.discover(options());
    await estate.sqs.send(
      new TagQueueCommand({ QueueUrl: url, Tags: { a: '2' } }),
    );

    const { nodes } = await source.discover(options());

    expect(nodes.find(node => node.id === QUEUE)?.tags).toEqual({ a: '2' });
  });
});

describe('two accounts with two regions each', () => {
  const accounts = ['123456789012', '210987654321'].map(accountId => ({
    accountId,
    regions: ['eu-central-1', 'us-east-1'],
  }));

  it('are read each for itself, and one that is denied costs no other', async () => {
    const places = accounts.flatMap(({ accountId, regions }) =>
      regions.map(region => ({ accountId, region })),
    );
    for (const place of places) {
      const there = new Estate(sandbox.url, place);
      await there.queue('orders');
      there.close();
    }
    sandbox.setBehaviour({
      denied: [
        {
          action: 'sqs:*',
          accountId: '210987654321',
          region: 'us-east-1',
        },
      ],
    });

    const result = await discover(calls, { accounts });

    // IAM is read once an account.
    expect(result.scopes).toHaveLength((awsSources.length - 1) * 4 + 2);
    expect(
      result.nodes
        .filter(node => node.kind === 'queue')
        .map(node => `${node.accountId}/${node.region}`)
        .sort(),
    ).toEqual([
      '123456789012/eu-central-1',
      '123456789012/us-east-1',
      '210987654321/eu-central-1',
    ]);
    expect(
      result.scopes.filter(one => one.status !== 'complete'),
    ).toMatchObject([{ key: '210987654321/us-east-1/sqs', status: 'failed' }]);
  });

  it('are joined where an event goes from one to the other', async () => {
    const there = new Estate(sandbox.url, { accountId: '210987654321' });
    const bus = await there.bus('partners');
    there.close();
    await estate.rule('share', { targets: [{ Id: 'partners', Arn: bus }] });

    const { nodes, edges } = await discover(calls, { accounts });

    expect(edges.find(edge => edge.kind === 'delivers')?.to).toBe(bus);
    expect(nodes.filter(node => node.id === bus)).toMatchObject([
      { kind: 'event-bus', accountId: '210987654321' },
    ]);
  });
});

describe('an account whose quotas are tight', () => {
  it('is read inside budgets with nothing throttled', async () => {
    for (let i = 0; i < 30; i++) {
      await estate.queue(`queue-${i}`);
    }
    sandbox.setBehaviour({
      quotas: [{ action: 'sqs:*', perSecond: 60, burst: 12 }],
    });
    const budgeted = testCalls(sandbox.url, {
      budgets: {
        ...NO_BUDGETS,
        sqs: { perSecond: 50, burst: 8, concurrency: 16 },
      },
    });

    const result = await discover(budgeted);
    await budgeted.close();

    expect(sandbox.calls.throttled()).toBe(0);
    expect(scope(result, 'sqs')).toMatchObject({
      status: 'complete',
      calls: 31,
    });
  });

  it('is read to its end by trying again when others use up the quota', async () => {
    for (let i = 0; i < 10; i++) {
      await estate.queue(`queue-${i}`);
    }
    sandbox.setBehaviour({
      quotas: [{ action: 'sqs:*', perSecond: 20, burst: 4 }],
    });

    const result = await discover(calls);

    expect(sandbox.calls.throttled()).toBeGreaterThan(0);
    expect(scope(result, 'sqs')).toMatchObject({
      status: 'complete',
      calls: 11 + sandbox.calls.throttled(),
    });
    expect(result.nodes.filter(node => node.kind === 'queue')).toHaveLength(10);
  }, 60_000);
});

describe('a read that is called off', () => {
  it('ends at once, whatever is under way', async () => {
    await smallShop();
    sandbox.setBehaviour({ latencyMilliseconds: 60_000 });
    const controller = new AbortController();

    const read = discover(calls, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('the backend stops')), 50);

    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('does not begin when it was called off before', async () => {
    sandbox.calls.reset();

    await expect(
      discover(calls, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(sandbox.calls.total()).toBe(0);
  });
});

describe('an endpoint whose page tokens repeat', () => {
  it('is read once and reported', async () => {
    await estate.queue('orders');
    let lists = 0;
    const source = new AwsTopologySource({
      calls,
      accounts: TEST_ACCOUNTS,
      sources: [
        {
          ...sqsSource,
          createClient(config) {
            const client = new SQSClient({
              ...config,
              useQueueUrlAsEndpoint: false,
            });
            client.middlewareStack.add(
              (next, context) => async args => {
                const result = await next(args);
                if (context.commandName === ListQueuesCommand.name) {
                  lists += 1;
                  Object.assign(result.output, { NextToken: 'again' });
                }
                return result;
              },
              { step: 'initialize', priority: 'high' },
            );
            // The sandbox would refuse a token that it never gave.
            client.middlewareStack.add(
              next => async args =>
                next({
                  ...args,
                  input: { ...args.input, NextToken: undefined },
                }),
              { step: 'initialize', priority: 'low' },
            );
            return client;
          },
        },
      ],
    });

    const result = await source.discover(options());

    expect(lists).toBe(2);
    expect(result.nodes.map(node => node.id)).toEqual([QUEUE]);
    expect(scope(result, 'sqs')).toMatchObject({
      status: 'partial',
      errors: [{ code: 'RepeatedPageToken' }],
    });
  });
});

describe('an account without credentials', () => {
  it('fails in all its scopes, without a call, and says what to configure', async () => {
    const poor = testCalls(sandbox.url, {
      credentials: {
        async getCredentialProvider() {
          throw new Error('There is no AWS integration for 123456789012');
        },
      },
    });
    sandbox.calls.reset();

    const result = await discover(poor);

    expect(result.nodes).toEqual([]);
    expect(sandbox.calls.total()).toBe(0);
    expect(scope(result, 'sqs')).toMatchObject({
      status: 'failed',
      errors: [
        {
          code: 'NoCredentials',
          message: expect.stringContaining('123456789012'),
          remedy: expect.stringContaining('aws.accounts'),
        },
      ],
    });
  });
});
