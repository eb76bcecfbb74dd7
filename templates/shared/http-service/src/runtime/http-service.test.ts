import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ApiKeyCredential } from './credential';
import {
  Admission,
  HttpError,
  createHttpService,
  serveUntilStopped,
} from './http-service';

const log = { debug() {}, info() {}, warn() {}, error: jest.fn() };
const headers = { 'x-api-key': 'right' };

function newService() {
  return createHttpService({
    log,
    credential: new ApiKeyCredential('x-api-key', 'right'),
  });
}

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(service => service.close()));
});

async function served(route: () => Promise<unknown>) {
  const service = newService();
  service.get('/orders', route);
  open.push(service);
  const address = await service.listen({ host: '127.0.0.1', port: 0 });
  return (path: string, given: Record<string, string> = headers) =>
    fetch(`${address}${path}`, { headers: given });
}

test('anybody may ask for its health, and for nothing else', async () => {
  const get = await served(async () => 'mine');
  const status = async (path: string, given = {}) =>
    (await get(path, given)).status;

  expect(await status('/health')).toBe(200);
  expect(await status('/orders')).toBe(401);
  expect(await status('/orders', { 'x-api-key': 'wrong' })).toBe(401);
  expect(await status('/nowhere')).toBe(401);
  expect(await status('/orders?/health')).toBe(401);
  expect(await status('/orders', headers)).toBe(200);
});

test('an error of its own is worth another try, and tells nothing', async () => {
  const get = await served(async () => {
    throw new Error('password is 1234');
  });
  const answer = await get('/orders');
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('1234');
  expect(log.error).toHaveBeenCalledTimes(1);
});

test('an answer on purpose keeps its status, and says when to come again', async () => {
  const get = await served(async () => {
    throw new HttpError(503, 'not now', 7);
  });
  const answer = await get('/orders');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await answer.json()).toEqual({ message: 'not now' });
});

test('more than fits at a time is sent away, until there is room', async () => {
  const admission = new Admission(1);
  let end = () => {};
  const first = admission.run(() => new Promise<void>(done => (end = done)));
  await expect(admission.run(async () => 'second')).rejects.toMatchObject({
    statusCode: 429,
  });
  end();
  await first;
  expect(await admission.run(async () => 'third')).toBe('third');
});

/** Serves a route that takes until it is let go, until it is stopped. */
async function servedUntilStopped() {
  const service = newService();
  const stopping = new AbortController();
  let finish = () => {};
  const begun = new Promise<void>(begin =>
    service.get('/slow', async () => {
      begin();
      await new Promise<void>(done => (finish = done));
      return { finished: true };
    }),
  );
  const listening = new Promise<AddressInfo>(resolve =>
    service.addHook('onListen', async () =>
      resolve(service.server.address() as AddressInfo),
    ),
  );
  const ended = serveUntilStopped(service, {
    host: '127.0.0.1',
    port: 0,
    stop: stopping.signal,
    lingerSeconds: 0,
  });
  const { port } = await listening;
  return {
    get: (path: string, signal?: AbortSignal) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers, signal }),
    begun,
    finish: () => finish(),
    stop: () => stopping.abort(),
    ended,
  };
}

test('a stop finishes what is in hand', async () => {
  const { get, begun, finish, stop, ended } = await servedUntilStopped();
  const answer = get('/slow');
  await begun;
  stop();
  setImmediate(finish);
  expect(await (await answer).json()).toEqual({ finished: true });
  await ended;
  await expect(get('/health')).rejects.toThrow();
});

test('a stop finishes what its caller no longer waits for, too', async () => {
  const { get, begun, finish, stop, ended } = await servedUntilStopped();
  const patience = new AbortController();
  const answer = get('/slow', patience.signal);
  await begun;
  patience.abort();
  await expect(answer).rejects.toThrow();
  let isOver = false;
  const over = ended.then(() => (isOver = true));
  stop();
  // With nobody connected any more, nothing but the request in hand is left to wait for.
  await setTimeout(200);
  expect(isOver).toBe(false);
  finish();
  await over;
});
