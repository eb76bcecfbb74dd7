import type { FastifyInstance } from 'fastify';
import { ApiKeyCredential } from './credential';
import { EventEndpointOptions, acceptEvents } from './event-endpoint';
import { HttpError, createHttpService } from './http-service';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const EVENT = {
  version: '0',
  id: 'e-1',
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  time: '2026-11-27T08:00:00Z',
  detail: { orderId: 'o-1' },
};

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(service => service.close()));
});

async function served(
  handle: EventEndpointOptions['handle'],
  concurrency = 10,
) {
  const service = createHttpService({
    log,
    credential: new ApiKeyCredential('x-api-key', 'right'),
  });
  acceptEvents(service, { handle, concurrency, log });
  open.push(service);
  const address = await service.listen({ host: '127.0.0.1', port: 0 });
  return (body: object = EVENT, key = 'right') =>
    fetch(`${address}/events`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
}

test('an event is taken, and the answer comes after that', async () => {
  const taken: string[] = [];
  const deliver = await served(async event => {
    taken.push(event.id);
    return 'handled';
  });
  expect((await deliver()).status).toBe(200);
  expect(taken).toEqual(['e-1']);
});

test('one that was taken before is no error', async () => {
  const deliver = await served(async () => 'duplicate');
  const answer = await deliver();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ outcome: 'duplicate' });
});

test.each([
  ['fails', new Error('no'), 500],
  ['wants it later', new HttpError(503, 'later', 10), 503],
  ['will never take it', new HttpError(422, 'no'), 422],
])('EventBridge is told when the handler %s', async (_, error, expected) => {
  const deliver = await served(() => Promise.reject(error));
  expect((await deliver()).status).toBe(expected);
});

test.each([
  ['a detail', { ...EVENT, detail: 'text' }],
  ['an id', { ...EVENT, id: 1 }],
  ['any field', {}],
])('what has not %s is no event, and is not tried again', async (_, body) => {
  const deliver = await served(async () => 'handled');
  expect((await deliver(body)).status).toBe(422);
});

test('whoever has the wrong credential reaches no handler', async () => {
  const handle = jest.fn(async () => 'handled' as const);
  const deliver = await served(handle);
  expect((await deliver(EVENT, 'wrong')).status).toBe(401);
  expect(handle).not.toHaveBeenCalled();
});

test('what is more than fits comes again', async () => {
  const deliver = await served(async () => 'handled', 0);
  const answer = await deliver();
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('1');
});
