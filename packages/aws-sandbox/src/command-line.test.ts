import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { parseCommandLine } from './command-line';

const BIN = resolve(__dirname, '../bin/aws-sandbox.js');

function run(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', data => {
    output.out += data;
  });
  child.stderr.on('data', data => {
    output.err += data;
  });
  return { child, output };
}

it('reads its arguments', () => {
  expect(parseCommandLine([])).toEqual({
    port: 4566,
    runningExample: true,
    behaviour: { latencyMilliseconds: undefined },
  });
  expect(
    parseCommandLine(
      '--port 0 --empty --latency 40 --standalone-tasks 4'.split(' '),
    ),
  ).toEqual({
    port: 0,
    runningExample: false,
    behaviour: { latencyMilliseconds: 40 },
    standaloneTasksAtATime: 4,
  });
  expect(parseCommandLine(['--help'])).toBe('help');
  expect(parseCommandLine(['--operations'])).toBe('operations');
});

it.each([
  [['--port', 'x'], "--port takes a whole number up to 65535, not 'x'"],
  [['--port', '70000'], "--port takes a whole number up to 65535, not '70000'"],
  [
    ['--latency', '1.5'],
    "--latency takes a whole number up to 60000, not '1.5'",
  ],
  [
    ['--standalone-tasks', 'many'],
    "--standalone-tasks takes a whole number up to 1000, not 'many'",
  ],
  [['--nothing'], "Unknown option '--nothing'"],
  [
    ['--containers', '/no/such/file.json'],
    /^--containers \/no\/such\/file.json cannot be taken: .*ENOENT/,
  ],
])('refuses %j', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(message);
});

it('prints its address, answers, and ends when told to', async () => {
  const { child, output } = run('--port', '0', '--empty');
  await once(child.stdout, 'data');
  const url = /^AWS sandbox: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(
    output.out,
  )?.[1];
  const health = await fetch(`${url}/_sandbox/health`);
  expect(await health.json()).toMatchObject({ status: 'ok' });
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect({ code, ...output }).toMatchObject({ code: 0, err: '' });
}, 30_000);

it('ends with the program that it was forked from', async () => {
  const child = fork(BIN, ['--port', '0', '--empty'], { silent: true });
  await once(child.stdout!, 'data');
  child.disconnect();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}, 30_000);

it('says what to do when its port is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { child, output } = run('--port', String(port), '--empty');
  const [code] = await once(child, 'close');
  server.close();
  expect({ code, ...output }).toEqual({
    code: 1,
    out: '',
    err: `Port ${port} of 127.0.0.1 is in use: end what listens there, or choose another with --port\n`,
  });
}, 30_000);
