import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { makeLean } from './lean-client';
import { SdkClient, SdkCommand } from './sdk-client';

interface Got {
  method?: string;
  url?: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let endpoint: string;
let got: Got[];

beforeAll(async () => {
  server = createServer((request, answer) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      got.push({ method, url, headers, body });
      // The clients would set their clock by it.
      answer.sendDate = false;
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(
        headers['x-amz-target'] ? '{"Attributes":{"QueueArn":"arn"}}' : '{}',
      );
    });
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

beforeEach(() => {
  got = [];
  // Signatures hold the time.
  jest.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
});

let secret = 'first';
let clients: SdkClient[] = [];

afterEach(() => {
  jest.restoreAllMocks();
  secret = 'first';
  clients.forEach(client => client.destroy());
  clients = [];
});

const config = () => ({
  endpoint,
  region: 'eu-central-1',
  credentials: async () => ({
    accessKeyId: '123456789012',
    secretAccessKey: secret,
    // They have expired, so each call asks again.
    expiration: new Date(Date.now() - 1000),
  }),
  maxAttempts: 1,
});

/** All that differs from call to call. */
const VARYING = ['amz-sdk-invocation-id', 'user-agent', 'x-amz-user-agent'];

function comparable({ method, url, headers, body }: Got) {
  const kept = Object.entries(headers).filter(
    ([name]) => !VARYING.includes(name) && name !== 'authorization',
  );
  const authorization = headers.authorization ?? '';
  return {
    method,
    url,
    body,
    headers: Object.fromEntries(kept),
    credential: /Credential=[^,]+/.exec(authorization)?.[0],
  };
}

/** Signs anew what was signed, with the SDK's signer as it is made for one request. */
async function expectedAuthorization(
  { method, url, headers, body }: Got,
  { config: { sha256 } }: SdkClient,
) {
  const [, region, service, names] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/.*SignedHeaders=([^,]+)/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const { pathname, searchParams } = new URL(url ?? '', endpoint);
  const signer = new SignatureV4({
    region,
    service,
    sha256,
    applyChecksum: false,
    credentials: { accessKeyId: '123456789012', secretAccessKey: secret },
  });
  const signed = await signer.sign(
    new HttpRequest({
      method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(
        names.split(';').map(name => [name, String(headers[name])]),
      ),
      body,
    }),
    { signingDate: new Date(Date.now()) },
  );
  return signed.headers.authorization;
}

describe.each<[string, () => SdkClient, () => SdkCommand<any, any>]>([
  [
    'JSON',
    () => new SQSClient({ ...config(), useQueueUrlAsEndpoint: false }),
    () =>
      new GetQueueAttributesCommand({
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/loyalty',
        AttributeNames: ['All'],
      }),
  ],
  [
    'REST',
    () => new LambdaClient(config()),
    () => new ListFunctionsCommand({ MaxItems: 50, Marker: 'a b' }),
  ],
  [
    'a query',
    () => new IAMClient(config()),
    () => new ListRolePoliciesCommand({ RoleName: 'loyalty' }),
  ],
])('a lean client that speaks %s', (_protocol, createClient, command) => {
  async function send(client: SdkClient): Promise<Got> {
    clients.push(client);
    // What these answers say does not matter, only what was asked.
    await client.send(command()).catch(() => undefined);
    return got[got.length - 1];
  }

  it('asks for the very thing that the untouched client asks for', async () => {
    const usual = await send(createClient());
    const lean = await send(makeLean(createClient(), 'event-topology'));

    expect(comparable(lean)).toEqual(comparable(usual));
    expect(lean.headers['user-agent']).toBe('event-topology');
  });

  it('signs as AWS checks it, with the credentials that hold now', async () => {
    const client = makeLean(createClient(), 'event-topology');
    for (secret of ['first', 'second']) {
      const sent = await send(client);

      expect(sent.headers.authorization).toBe(
        await expectedAuthorization(sent, client),
      );
    }
  });
});

describe('a lean client', () => {
  it('makes its signer once', async () => {
    const client = new SQSClient(config());
    let made = 0;
    const { config: resolved } = client;
    const make = resolved.signer;
    resolved.signer = async scheme => {
      made += 1;
      return make(scheme);
    };
    makeLean(client, 'event-topology');
    clients.push(client);
    const command = () => new GetQueueAttributesCommand({ QueueUrl: endpoint });

    await client.send(command());
    const { Attributes } = await client.send(command());

    expect(Attributes).toEqual({ QueueArn: 'arn' });
    expect(made).toBe(1);
  });
});
