// The one entry of `npm start`, `npm test` and their kin: sets up what is
// missing, then runs the command on the pinned Node.js.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError, main } from './console.mjs';
import { ensureToolchain, root, runsOn } from './toolchain.mjs';

const COMMANDS = {
  start: './start.mjs',
  test: './test.mjs',
  surge: './surge.mjs',
  sandbox: './sandbox.mjs',
  screenshots: './screenshots.mjs',
  templates: './templates.mjs',
  'bench:discovery': './bench-discovery.mjs',
  'test:contract': './test-contract.mjs',
  'test:golden-paths': './test-golden-paths.mjs',
};

await main(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!Object.hasOwn(COMMANDS, command ?? '')) {
    throw new UserError(
      `Unknown command '${command ?? ''}'. Commands: ${Object.keys(
        COMMANDS,
      ).join(', ')}.`,
    );
  }
  const toolchain = ensureToolchain();
  if (!runsOn(toolchain.node)) {
    return runAgain(toolchain);
  }
  const { ensureDependencies } = await import('./dependencies.mjs');
  await ensureDependencies(toolchain);
  const { default: run } = await import(COMMANDS[command]);
  return run({ args, toolchain });
});

/** Runs this same command on the toolchain's Node.js. */
function runAgain({ node, env }) {
  return new Promise(resolve => {
    const child = spawn(node, process.argv.slice(1), {
      cwd: root,
      env: {
        ...env,
        PATH: `${path.dirname(node)}${path.delimiter}${env.PATH}`,
      },
      stdio: 'inherit',
    });
    // The terminal sends the signal to both; this process waits for the child's own end.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
