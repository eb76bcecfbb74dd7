import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { GoldenPathRegistry } from '../golden-paths/GoldenPathRegistry';
import { LayerCollection } from '../layers/LayerCollection';
import { examples } from './fetch-layers.examples';

/** What the action needs to find layers. */
export interface LayerServices {
  registry: GoldenPathRegistry;
  sharedLayers?: string;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
}

/**
 * `ecs-eda:fetch:layers`: puts a project together from layers of files. Only
 * files that end in `.njk` are rendered, by Backstage's own `fetch:template`,
 * so that everything else, workflows with `${{ }}` for one, stays as it is.
 */
export function createFetchLayersAction(services: LayerServices) {
  const fetchTemplate = createFetchTemplateAction(services);
  return createTemplateAction({
    id: 'ecs-eda:fetch:layers',
    description:
      'Renders layers of files into the workspace, one after the other; where two have the same file, the later one wins. Only files that end in .njk are rendered.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        layers: z =>
          z.array(z.string(), {
            description:
              "The layers in order: './skeleton' of the template's own folder, 'shared/project' of the folder that holds it, or a layer that a module has registered.",
          }),
        values: z =>
          z.record(z.any(), {
            description: 'What the files see as values.',
          }),
        targetPath: z =>
          z
            .string({
              description:
                'Where in the workspace to put the files. Default: its root.',
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const { layers, values, targetPath } = ctx.input;
      const collection = new LayerCollection({
        ...services,
        templateUrl: ctx.templateInfo?.baseUrl,
        createTemporaryDirectory: () => ctx.createTemporaryDirectory(),
      });
      for (const layer of layers) {
        ctx.signal?.throwIfAborted();
        const directory = await collection.directoryOf(layer);
        ctx.logger.info(`Stamping layer ${layer}`);
        await fetchTemplate.handler({
          ...ctx,
          input: {
            url: './',
            values,
            targetPath,
            templateFileExtension: '.njk',
            replace: true,
          },
          // fetch:template reads from the folder of this file.
          templateInfo: {
            entityRef: ctx.templateInfo?.entityRef ?? '',
            ...ctx.templateInfo,
            baseUrl: `file://${directory}/template.yaml`,
          },
        });
      }
    },
  });
}
