import type { FastifyInstance } from 'fastify';
import { ApiKeyCredential } from './credential';
import { createHttpService } from './http-service';
import { RequestEndpointOptions, acceptRequests } from './request-endpoint';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(service => service.close()));
});

async function served(
  handle: RequestEndpointOptions['handle'],
  concurrency = 10,
) {
  const service = createHttpService({
    log,
    credential: new ApiKeyCredential('x-api-key', 'right'),
  });
  acceptRequests(service, { handle, concurrency, log });
  open.push(service);
  const address = await service.listen({ host: '127.0.0.1', port: 0 });
  return (headers: Record<string, string> = {}) =>
    fetch(`${address}/events`, {
      method: 'POST',
      headers: {
        'x-api-key': 'right',
        'content-type': 'application/json',
        'idempotency-key': 'order-0001',
        ...headers,
      },
      body: '{"detailType":"OrderCreated","data":{}}',
    });
}

test('a request is accepted after it was handled', async () => {
  const handle = jest.fn(async () => 'handled' as const);
  const send = await served(handle);
  expect((await send()).status).toBe(202);
  expect(handle).toHaveBeenCalledWith('order-0001', {
    detailType: 'OrderCreated',
    data: {},
  });
});

test.each(['', 'short', 'a b c d e f', 'x'.repeat(129)])(
  'without a key it could not be sent again: %p',
  async key => {
    const handle = jest.fn(async () => 'handled' as const);
    const send = await served(handle);
    expect((await send({ 'idempotency-key': key })).status).toBe(400);
    expect(handle).not.toHaveBeenCalled();
  },
);

test('whoever has the wrong key of the API publishes nothing', async () => {
  const handle = jest.fn(async () => 'handled' as const);
  const send = await served(handle);
  expect((await send({ 'x-api-key': 'wrong' })).status).toBe(401);
  expect(handle).not.toHaveBeenCalled();
});

test('what could not be published is worth another try', async () => {
  const send = await served(() => Promise.reject(new Error('no')));
  expect((await send()).status).toBe(500);
});

test('what is more than fits comes again', async () => {
  const send = await served(async () => 'handled', 0);
  expect((await send()).status).toBe(429);
});
