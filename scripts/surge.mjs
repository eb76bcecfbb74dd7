// `npm run surge`: Black Friday in the running sandbox.
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError, say } from './console.mjs';
import { nodeTransform } from './programs.mjs';
import { root } from './toolchain.mjs';

const SANDBOX_URL = 'http://127.0.0.1:4566';

export default async function surge({ args }) {
  const { ordersPerSecond, durationSeconds } = await start(parse(args));
  say(
    `Black Friday: ${ordersPerSecond} orders a second for ${durationSeconds} seconds. Watch the loyalty queue on the event map.`,
  );
  return 0;
}

async function start(request) {
  const require = createRequire(import.meta.url);
  // The sandbox's source is TypeScript.
  require(nodeTransform);
  const { requestSurge } = require(path.join(
    root,
    'packages/aws-sandbox/src/workloads/request-surge',
  ));
  try {
    return await requestSurge(SANDBOX_URL, request);
  } catch (error) {
    throw new UserError(error.message);
  }
}

/** `--orders-per-second 40 --duration-seconds 60`; the sandbox has defaults. */
function parse(args) {
  const names = {
    '--orders-per-second': 'ordersPerSecond',
    '--duration-seconds': 'durationSeconds',
  };
  const request = {};
  for (let i = 0; i < args.length; i += 2) {
    const name = names[args[i]];
    const value = Number(args[i + 1]);
    if (!name || !(value > 0)) {
      throw new UserError(
        'Usage: npm run surge [-- --orders-per-second 40 --duration-seconds 60]',
      );
    }
    request[name] = value;
  }
  return request;
}
