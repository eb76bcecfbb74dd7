import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { LoggerService } from '@backstage/backend-plugin-api';
import { runCommand } from '../processes/run-command';

/** A `package.json` and its lock, as text. */
export interface LockedPackage {
  packageJson: string;
  lock: string;
}

/** Installs packages. Replaced in tests, which have no registry. */
export type InstallPackages = (
  directory: string,
  options: { logger: LoggerService; signal?: AbortSignal },
) => Promise<void>;

/**
 * Keeps what lock files install, one directory for each lock, so that a
 * hundred stamped projects cost one installation.
 */
export class InstalledDependencies {
  readonly #directory: string;
  readonly #install: InstallPackages;
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(options: { directory: string; install?: InstallPackages }) {
    this.#directory = options.directory;
    this.#install = options.install ?? npmCi;
  }

  /** The `node_modules` of a lock file, installed if it isn't yet. */
  async nodeModulesOf(
    locked: LockedPackage,
    options: { logger: LoggerService; signal?: AbortSignal },
  ): Promise<string> {
    const directory = path.join(this.#directory, folderOfLock(locked.lock));
    const nodeModules = path.join(directory, 'node_modules');
    if (await exists(nodeModules)) {
      return nodeModules;
    }
    // Whoever asks while an installation is under way waits for that one. It
    // ends with the task that began it; the next to ask begins anew.
    let installation = this.#underWay.get(directory);
    if (!installation) {
      installation = this.#installInto(directory, locked, options).finally(() =>
        this.#underWay.delete(directory),
      );
      this.#underWay.set(directory, installation);
    }
    await installation;
    return nodeModules;
  }

  async #installInto(
    directory: string,
    { packageJson, lock }: LockedPackage,
    options: { logger: LoggerService; signal?: AbortSignal },
  ): Promise<string> {
    // Under a name of its own until it is whole: other replicas may share the
    // directory, and a process may die half-way.
    const draft = `${directory}.${randomUUID()}`;
    await fs.mkdir(draft, { recursive: true });
    try {
      await fs.writeFile(path.join(draft, 'package.json'), packageJson);
      await fs.writeFile(path.join(draft, 'package-lock.json'), lock);
      options.logger.info('Installing the dependencies, once for this lock');
      await this.#install(draft, options);
      await fs.rename(draft, directory).catch(async error => {
        if (!(await exists(path.join(directory, 'node_modules')))) {
          throw error;
        }
      });
      return directory;
    } finally {
      await fs.rm(draft, { recursive: true, force: true });
    }
  }
}

/**
 * The folder of what a lock installs. Native packages differ by machine and
 * Node.js, locks don't.
 */
export function folderOfLock(lock: string): string {
  const node = process.versions.node.split('.')[0];
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 24);
  return `${hash}-${process.platform}-${process.arch}-node${node}`;
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

async function npmCi(
  directory: string,
  options: { logger: LoggerService; signal?: AbortSignal },
): Promise<void> {
  const { logger, signal } = options;
  const { NODE_OPTIONS: _loadersOfThisProcess, ...env } = process.env;
  await runCommand({
    command: 'npm',
    // No scripts: what is installed is only imported, never built.
    args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    directory,
    env,
    signal,
    onLine: line => logger.info(line),
  });
  // A lock that names no package makes no folder.
  await fs.mkdir(path.join(directory, 'node_modules'), { recursive: true });
}
