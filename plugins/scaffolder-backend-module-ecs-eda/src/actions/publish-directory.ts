import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomUUID } from 'node:crypto';
import {
  AuthService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createTemplateAction,
  deserializeDirectoryContents,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { checkServiceName } from '@ecs-eda/plugin-event-topology-common';
import { parseAllDocuments } from 'yaml';
import { refreshLocationsBelow } from '../catalog/refresh-locations';
import { commitDirectory } from '../git/commit-directory';
import { examples } from './publish-directory.examples';

/** What the action publishes with. */
export interface PublishDirectoryServices {
  /** `eventTopology.goldenPaths.publish.directory`. */
  publishDirectory?: string;
  /** `scaffolder.defaultAuthor`. */
  author: { name: string; email: string };
  /** `scaffolder.defaultCommitMessage`. */
  message: string;
  auth: AuthService;
  catalog: CatalogService;
}

/**
 * `ecs-eda:publish:directory`: publishes to a git repository in a directory of
 * this machine, where there is no GitHub or GitLab.
 */
export function createPublishDirectoryAction(
  services: PublishDirectoryServices,
) {
  return createTemplateAction({
    id: 'ecs-eda:publish:directory',
    description:
      'Makes a git repository of the workspace in the directory that eventTopology.goldenPaths.publish.directory allows, and has the catalog read it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({
            description:
              "The repository's name: a folder of this name must not exist yet.",
          }),
        catalogInfoPath: z =>
          z
            .string({
              description:
                'Where in the workspace the catalog file is. Default: catalog-info.yaml.',
            })
            .optional(),
      },
      output: {
        remoteUrl: z =>
          z.string({ description: 'The file: URL of the repository.' }),
        directory: z =>
          z.string({ description: 'The directory of the repository.' }),
        entityRef: z =>
          z.string({
            description: 'The Component of the catalog file.',
          }),
      },
    },
    async handler(ctx) {
      const root = services.publishDirectory;
      if (!root) {
        throw new InputError(
          'Publishing to a directory is off: set eventTopology.goldenPaths.publish.directory, or choose GitHub or GitLab',
        );
      }
      const { name, catalogInfoPath = 'catalog-info.yaml' } = ctx.input;
      const problem = checkServiceName(name);
      if (problem) {
        throw new InputError(`name: ${problem}`);
      }
      const directory = resolveSafeChildPath(root, name);
      const entityRef = await readComponentRef(
        resolveSafeChildPath(ctx.workspacePath, catalogInfoPath),
        catalogInfoPath,
      );
      const outputs = () => {
        ctx.output('directory', directory);
        ctx.output('remoteUrl', pathToFileURL(directory).toString());
        ctx.output('entityRef', entityRef);
      };
      if (ctx.isDryRun) {
        await refuseTaken(directory);
        ctx.logger.info(`A repository would be made in ${directory}`);
        outputs();
        return;
      }

      const commit = await ctx.checkpoint({
        key: `publish.${name}`,
        fn: () =>
          publish({
            workspacePath: ctx.workspacePath,
            directory,
            author: services.author,
            message: services.message,
          }),
      });
      ctx.logger.info(`Committed ${commit} in ${directory}`);
      const locations = await refreshLocationsBelow(root, {
        catalog: services.catalog,
        credentials: await services.auth.getOwnServiceCredentials(),
      });
      if (locations.length === 0) {
        ctx.logger.warn(
          `The catalog reads nothing below ${root}: add { type: file, target: ${root}/*/catalog-info.yaml } to catalog.locations`,
        );
      }
      outputs();
    },
  });
}

async function publish(options: {
  workspacePath: string;
  directory: string;
  author: { name: string; email: string };
  message: string;
}): Promise<string> {
  const { workspacePath, directory, author, message } = options;
  const root = path.dirname(directory);
  await refuseTaken(directory);
  await fs.mkdir(root, { recursive: true });
  // Made whole under another name first, so that neither the catalog nor a
  // second task of the same name ever sees half a repository.
  const draft = path.join(root, `.${path.basename(directory)}-${randomUUID()}`);
  try {
    await deserializeDirectoryContents(
      draft,
      await serializeDirectoryContents(workspacePath, {
        gitignore: true,
        globPatterns: ['**', '!cdk.out/**', '!node_modules/**'],
      }),
    );
    const commit = await commitDirectory({ directory: draft, author, message });
    await fs.rename(draft, directory).catch(async error => {
      await refuseTaken(directory);
      throw error;
    });
    return commit;
  } finally {
    await fs.rm(draft, { recursive: true, force: true });
  }
}

async function refuseTaken(directory: string): Promise<void> {
  const taken = await fs.access(directory).then(
    () => true,
    () => false,
  );
  if (taken) {
    throw new ConflictError(
      `name: there already is a repository in ${directory}; choose another name`,
    );
  }
}

async function readComponentRef(
  file: string,
  catalogInfoPath: string,
): Promise<string> {
  const text = await fs.readFile(file, 'utf8').catch(() => {
    throw new InputError(
      `catalogInfoPath: the workspace has no file ${catalogInfoPath}`,
    );
  });
  const component = parseAllDocuments(text)
    .map(document => document.toJS())
    .find(entity => entity?.kind === 'Component');
  if (!component?.metadata?.name) {
    throw new InputError(
      `catalogInfoPath: ${catalogInfoPath} has no Component`,
    );
  }
  return stringifyEntityRef(component);
}
