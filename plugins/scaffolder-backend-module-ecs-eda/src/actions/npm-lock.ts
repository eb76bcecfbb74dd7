import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { LayerCollection } from '../layers/LayerCollection';
import { pruneLock } from '../npm/prune-lock';
import { LayerServices } from './fetch-layers';
import { examples } from './npm-lock.examples';

/**
 * `ecs-eda:npm:lock`: gives the stamped project a lock file, so that what its
 * pipeline installs is what the golden path was tested with.
 */
export function createNpmLockAction(services: LayerServices) {
  return createTemplateAction({
    id: 'ecs-eda:npm:lock',
    description:
      "Writes the package-lock.json of the workspace's package.json: the versions and hashes of the shared dependencies, without what this project doesn't need. Nothing is fetched.",
    examples,
    supportsDryRun: true,
    schema: {
      output: {
        packages: z =>
          z.number({ description: 'How many packages the lock names.' }),
      },
    },
    async handler(ctx) {
      const packageJson = await fs
        .readFile(path.join(ctx.workspacePath, 'package.json'), 'utf8')
        .catch(() => {
          throw new InputError(
            'The workspace has no package.json: stamp the files before ecs-eda:npm:lock',
          );
        });
      const collection = new LayerCollection({
        ...services,
        templateUrl: ctx.templateInfo?.baseUrl,
        createTemporaryDirectory: () => ctx.createTemporaryDirectory(),
      });
      const dependencies = await collection.directoryOf('shared/dependencies');
      const lock = await pruneLock({
        packageJson,
        superset: await fs.readFile(
          path.join(dependencies, 'package-lock.json'),
          'utf8',
        ),
        workDirectory: await ctx.createTemporaryDirectory(),
      });
      await fs.writeFile(
        path.join(ctx.workspacePath, 'package-lock.json'),
        lock,
      );
      const packages = Object.keys(JSON.parse(lock).packages).length - 1;
      ctx.logger.info(`package-lock.json names ${packages} packages`);
      ctx.output('packages', packages);
    },
  });
}
