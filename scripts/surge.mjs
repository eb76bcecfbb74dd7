// `npm run surge`: Black Friday in the running sandbox.
import http from 'node:http';
import { UserError, say } from './console.mjs';

const SANDBOX_URL = 'http://127.0.0.1:4566';

export default async function surge({ args }) {
  const body = JSON.stringify(parse(args));
  const { status, text } = await post(`${SANDBOX_URL}/_sandbox/surge`, body);
  if (status >= 400) {
    throw new UserError(`The sandbox refused the surge: ${text}`);
  }
  const { ordersPerSecond, durationSeconds } = JSON.parse(text);
  say(
    `Black Friday: ${ordersPerSecond} orders a second for ${durationSeconds} seconds. Watch the loyalty queue on the event map.`,
  );
  return 0;
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

function post(url, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 500, text }),
        );
      },
    );
    request.on('error', () =>
      reject(
        new UserError(
          `No sandbox answers at ${SANDBOX_URL}: run \`npm start\` first, then \`npm run surge\` in another terminal.`,
        ),
      ),
    );
    request.end(body);
  });
}
