import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-sqs';
import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { NO_BUDGETS, testCalls } from '../__testing__/discover';
import { sqsSource } from '../sources/sqs';
import { AwsCalls } from './aws-calls';
import { CallCounter } from './call-counter';

const scope = {
  accountId: '123456789012',
  region: 'eu-central-1',
  service: 'sqs',
};

let sandbox: Sandbox;
let calls: AwsCalls;
let counter: CallCounter;
let controller: AbortController;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  calls = testCalls(sandbox.url);
  counter = new CallCounter();
  controller = new AbortController();
});

afterEach(async () => {
  await calls.close();
  await sandbox.close();
});

function sender(of: AwsCalls = calls, where = scope) {
  return of.sender(where, config => sqsSource.createClient(config), {
    signal: controller.signal,
    counter,
  });
}

describe('AwsCalls', () => {
  it('calls the endpoint that is configured, also for queues whose URL has another host', async () => {
    const estate = new Estate(sandbox.url);
    await estate.queue('loyalty');
    estate.close();

    const answer = await sender()(
      new GetQueueAttributesCommand({
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/loyalty',
        AttributeNames: ['QueueArn'],
      }),
    );

    expect(answer.Attributes?.QueueArn).toBe(
      'arn:aws:sqs:eu-central-1:123456789012:loyalty',
    );
  });

  it('calls each account and region as itself', async () => {
    const estate = new Estate(sandbox.url, {
      accountId: '210987654321',
      region: 'us-east-1',
    });
    await estate.queue('elsewhere');
    estate.close();

    const here = await sender()(new ListQueuesCommand({}));
    const there = await sender(calls, {
      ...scope,
      accountId: '210987654321',
      region: 'us-east-1',
    })(new ListQueuesCommand({}));

    expect(here.QueueUrls ?? []).toEqual([]);
    expect(there.QueueUrls).toHaveLength(1);
  });

  it('counts every attempt, by the action that IAM knows', async () => {
    sandbox.setBehaviour({
      quotas: [{ action: 'sqs:*', perSecond: 20, burst: 1 }],
    });

    await Promise.all([
      sender()(new ListQueuesCommand({})),
      sender()(new ListQueuesCommand({})),
    ]);

    expect(sandbox.calls.throttled()).toBeGreaterThan(0);
    expect(counter.byOperation()).toEqual({
      'sqs:ListQueues': 2 + sandbox.calls.throttled(),
    });
    expect(sandbox.calls.total({ action: 'sqs:ListQueues' })).toBe(
      counter.total,
    );
  });

  it('stays inside the budget of the service, so that nothing is throttled', async () => {
    const budgeted = testCalls(sandbox.url, {
      budgets: {
        ...NO_BUDGETS,
        sqs: { perSecond: 40, burst: 5, concurrency: 16 },
      },
    });
    sandbox.setBehaviour({
      // Room for what a stalled machine sends late and together, too little
      // for 40 calls at once.
      quotas: [{ action: 'sqs:*', perSecond: 50, burst: 25 }],
    });

    await Promise.all(
      Array.from({ length: 40 }, () =>
        sender(budgeted)(new ListQueuesCommand({})),
      ),
    );
    await budgeted.close();

    expect(sandbox.calls.throttled()).toBe(0);
    expect(counter.total).toBe(40);
  });

  it('has no more calls under way than the budget says', async () => {
    const budgeted = testCalls(sandbox.url, {
      budgets: { sqs: { perSecond: 1000, burst: 1000, concurrency: 2 } },
    });
    let running = 0;
    let most = 0;
    const send = budgeted.sender(
      scope,
      config => {
        const client = sqsSource.createClient(config);
        client.middlewareStack.add(
          next => async args => {
            running += 1;
            most = Math.max(most, running);
            const answer = await next(args);
            running -= 1;
            return answer;
          },
          { step: 'deserialize' },
        );
        return client;
      },
      { signal: controller.signal, counter },
    );

    await Promise.all(
      Array.from({ length: 12 }, () => send(new ListQueuesCommand({}))),
    );
    await budgeted.close();

    expect(most).toBe(2);
  });

  it('says what to allow when a call is denied', async () => {
    sandbox.setBehaviour({ denied: [{ action: 'sqs:ListQueues' }] });

    await expect(sender()(new ListQueuesCommand({}))).rejects.toMatchObject({
      kind: 'denied',
      operation: 'sqs:ListQueues',
      remedy: expect.stringContaining('sqs:ListQueues'),
    });
    expect(counter.total).toBe(1);
  });

  it('gives up on throttling at last and says which budget to lower', async () => {
    sandbox.setBehaviour({
      quotas: [{ action: 'sqs:*', perSecond: 0.001, burst: 1 }],
    });
    const impatient = testCalls(sandbox.url, { maxAttempts: 2 });
    await sender(impatient)(new ListQueuesCommand({}));

    await expect(
      sender(impatient)(new ListQueuesCommand({})),
    ).rejects.toMatchObject({
      kind: 'throttled',
      remedy: expect.stringContaining('eventTopology.aws.budgets.sqs'),
    });
    expect(counter.total).toBe(3);
    await impatient.close();
  });

  it('can be called off while a call is under way', async () => {
    sandbox.setBehaviour({ latencyMilliseconds: 60_000 });

    const call = sender()(new ListQueuesCommand({}));
    setTimeout(() => controller.abort(), 20);

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('can be called off while it waits for its budget', async () => {
    const budgeted = testCalls(sandbox.url, {
      budgets: { sqs: { perSecond: 0.01, burst: 1, concurrency: 4 } },
    });
    await sender(budgeted)(new ListQueuesCommand({}));

    const call = sender(budgeted)(new ListQueuesCommand({}));
    setTimeout(() => controller.abort(), 20);

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(counter.total).toBe(1);
    await budgeted.close();
  });

  it('says that an account has no credentials, and asks again next time', async () => {
    let fails = true;
    const unsure = testCalls(sandbox.url, {
      credentials: {
        async getCredentialProvider() {
          if (fails) {
            throw new Error('no such account');
          }
          return {
            sdkCredentialProvider: async () => ({
              accessKeyId: '123456789012',
              secretAccessKey: 'secret',
            }),
          };
        },
      },
    });

    await expect(
      sender(unsure)(new ListQueuesCommand({})),
    ).rejects.toMatchObject({
      kind: 'credentials',
      code: 'NoCredentials',
      remedy: expect.stringContaining('aws.accounts'),
    });
    fails = false;
    await expect(
      sender(unsure)(new ListQueuesCommand({})),
    ).resolves.toBeDefined();
    await unsure.close();
  });
});
