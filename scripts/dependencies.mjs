// Installs the dependencies from the lockfile, once for each lockfile.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError, say } from './console.mjs';
import { root } from './toolchain.mjs';

const stamp = path.join(root, 'node_modules', '.event-topology-installed');

/** @param {{ node: string, yarn: string, env: NodeJS.ProcessEnv }} toolchain */
export async function ensureDependencies(toolchain) {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  say(
    'Installing dependencies from yarn.lock (a few minutes the first time; the next start skips this)',
  );
  const { code, output } = await runYarnInstall(toolchain);
  if (code !== 0) {
    throw new UserError(explainInstallFailure(output));
  }
  await checkDatabaseDriver(toolchain);
  writeFileSync(stamp, wanted);
}

/** Changes when an install is due: other lockfile, manifest or Node.js. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests('packages'),
    ...manifests('plugins'),
  ];
  for (const file of files) {
    hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return hash.update(process.version).digest('hex');
}

function manifests(folder) {
  return readdirSync(path.join(root, folder))
    .map(name => path.join(folder, name, 'package.json'))
    .filter(file => existsSync(path.join(root, file)))
    .sort();
}

function runYarnInstall({ node, yarn, env }) {
  return new Promise(resolve => {
    const child = spawn(node, [yarn, 'install', '--immutable'], {
      cwd: root,
      env: { ...env, YARN_ENABLE_PROGRESS_BARS: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const onData = chunk => {
      const text = chunk.toString();
      output += text;
      // The steps are progress; peer-dependency notes of other people's packages are noise.
      for (const line of text.split('\n')) {
        if (/[┌└]|Done|Failed|YN0009|YN0001|YN0028|YN0035/.test(line)) {
          process.stdout.write(`  ${line}\n`);
        }
      }
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.on('close', code => resolve({ code, output }));
  });
}

function explainInstallFailure(output) {
  if (/YN0028|lockfile would have been (modified|created)/.test(output)) {
    return 'yarn.lock does not fit the package.json files: run `yarn install` to update it, then run the same command again.';
  }
  if (/YN0009/.test(output)) {
    return `${COMPILER_HINT} (the build log is named above)`;
  }
  if (
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|RequestError/.test(
      output,
    )
  ) {
    return 'The dependencies could not be fetched because the npm registry cannot be reached: check the network (or the proxy and registry settings) and run the same command again.';
  }
  if (/ENOSPC/.test(output)) {
    return 'The disk is full: free about 2 GB and run the same command again.';
  }
  const lines = output.trim().split('\n');
  return `The dependencies could not be installed; yarn said:\n${lines
    .slice(-8)
    .join('\n')}`;
}

const COMPILER_HINT =
  'The SQLite driver (better-sqlite3) could not be built: install a C++ compiler, make and Python 3 (Debian and Ubuntu: `apt install g++ make python3`; macOS: `xcode-select --install`) and run the same command again.';

async function checkDatabaseDriver({ node, env }) {
  const code = await new Promise(resolve => {
    const child = spawn(
      node,
      ['-e', "new (require('better-sqlite3'))(':memory:').close()"],
      { cwd: root, env, stdio: 'ignore' },
    );
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new UserError(COMPILER_HINT);
  }
}
