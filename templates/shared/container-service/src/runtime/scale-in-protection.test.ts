import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ScaleInProtection } from './scale-in-protection';

const log = { debug() {}, info() {}, warn: jest.fn(), error() {} };
const requests: unknown[] = [];
let status = 200;
const agent = createServer(async (request, response) => {
  const [chunk] = await request.toArray();
  requests.push([request.method, request.url, JSON.parse(String(chunk))]);
  response.writeHead(status).end();
});
let agentUri: string;
let now: number;

beforeAll(async () => {
  agent.listen(0, '127.0.0.1');
  await once(agent, 'listening');
  agentUri = `http://127.0.0.1:${(agent.address() as AddressInfo).port}/api`;
});
afterAll(() => {
  agent.closeAllConnections();
  agent.close();
});
beforeEach(() => {
  requests.length = 0;
  status = 200;
  now = 0;
});

const ON = [
  'PUT',
  '/api/task-protection/v1/state',
  { ProtectionEnabled: true, ExpiresInMinutes: 30 },
];
const OFF = [
  'PUT',
  '/api/task-protection/v1/state',
  { ProtectionEnabled: false },
];
const MINUTE = 60_000;

test('asks once while it holds, and takes it back once', async () => {
  const protection = new ScaleInProtection(agentUri, log, () => now);
  await protection.hold();
  await protection.hold();
  await protection.release();
  await protection.release();
  expect(requests).toEqual([ON, OFF]);
});

test('asks again before the time is over', async () => {
  const protection = new ScaleInProtection(agentUri, log, () => now);
  await protection.hold();
  now = 16 * MINUTE;
  await protection.hold();
  expect(requests).toEqual([ON, ON]);
});

test('a task that was never idle for long leaves a deployment its chance', async () => {
  const protection = new ScaleInProtection(agentUri, log, () => now);
  await protection.hold();
  expect(protection.isOverdue).toBe(false);
  now = 10 * MINUTE;
  expect(protection.isOverdue).toBe(true);
  await protection.release();
  await protection.hold();
  expect(requests).toEqual([ON, OFF]);
  now += MINUTE;
  await protection.hold();
  expect(requests).toEqual([ON, OFF, ON]);
});

test('work goes on when the agent refuses, and outside ECS', async () => {
  status = 400;
  await new ScaleInProtection(agentUri, log).hold();
  expect(log.warn).toHaveBeenCalledTimes(1);
  await new ScaleInProtection(undefined, log).hold();
  expect(log.warn).toHaveBeenCalledTimes(1);
});
