import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { Arborist } from '@npmcli/arborist';

/** What a lock file is made of, and where it may be worked on. */
export interface PruneLockOptions {
  /** The text of the project's `package.json`. */
  packageJson: string;
  /** The text of a `package-lock.json` that knows at least what the project needs. */
  superset: string;
  /** An empty directory; what is left in it is of no use afterwards. */
  workDirectory: string;
}

/**
 * Makes the `package-lock.json` of a project out of one that knows more: the
 * same versions and hashes, without what the project doesn't need. Nothing is
 * fetched.
 *
 * @throws InputError when the superset lacks something
 */
export async function pruneLock(options: PruneLockOptions): Promise<string> {
  const { packageJson, superset, workDirectory } = options;
  await fs.writeFile(path.join(workDirectory, 'package.json'), packageJson);
  await fs.writeFile(path.join(workDirectory, 'package-lock.json'), superset);
  const arborist = new Arborist({
    path: workDirectory,
    // An empty cache of its own: what happens to be in this machine's npm cache
    // must not find its way into the lock.
    cache: path.join(workDirectory, 'cache'),
    offline: true,
    omitLockfileRegistryResolved: true,
  } as ConstructorParameters<typeof Arborist>[0]);
  const tree = await arborist.buildIdealTree().catch(error => {
    throw new InputError(
      `The shared package-lock.json does not cover package.json: ${
        missingPackage(error) ?? error
      }. Add what is missing to shared/dependencies, or ship a package-lock.json of the template's own`,
    );
  });
  return `${tree.meta!.toString()}`;
}

function missingPackage(error: unknown): string | undefined {
  const { code, message } = error as { code?: string; message?: string };
  const url = /request to (\S+) failed/.exec(message ?? '')?.[1];
  return code === 'ENOTCACHED' && url
    ? `it lacks ${decodeURIComponent(new URL(url).pathname.slice(1))}`
    : undefined;
}
