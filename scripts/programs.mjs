// Where the programs that the commands run are.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './toolchain.mjs';

const require = createRequire(path.join(root, 'package.json'));

function binOf(packageName, bin) {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin: bins } = require(manifest);
  return path.join(
    path.dirname(manifest),
    typeof bins === 'string' ? bins : bins[bin],
  );
}

export const backstageCli = binOf('@backstage/cli', 'backstage-cli');
export const playwrightCli = binOf('@playwright/test', 'playwright');
export const nodeTransform = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
export const sandboxBin = path.join(
  root,
  'packages/aws-sandbox/bin/aws-sandbox.js',
);
