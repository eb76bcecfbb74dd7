import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { HttpRequest } from '@smithy/core/protocols';
import {
  WholeAnswerHandler,
  WholeAnswerHandlerOptions,
} from './whole-answer-handler';

let server: Server;
let handler: WholeAnswerHandler;

async function listen(
  answer: RequestListener,
  options: Partial<WholeAnswerHandlerOptions> = {},
) {
  server = createServer(answer);
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  handler = new WholeAnswerHandler({
    maxSockets: 2,
    connectionTimeoutMilliseconds: 10_000,
    requestTimeoutMilliseconds: 10_000,
    ...options,
  });
}

afterEach(async () => {
  handler.destroy();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

function request(parts: Partial<HttpRequest> = {}) {
  return new HttpRequest({
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    path: '/',
    ...parts,
  });
}

describe('WholeAnswerHandler', () => {
  it('sends method, path, query, headers and body as they are', async () => {
    await listen((got, answer) => {
      got.setEncoding('utf8');
      let body = '';
      got.on('data', chunk => (body += chunk));
      got.on('end', () =>
        answer.end(
          JSON.stringify([got.method, got.url, got.headers['x-amz'], body]),
        ),
      );
    });

    const { response } = await handler.handle(
      request({
        method: 'PUT',
        path: '/restapis',
        query: { limit: '500', embed: ['a b', 'c'] },
        headers: { 'x-amz': 'yes' },
        body: '{"é":1}',
      }),
    );

    expect(JSON.parse(response.body)).toEqual([
      'PUT',
      '/restapis?embed=a%20b&embed=c&limit=500',
      'yes',
      '{"é":1}',
    ]);
  });

  it('hands over an answer as a whole, however many pieces it came in', async () => {
    await listen((_got, answer) => {
      answer.writeHead(429, { 'x-amzn-requestid': 'r1' });
      answer.write('one,');
      setImmediate(() => answer.end('two'));
    });

    const { response } = await handler.handle(request());

    expect(response.statusCode).toBe(429);
    expect(response.headers['x-amzn-requestid']).toBe('r1');
    expect(String(response.body)).toBe('one,two');
  });

  it('gives an answer without a body no bytes', async () => {
    await listen((_got, answer) => answer.end());

    const { response } = await handler.handle(request());

    expect(response.body).toHaveLength(0);
  });

  it('keeps its connections, and has no more than it may', async () => {
    await listen((_got, answer) => setImmediate(() => answer.end('x')));
    let connections = 0;
    server.on('connection', () => (connections += 1));

    await Promise.all(
      Array.from({ length: 9 }, () => handler.handle(request())),
    );
    await handler.handle(request());

    expect(connections).toBe(2);
  });

  it('takes an IPv6 address out of the brackets that a URL has it in', async () => {
    await listen((_got, answer) => answer.end('x'));

    // Nobody listens there. With brackets it would be a name that is not found.
    await expect(
      handler.handle(request({ hostname: '[::1]' })),
    ).rejects.toMatchObject({
      code: expect.stringMatching(
        /^(ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT)$/,
      ),
    });
  });

  it('is called off while it waits for the answer', async () => {
    const controller = new AbortController();
    await listen(() => controller.abort());

    await expect(
      handler.handle(request(), { abortSignal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('sends nothing that was called off before', async () => {
    let called = 0;
    await listen((_got, answer) => {
      called += 1;
      answer.end();
    });

    await expect(
      handler.handle(request(), { abortSignal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    await handler.handle(request());
    expect(called).toBe(1);
  });

  it('gives up on an answer that does not come, by the name that the SDK retries', async () => {
    await listen(() => {}, { requestTimeoutMilliseconds: 20 });

    await expect(handler.handle(request())).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('gives up on an answer that does not end', async () => {
    await listen((_got, answer) => answer.write('begun'), {
      requestTimeoutMilliseconds: 20,
    });

    await expect(handler.handle(request())).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('never takes half an answer for a whole one', async () => {
    await listen((_got, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('half', () => answer.destroy());
    });

    await expect(handler.handle(request())).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });
});
