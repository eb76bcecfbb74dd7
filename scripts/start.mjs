// `npm start`: the AWS sandbox and the portal, until Ctrl+C.
import { UserError, say } from './console.mjs';
import {
  endGroup,
  requireFreePorts,
  runNode,
  startNode,
  waitForHttp,
} from './processes.mjs';
import { backstageCli, sandboxBin } from './programs.mjs';

const PORTAL_URL = 'http://localhost:3000';
const SANDBOX_URL = 'http://127.0.0.1:4566';
const READINESS_URL = 'http://localhost:7007/.backstage/health/v1/readiness';
const STOP = 'stop the program that uses it and run `npm start` again.';

export default async function start({ args, toolchain }) {
  const withSandbox = !args.includes('--no-sandbox');
  const rest = args.filter(arg => arg !== '--no-sandbox');
  if (rest.length > 0) {
    // `yarn start app`, `yarn start --plugin …`: as in any Backstage repository.
    return runNode(toolchain, [backstageCli, 'repo', 'start', ...rest]);
  }

  await requireFreePorts([
    { port: 3000, purpose: 'the portal', remedy: STOP },
    { port: 7007, purpose: "the portal's backend", remedy: STOP },
    ...(withSandbox
      ? [
          {
            port: 4566,
            purpose: 'the AWS sandbox',
            remedy:
              'stop the program that uses it (LocalStack uses the same port), or point `eventTopology.aws.endpoint` in app-config.local.yaml at it and run `npm start -- --no-sandbox`.',
          },
        ]
      : []),
  ]);

  const children = [];
  let stopping = false;
  const stop = () => {
    stopping = true;
    children.forEach(child => endGroup(child));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const spawnGroup = (...programArgs) => {
    const child = startNode(toolchain, programArgs, { detached: true });
    children.push(child);
    return child;
  };
  const running = child => child.exitCode === null && child.signalCode === null;
  const ended = child => new Promise(resolve => child.once('close', resolve));

  try {
    say(
      withSandbox
        ? 'Starting the AWS sandbox with the running example, and the portal'
        : 'Starting the portal',
    );
    // At the same time: the sandbox is up long before the portal first reads.
    const sandbox = withSandbox ? spawnGroup(sandboxBin) : undefined;
    const portal = spawnGroup(backstageCli, 'repo', 'start');
    const waiting = child => ({
      seconds: 180,
      while: () => running(child) && !stopping,
    });
    if (
      sandbox &&
      !(await waitForHttp(
        `${SANDBOX_URL}/_sandbox/health`,
        waiting(sandbox),
      )) &&
      !stopping
    ) {
      throw new UserError(
        'The AWS sandbox did not start; its own message stands above.',
      );
    }
    const up =
      (await waitForHttp(PORTAL_URL, waiting(portal))) &&
      (await waitForHttp(READINESS_URL, waiting(portal)));
    if (up) {
      banner(withSandbox);
    } else if (!stopping) {
      throw new UserError(
        'The portal did not start; its own message stands above.',
      );
    }
    await Promise.race(children.map(ended));
  } finally {
    stop();
    await Promise.all(children.filter(running).map(ended));
  }
  return 0;
}

function banner(withSandbox) {
  say(`The event map is at ${PORTAL_URL} (sign in with Enter)`);
  if (withSandbox) {
    say(`The AWS sandbox is at ${SANDBOX_URL}`);
    say('`npm run surge` in another terminal starts Black Friday');
  }
  say('Ctrl+C stops everything');
}
