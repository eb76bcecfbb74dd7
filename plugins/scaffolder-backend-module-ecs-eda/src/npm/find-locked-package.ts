import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { LayerCollection } from '../layers/LayerCollection';
import { LockedPackage } from './InstalledDependencies';
import { isCoveredBy } from './lock-coverage';

/**
 * What to install to run a stamped project: the shared dependencies when they
 * cover its lock, so that all projects share one installation, else its own.
 *
 * @throws InputError when the project has no lock
 */
export async function findLockedPackage(
  projectDirectory: string,
  collection: LayerCollection,
): Promise<LockedPackage> {
  const own = await readLockedPackage(projectDirectory);
  if (!own) {
    throw new InputError(
      'The project has no package-lock.json: run ecs-eda:npm:lock before, or ship one with the template',
    );
  }
  const directory = await collection
    .directoryOf('shared/dependencies')
    .catch(error => {
      if (error instanceof InputError) {
        return undefined;
      }
      throw error;
    });
  const shared = directory && (await readLockedPackage(directory));
  return shared && isCoveredBy(own.lock, shared.lock) ? shared : own;
}

/** A directory's `package.json` and lock, when it has both. */
export async function readLockedPackage(
  directory: string,
): Promise<LockedPackage | undefined> {
  const [packageJson, lock] = await Promise.all(
    ['package.json', 'package-lock.json'].map(file =>
      fs.readFile(path.join(directory, file), 'utf8').catch(error => {
        if (error.code === 'ENOENT') {
          return undefined;
        }
        throw error;
      }),
    ),
  );
  return packageJson && lock ? { packageJson, lock } : undefined;
}
