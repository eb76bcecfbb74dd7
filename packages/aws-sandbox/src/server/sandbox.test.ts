import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchClient,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import * as ecs from '@aws-sdk/client-ecs';
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  RequestThrottled,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as sqs from '@aws-sdk/client-sqs';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { ManualClock, ServiceDefinition } from '../core';
import { allServices } from '../services';
import { iamService } from '../services/iam';
import { Sandbox, SandboxOptions, startSandbox } from './sandbox';

/** A queue service of the test's own, for what depends on nothing else. */
const queues: ServiceDefinition<Set<string>> = {
  id: 'sqs',
  schemas: sqs,
  stateScope: 'account-and-region',
  createState: () => new Set(),
  operations: {
    CreateQueue: (input, context) => {
      context.world.state<Set<string>>('sqs', context).add(input.QueueName);
      return { QueueUrl: input.QueueName };
    },
    ListQueues: (_input, context) => ({
      QueueUrls: [...context.world.state<Set<string>>('sqs', context)],
    }),
    ReceiveMessage: (_input, context) =>
      new Promise(resolve =>
        context.signal.addEventListener('abort', () => resolve({})),
      ),
  },
};

let sandbox: Sandbox;

async function start(options: SandboxOptions = {}) {
  sandbox = await startSandbox({ port: 0, ...options });
  return sandbox;
}

function clientConfig(accountId = '111111111111', region = 'eu-west-1') {
  return {
    endpoint: sandbox.url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: accountId, secretAccessKey: 'any' },
  };
}

function signedHeaders(service: string) {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=111111111111/20261127/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  };
}

afterEach(() => sandbox.close());

describe('accounts and regions', () => {
  it('keeps what each account and region has apart', async () => {
    await start({ services: [queues] });
    const create = (accountId: string, region: string, QueueName: string) =>
      new SQSClient(clientConfig(accountId, region)).send(
        new CreateQueueCommand({ QueueName }),
      );
    await create('111111111111', 'eu-west-1', 'one');
    await create('111111111111', 'us-east-1', 'two');
    await create('222222222222', 'eu-west-1', 'three');
    const list = async (accountId: string, region: string) =>
      (
        await new SQSClient(clientConfig(accountId, region)).send(
          new ListQueuesCommand({}),
        )
      ).QueueUrls;
    expect(await list('111111111111', 'eu-west-1')).toEqual(['one']);
    expect(await list('111111111111', 'us-east-1')).toEqual(['two']);
    expect(await list('222222222222', 'eu-west-1')).toEqual(['three']);
    expect(
      sandbox.calls.total({ accountId: '111111111111', region: 'eu-west-1' }),
    ).toBe(2);
    expect(sandbox.calls.total({ action: 'sqs:ListQueues' })).toBe(3);
    expect(sandbox.calls.byAction()).toEqual({
      'sqs:CreateQueue': 3,
      'sqs:ListQueues': 3,
    });
    sandbox.calls.reset();
    expect(sandbox.calls.total()).toBe(0);
  });

  it('takes any other key for the default account', async () => {
    await start();
    const { Account, Arn } = await new STSClient(clientConfig('test')).send(
      new GetCallerIdentityCommand({}),
    );
    expect(Account).toBe('123456789012');
    expect(Arn).toBe('arn:aws:iam::123456789012:user/sandbox');
  });

  it('lets a role of another account be assumed until its session is over', async () => {
    const clock = new ManualClock();
    await start({ clock });
    const { Credentials, AssumedRoleUser } = await new STSClient(
      clientConfig(),
    ).send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::222222222222:role/path/reader',
        RoleSessionName: 'portal',
        DurationSeconds: 900,
      }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    };
    const client = new STSClient({ ...clientConfig(), credentials });
    const identity = await client.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: '222222222222',
      Arn: 'arn:aws:sts::222222222222:assumed-role/reader/portal',
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    await clock.advance(900_000);
    await expect(
      client.send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(
      new SQSClient({ ...clientConfig(), credentials }).send(
        new ListQueuesCommand({}),
      ),
    ).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('refuses the session of a sandbox that has ended', async () => {
    await start();
    const credentials = {
      accessKeyId: 'ASIASANDBOXAAAAAAAAA',
      secretAccessKey: 'any',
      sessionToken: 'old',
    };
    await expect(
      new STSClient({ ...clientConfig(), credentials }).send(
        new GetCallerIdentityCommand({}),
      ),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });
});

describe('errors', () => {
  it('names a modelled error as the service does', async () => {
    await start();
    await expect(
      new IAMClient(clientConfig()).send(
        new GetRoleCommand({ RoleName: 'none' }),
      ),
    ).rejects.toBeInstanceOf(NoSuchEntityException);
  });

  it('says which members are missing, down to nested ones', async () => {
    await start();
    const failure = await new IAMClient(clientConfig())
      .send(
        new CreateRoleCommand({
          RoleName: 'r',
          AssumeRolePolicyDocument: undefined,
          Tags: [{ Key: 'k', Value: undefined }],
        }),
      )
      .catch(error => error);
    expect(failure.name).toBe('ValidationError');
    expect(failure.message).toContain(
      "Value null at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must not be null",
    );
    expect(failure.message).toContain("Value null at 'tags.1.member.value'");
  });

  it('refuses values of the wrong kind', async () => {
    await start({ services: [queues] });
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: {
        ...signedHeaders('sqs'),
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.ListQueues',
      },
      body: JSON.stringify({ MaxResults: 'ten', QueueNamePrefix: 3 }),
    });
    expect(response.status).toBe(400);
    expect((await response.json()).message).toBe(
      "2 validation errors detected: Value at 'queueNamePrefix' failed to satisfy constraint: Member must be a string; Value at 'maxResults' failed to satisfy constraint: Member must be a number",
    );
  });

  it.each([
    ['sqs', 'application/x-amz-json-1.0', 'AmazonSQS.ListQueues'],
    [
      'tagging',
      'application/x-amz-json-1.1',
      'ResourceGroupsTaggingAPI_20170126.GetResources',
    ],
  ])('tells of a malformed body of %s', async (service, type, target) => {
    await start();
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: {
        ...signedHeaders(service),
        'content-type': type,
        'x-amz-target': target,
      },
      body: '{"a":',
    });
    expect(response.status).toBe(400);
    expect((await response.json()).__type).toMatch(/#SerializationException$/);
  });

  it('has no operation that it doesn’t have', async () => {
    await start({ services: [queues, iamService] });
    await expect(
      new SQSClient(clientConfig()).send(
        new sqs.AddPermissionCommand({
          QueueUrl: 'q',
          Label: 'l',
          AWSAccountIds: [],
          Actions: [],
        }),
      ),
    ).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message:
        'The AWS sandbox does not have the operation AddPermission of sqs',
    });
    const response = await fetch(`${sandbox.url}/`, {
      method: 'POST',
      headers: {
        ...signedHeaders('iam'),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=ListVirtualMFADevices&Version=2010-05-08',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>InvalidAction</Code>');
  });

  it('has no service that it doesn’t have', async () => {
    await start({ services: [queues] });
    await expect(
      new ECSClient(clientConfig()).send(new ListClustersCommand({})),
    ).rejects.toMatchObject({
      name: 'UnknownService',
      message: "The AWS sandbox does not have the service 'ecs'",
    });
  });

  it('reports a fault of its own as InternalFailure', async () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await start({
      services: [
        {
          ...queues,
          operations: {
            ListQueues: () => {
              throw new TypeError('broken');
            },
          },
        },
      ],
    });
    await expect(
      new SQSClient(clientConfig()).send(new ListQueuesCommand({})),
    ).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining('broken'));
    stderr.mockRestore();
  });
});

describe('requests', () => {
  it('takes packed bodies', async () => {
    await start();
    const client = new CloudWatchClient({
      ...clientConfig(),
      requestMinCompressionSizeBytes: 1,
    });
    await client.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'Orders', Value: 1 }],
      }),
    );
    const { Metrics } = await client.send(new ListMetricsCommand({}));
    expect(Metrics).toEqual([
      { Namespace: 'Shop', MetricName: 'Orders', Dimensions: [] },
    ]);
    const broken = await fetch(sandbox.url, {
      method: 'POST',
      headers: {
        ...signedHeaders('monitoring'),
        'content-encoding': 'gzip',
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
      },
      body: gzipSync('{}').subarray(0, 12),
    });
    expect(broken.status).toBe(400);
    expect((await broken.json()).message).toContain('cannot be unpacked');
  });

  it('refuses bodies beyond its limit', async () => {
    await start({ services: [queues] });
    await expect(
      new SQSClient(clientConfig()).send(
        new CreateQueueCommand({ QueueName: 'x'.repeat(17 * 1024 * 1024) }),
      ),
    ).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });

  it('ends an operation when the client hangs up', async () => {
    let ended: () => void;
    const endedPromise = new Promise<void>(resolve => {
      ended = resolve;
    });
    await start({
      services: [
        {
          ...queues,
          operations: {
            ReceiveMessage: (_input, context) =>
              new Promise(resolve =>
                context.signal.addEventListener('abort', () => {
                  ended();
                  resolve({});
                }),
              ),
          },
        },
      ],
    });
    const controller = new AbortController();
    const receiving = new SQSClient(clientConfig()).send(
      new ReceiveMessageCommand({ QueueUrl: 'q', WaitTimeSeconds: 20 }),
      { abortSignal: controller.signal },
    );
    while (sandbox.calls.total() === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    controller.abort();
    await expect(receiving).rejects.toMatchObject({ name: 'AbortError' });
    await endedPromise;
  });

  it('ends long polls when it closes', async () => {
    await start({ services: [queues] });
    const receiving = new SQSClient(clientConfig()).send(
      new ReceiveMessageCommand({ QueueUrl: 'q', WaitTimeSeconds: 20 }),
    );
    while (sandbox.calls.total() === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await sandbox.close();
    expect((await receiving).Messages).toBeUndefined();
  });

  it('finds the service of an unsigned request', async () => {
    await start();
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(await response.text()).toContain('<Account>123456789012</Account>');
    const unknown = await fetch(sandbox.url, { method: 'POST', body: 'hm' });
    expect(unknown.status).toBe(404);
    expect((await unknown.json()).message).toContain(
      'cannot tell which service',
    );
  });

  it.each([
    ['a foreign host', 'Host: evil.example'],
    ['a foreign page', 'Host: 127.0.0.1\r\nOrigin: https://evil.example'],
    ['another site', 'Host: localhost\r\nSec-Fetch-Site: cross-site'],
  ])('refuses requests of %s', async (_what, headers) => {
    await start();
    const { port } = new URL(sandbox.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(
          `GET /_sandbox/health HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`,
        ),
      );
      let received = '';
      socket.on('data', data => {
        received += data;
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('behaviour', () => {
  it('denies actions in the style of each service', async () => {
    await start({
      behaviour: {
        denied: [
          { action: 'sqs:List*', accountId: '111111111111' },
          { action: 'iam:*', region: 'eu-west-1' },
          { action: 'ecs:ListClusters' },
        ],
      },
      services: [
        ...allServices.filter(({ id }) => id !== 'ecs'),
        {
          id: 'ecs',
          schemas: ecs,
          stateScope: 'account-and-region',
          createState: () => ({}),
          operations: { ListClusters: () => ({ clusterArns: [] }) },
        },
      ],
    });
    const denied = await new SQSClient(clientConfig())
      .send(new ListQueuesCommand({}))
      .catch(error => error);
    expect(denied.name).toBe('AccessDenied');
    expect(denied.message).toBe(
      'User: arn:aws:iam::111111111111:user/sandbox is not authorized to perform: sqs:ListQueues because no identity-based policy allows the sqs:ListQueues action',
    );
    expect(denied.$metadata.httpStatusCode).toBe(403);
    await new SQSClient(clientConfig('222222222222')).send(
      new ListQueuesCommand({}),
    );
    await expect(
      new IAMClient(clientConfig()).send(new ListRolesCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(
      new ECSClient(clientConfig()).send(new ListClustersCommand({})),
    ).rejects.toBeInstanceOf(ecs.AccessDeniedException);
    sandbox.setBehaviour({});
    await new SQSClient(clientConfig()).send(new ListQueuesCommand({}));
  });

  it('throttles by account and region, with tokens that come back', async () => {
    const clock = new ManualClock();
    await start({
      clock,
      services: [queues],
      behaviour: { quotas: [{ action: 'sqs:*', perSecond: 1, burst: 2 }] },
    });
    const list = (accountId?: string, region?: string) =>
      new SQSClient(clientConfig(accountId, region)).send(
        new ListQueuesCommand({}),
      );
    await list();
    await list();
    await expect(list()).rejects.toBeInstanceOf(RequestThrottled);
    await list('222222222222');
    await list('111111111111', 'us-east-1');
    await clock.advance(1_000);
    await list();
    await expect(list()).rejects.toBeInstanceOf(RequestThrottled);
    expect(sandbox.calls.throttled()).toBe(2);
    expect(sandbox.calls.total()).toBe(7);
  });

  it.each([
    [
      'sqs',
      () =>
        new SQSClient({ ...clientConfig(), maxAttempts: 2 }).send(
          new ListQueuesCommand({}),
        ),
    ],
    [
      'iam',
      () =>
        new IAMClient({ ...clientConfig(), maxAttempts: 2 }).send(
          new ListRolesCommand({}),
        ),
    ],
    [
      'cloudwatch',
      () =>
        new CloudWatchClient({ ...clientConfig(), maxAttempts: 2 }).send(
          new ListMetricsCommand({}),
        ),
    ],
  ])('throttles %s so that the SDK tries again', async (_service, send) => {
    await start({
      behaviour: { quotas: [{ action: '*', perSecond: 0, burst: 1 }] },
    });
    await send();
    await expect(send()).rejects.toMatchObject({
      $metadata: { attempts: 2 },
    });
    expect(sandbox.calls.throttled()).toBe(2);
  });

  it('adds latency to calls', async () => {
    await start({ services: [queues], behaviour: { latencyMilliseconds: 60 } });
    await new SQSClient(clientConfig()).send(new ListQueuesCommand({}));
    const [call] = sandbox.calls.recent();
    expect(call.milliseconds).toBeGreaterThanOrEqual(59);
  });
});

describe('control API', () => {
  const control = (path: string, init?: RequestInit) =>
    fetch(`${sandbox.url}/_sandbox${path}`, init);

  it('tells that it is well and what it has', async () => {
    await start({ services: [queues] });
    expect(await (await control('/health')).json()).toEqual({
      status: 'ok',
      services: ['sqs'],
    });
  });

  it('shows and forgets calls', async () => {
    await start({ services: [queues] });
    await new SQSClient(clientConfig()).send(new ListQueuesCommand({}));
    expect(await (await control('/calls')).json()).toMatchObject({
      total: 1,
      throttled: 0,
      byAction: { 'sqs:ListQueues': 1 },
      recent: [{ operation: 'ListQueues', status: 200 }],
    });
    await control('/calls', { method: 'DELETE' });
    expect(sandbox.calls.total()).toBe(0);
  });

  it('changes the behaviour, and refuses one that is wrong', async () => {
    await start({ services: [queues] });
    const put = (body: unknown) =>
      control('/behaviour', { method: 'PUT', body: JSON.stringify(body) });
    const behaviour = { denied: [{ action: 'sqs:*' }] };
    expect(await (await put(behaviour)).json()).toEqual(behaviour);
    expect(await (await control('/behaviour')).json()).toEqual(behaviour);
    await expect(
      new SQSClient(clientConfig()).send(new ListQueuesCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    for (const [wrong, message] of [
      [
        { latencyMilliseconds: -1 },
        'latencyMilliseconds must be a number of at least 0',
      ],
      [
        { denied: [{ action: 'ListQueues' }] },
        'denied[0].action must be written as IAM writes it, such as sqs:ListQueues or sqs:*',
      ],
      [
        { quotas: [{ action: '*', perSecond: 1 }] },
        'quotas[0].burst must be a number of at least 1',
      ],
      [
        { latency: 1 },
        "behaviour has no key 'latency'; it knows latencyMilliseconds, denied, quotas",
      ],
    ] as const) {
      const response = await put(wrong);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ message });
    }
  });

  it('starts what is registered as the surge', async () => {
    await start({ services: [queues] });
    expect((await control('/surge')).status).toBe(409);
    const started: unknown[] = [];
    sandbox.controls.register('surge', {
      start(input) {
        if (
          typeof input !== 'object' ||
          !input ||
          !('ordersPerSecond' in input)
        ) {
          throw new Error('ordersPerSecond is missing');
        }
        started.push(input);
      },
      status: () => ({ active: started.length > 0 }),
    });
    expect(await (await control('/surge')).json()).toEqual({ active: false });
    const wrong = await control('/surge', { method: 'POST', body: '{}' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toEqual({
      message: 'ordersPerSecond is missing',
    });
    const response = await control('/surge', {
      method: 'POST',
      body: JSON.stringify({ ordersPerSecond: 50, durationSeconds: 60 }),
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ active: true });
    expect(started).toEqual([{ ordersPerSecond: 50, durationSeconds: 60 }]);
  });

  it('serves its page', async () => {
    await start({ services: [queues] });
    for (const path of ['/', '/_sandbox', '/_sandbox/']) {
      const response = await fetch(`${sandbox.url}${path}`);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toContain('<title>AWS sandbox</title>');
    }
    expect((await control('/page.js')).status).toBe(200);
    expect((await control('/page.css')).status).toBe(200);
    expect((await control('/nothing')).status).toBe(404);
    expect((await control('/health', { method: 'POST' })).status).toBe(405);
  });
});
