import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { goldenPathsExtensionPoint } from '@ecs-eda/plugin-event-topology-node';
import { parse } from 'yaml';
import scaffolderModuleEcsEda from '.';

/** Starts the module under a scaffolder that only collects the actions. */
async function collectActions(
  eventTopology: JsonObject = {},
): Promise<TemplateAction<any, any, any>[]> {
  const actions: TemplateAction<any, any, any>[] = [];
  const scaffolder = createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerExtensionPoint(scaffolderActionsExtensionPoint, {
        addActions: (...added) => actions.push(...added),
      });
      env.registerInit({ deps: {}, init: async () => {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      scaffolder,
      scaffolderModuleEcsEda,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost:3000' }, eventTopology },
      }),
    ],
  });
  await backend.stop();
  return actions;
}

describe('the module', () => {
  it('adds the actions that golden paths are made of', async () => {
    const actions = await collectActions();

    expect(actions.map(({ id }) => id)).toEqual([
      'ecs-eda:validate',
      'ecs-eda:fetch:layers',
      'ecs-eda:npm:lock',
      'ecs-eda:event-pattern:test',
      'ecs-eda:scaling:compute',
      'ecs-eda:publish:directory',
      'ecs-eda:synth',
      'ecs-eda:cloudformation:deploy',
      'ecs-eda:events:put',
      'ecs-eda:topology:wait',
    ]);
  });

  it('gives each of them a description, an example that uses it, and a dry run', async () => {
    for (const action of await collectActions()) {
      expect(action.description).toMatch(/\.$/);
      expect(action.supportsDryRun).toBe(true);
      const steps = action.examples!.flatMap(
        ({ example }) => parse(example).steps,
      );
      expect(steps).toContainEqual(
        expect.objectContaining({ action: action.id }),
      );
    }
  });

  it('keeps the name of the extension point that modules in the wild depend on', () => {
    expect(goldenPathsExtensionPoint.id).toBe(
      'scaffolder.event-topology-golden-paths',
    );
  });

  it('refuses to start with a value that is wrong, and names its key', async () => {
    await expect(
      collectActions({ goldenPaths: { publish: { directory: '/' } } }),
    ).rejects.toThrow('eventTopology.goldenPaths.publish.directory');
  });
});
