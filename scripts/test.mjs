// `npm test`: every test. With arguments it is `backstage-cli repo test`, as
// in any Backstage repository.
import { say } from './console.mjs';
import { ensureChromium } from './chromium.mjs';
import { runNode } from './processes.mjs';
import { backstageCli, playwrightCli } from './programs.mjs';
import bundleTemplates from './templates.mjs';
import { proveGoldenPaths } from './test-golden-paths.mjs';

export default async function test({ args, toolchain }) {
  if (args.length > 0) {
    return runNode(toolchain, [backstageCli, 'repo', 'test', ...args]);
  }
  await bundleTemplates({ args: ['--check'] });
  const chromium = await ensureChromium(toolchain);

  say('Unit, plugin and contract tests');
  // CI=1: jest would wait for changes otherwise.
  const unit = await runNode(
    toolchain,
    // A slow machine must not fail a test that jest's five seconds would end.
    [backstageCli, 'repo', 'test', '--maxWorkers=2', '--testTimeout=60000'],
    { env: { CI: '1' } },
  );

  const goldenPaths = await proveGoldenPaths(toolchain);

  say('Journeys in Chromium');
  const journeys = await runNode(toolchain, [playwrightCli, 'test'], {
    env: { CI: '1', ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
  });
  return unit || goldenPaths || journeys;
}
