import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { classifyError } from './classify-error';

const scope = {
  accountId: '123456789012',
  region: 'eu-central-1',
  service: 'sqs',
};

function failure(name: string, message = 'no', status?: number) {
  return Object.assign(new Error(message), {
    name,
    ...(status && { $metadata: { httpStatusCode: status } }),
  });
}

function classify(error: unknown) {
  return classifyError(error, 'sqs:ListQueues', scope);
}

describe('classifyError, by name', () => {
  it.each([
    ['AccessDenied', 'denied'],
    ['AccessDeniedException', 'denied'],
    ['AuthorizationErrorException', 'denied'],
    ['ThrottlingException', 'throttled'],
    ['TooManyRequestsException', 'throttled'],
    ['RequestThrottled', 'throttled'],
    ['ExpiredTokenException', 'credentials'],
    ['UnrecognizedClientException', 'credentials'],
    ['CredentialsProviderError', 'credentials'],
    ['RequestTimeTooSkewed', 'credentials'],
    ['QueueDoesNotExist', 'not-found'],
    ['AWS.SimpleQueueService.NonExistentQueue', 'not-found'],
    ['ResourceNotFoundException', 'not-found'],
    ['NoSuchEntityException', 'not-found'],
    ['UnknownOperationException', 'unsupported'],
    ['InvalidAction', 'unsupported'],
    ['TimeoutError', 'network'],
  ])('%s is %s', (name, kind) => {
    expect(classify(failure(name, 'no', 400)).kind).toBe(kind);
  });

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'])(
    'takes the system error %s for a network fault',
    code => {
      const error = Object.assign(new Error('connect'), { code });

      expect(classify(error)).toMatchObject({ kind: 'network', code });
    },
  );
});

describe('classifyError, by status where the name says nothing', () => {
  it.each([
    [401, 'credentials'],
    [403, 'denied'],
    [404, 'unsupported'],
    [418, 'refused'],
    [429, 'throttled'],
    [500, 'aws-fault'],
    [501, 'unsupported'],
    [503, 'aws-fault'],
  ])('%i is %s', (status, kind) => {
    expect(classify(failure('Unknown', 'no', status)).kind).toBe(kind);
  });
});

describe('what to do about a denied call', () => {
  it('names the action to allow', () => {
    const error = classify(
      failure(
        'AccessDenied',
        'User: arn:aws:sts::123456789012:assumed-role/portal/backstage is not authorized to perform: sqs:listqueues on resource: arn:aws:sqs:eu-central-1:123456789012: because no identity-based policy allows the sqs:listqueues action',
      ),
    );

    expect(error.operation).toBe('sqs:ListQueues');
    expect(error.remedy).toContain('Allow the IAM action sqs:ListQueues');
    expect(error.remedy).toContain('statement ReadQueues');
    expect(error.remedy).toContain('123456789012');
  });

  it('names another action when AWS does', () => {
    expect(
      classify(
        failure(
          'AccessDenied',
          'User: x is not authorized to perform: kms:Decrypt on resource: y',
        ),
      ).remedy,
    ).toContain('kms:Decrypt');
  });

  it.each([
    ['with an explicit deny in a service control policy', /organization/],
    ['because no permissions boundary allows it', /boundary/],
    ['with an explicit deny in an identity-based policy', /Deny/],
  ])('says where to look: %s', (reason, remedy) => {
    expect(
      classify(
        failure(
          'AccessDenied',
          `User: x is not authorized to perform: sqs:ListQueues on resource: y ${reason}`,
        ),
      ).remedy,
    ).toMatch(remedy);
  });
});

describe('what real clients throw', () => {
  let server: Server;
  let endpoint: string;
  let answer: { status: number; type: string; body: string };

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function thrown(to = endpoint) {
    const config = {
      endpoint: to,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    };
    const sqs = new SQSClient(config);
    const sns = new SNSClient(config);
    const errors = await Promise.all([
      sqs.send(new ListQueuesCommand({})).catch(classify),
      sns.send(new ListTopicsCommand({})).catch(classify),
    ]);
    sqs.destroy();
    sns.destroy();
    return errors;
  }

  it.each([
    [200, 'unusable-answer'],
    [403, 'unusable-answer'],
    [429, 'throttled'],
    [502, 'unusable-answer'],
  ])(
    'takes an HTML page with status %i for what it is, in JSON and in XML protocols',
    async (status, kind) => {
      answer = {
        status,
        type: 'text/html',
        body: '<html><head><title>Proxy</title></head><body><hr>Sign in<br></body></html>',
      };

      const errors = await thrown();

      for (const error of errors) {
        expect(error).toMatchObject({ kind, code: `HTTP${status}` });
      }
    },
  );

  it('takes an endpoint that nobody listens on for a network fault', async () => {
    for (const error of await thrown('http://127.0.0.1:1')) {
      expect(error).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' });
    }
  });

  it('never makes a message that is too long to show', async () => {
    answer = {
      status: 400,
      type: 'application/x-amz-json-1.0',
      body: JSON.stringify({
        __type: 'InvalidParameterValue',
        message: 'x'.repeat(5000),
      }),
    };

    const [error] = await thrown();

    expect(error).toMatchObject({ kind: 'refused' });
    expect((error as Error).message.length).toBeLessThanOrEqual(500);
  });
});
