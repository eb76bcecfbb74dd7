// `npm run test:golden-paths [golden path or variant …]`: stamps the golden
// paths out and proves what comes of them.
import path from 'node:path';
import { say } from './console.mjs';
import { runNode } from './processes.mjs';
import { backstageCli } from './programs.mjs';
import bundleTemplates from './templates.mjs';
import { root } from './toolchain.mjs';

export default async function testGoldenPaths({ args, toolchain }) {
  await bundleTemplates({ args: ['--check'] });
  return proveGoldenPaths(toolchain, args);
}

/**
 * @param {string[]} only - golden paths, or variants such as
 *   `queue-worker/defaults`, with a star for any golden path; empty for all
 */
export function proveGoldenPaths(toolchain, only = []) {
  say('Golden paths, as stamped, as deployed, and as they run');
  return runNode(
    toolchain,
    [backstageCli, 'package', 'test', '--maxWorkers=2'],
    {
      cwd: path.join(root, 'packages/golden-path-proof'),
      env: {
        CI: '1',
        ...(only.length > 0 ? { GOLDEN_PATHS: only.join(',') } : {}),
      },
    },
  );
}
