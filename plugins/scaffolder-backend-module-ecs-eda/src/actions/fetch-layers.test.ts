import fs from 'node:fs/promises';
import path from 'node:path';
import {
  mockServices,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { runAction } from '../__testUtils__/run-action';
import { GoldenPathRegistry } from '../golden-paths/GoldenPathRegistry';
import { createFetchLayersAction } from './fetch-layers';

const COLLECTION = {
  'queue-worker': {
    'template.yaml': '',
    skeleton: { 'a.txt': 'own', 'own.txt.njk': 'I am ${{ values.name }}' },
  },
  shared: { project: { 'a.txt': 'shared', 'b.txt': 'shared' } },
};

describe('ecs-eda:fetch:layers', () => {
  const directory = createMockDirectory();
  const workspace = createMockDirectory();
  const registry = new GoldenPathRegistry();
  const urls: string[] = [];
  const reader = mockServices.urlReader.mock({
    async readTree(url) {
      urls.push(url);
      const local = new URL(url).pathname.replace(
        '/acme/templates/tree/main',
        directory.path,
      );
      return {
        etag: '',
        files: async () => [],
        archive: async () => {
          throw new Error('not asked for');
        },
        async dir(options) {
          const target = options!.targetDir!;
          await fs.cp(local, target, { recursive: true });
          return target;
        },
      };
    },
  });

  beforeEach(() => {
    urls.length = 0;
    workspace.clear();
    directory.setContent({
      ...COLLECTION,
      elsewhere: { 'c.txt': 'registered' },
      alone: { 'template.yaml': '', skeleton: { 'd.txt': 'alone' } },
    });
  });
  beforeAll(() => {
    registry.addLayer({
      name: 'acme/tracing',
      location: directory.resolve('elsewhere'),
    });
    registry.addLayer({
      name: 'acme/far',
      location: 'https://github.com/acme/templates/tree/main/elsewhere',
    });
  });

  const fetchLayers = async (
    layers: string[],
    options: {
      templateUrl?: string;
      sharedLayers?: string;
      targetPath?: string;
    } = {},
  ) => {
    const { sharedLayers, targetPath } = options;
    const action = createFetchLayersAction({
      registry,
      reader,
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      sharedLayers,
    });
    await runAction(action, {
      input: {
        layers,
        values: { name: 'loyalty' },
        ...(targetPath && { targetPath }),
      },
      workspacePath: workspace.path,
      templateUrl:
        options.templateUrl ??
        `file://${directory.resolve('queue-worker/template.yaml')}`,
    });
    return workspace.content();
  };

  it('puts layers on top of each other, whatever they are taken from', async () => {
    await expect(
      fetchLayers(['shared/project', 'acme/tracing', './skeleton']),
    ).resolves.toEqual({
      'a.txt': 'own',
      'b.txt': 'shared',
      'c.txt': 'registered',
      'own.txt': 'I am loyalty',
    });
  });

  it('does so into a folder of the workspace, and nowhere else', async () => {
    await expect(
      fetchLayers(['shared/project'], { targetPath: 'infrastructure' }),
    ).resolves.toEqual({
      infrastructure: { 'a.txt': 'shared', 'b.txt': 'shared' },
    });
    await expect(
      fetchLayers(['shared/project'], { targetPath: '../elsewhere' }),
    ).rejects.toThrow('outside');
  });

  it('reads the collection of a template on GitHub once', async () => {
    await expect(
      fetchLayers(['shared/project', './skeleton', 'acme/far'], {
        templateUrl:
          'https://github.com/acme/templates/tree/main/queue-worker/template.yaml',
      }),
    ).resolves.toEqual({
      'a.txt': 'own',
      'b.txt': 'shared',
      'c.txt': 'registered',
      'own.txt': 'I am loyalty',
    });
    expect(urls).toEqual([
      'https://github.com/acme/templates/tree/main/',
      'https://github.com/acme/templates/tree/main/elsewhere',
    ]);
  });

  it('reads only the own folder of a template that shares nothing', async () => {
    await fetchLayers(['./skeleton'], {
      templateUrl: 'https://github.com/acme/templates/tree/main/alone/',
    });
    expect(urls).toEqual([
      'https://github.com/acme/templates/tree/main/alone/',
    ]);
  });

  it('finds shared layers by the configuration when the template has none beside it', async () => {
    const lonely = createLonelyTemplate();
    await expect(
      fetchLayers(['shared/project'], {
        templateUrl: lonely,
        sharedLayers: directory.resolve('shared'),
      }),
    ).resolves.toEqual({ 'a.txt': 'shared', 'b.txt': 'shared' });
    await expect(
      fetchLayers(['shared/project'], { templateUrl: lonely }),
    ).rejects.toThrow('eventTopology.goldenPaths.sharedLayers is not set');
  });

  function createLonelyTemplate(): string {
    return `file://${path.join(
      directory.path,
      'alone',
      'nested',
      'template.yaml',
    )}`;
  }

  it.each([
    '../shared/project',
    './../shared',
    '/etc',
    'shared/../../etc',
    './',
  ])('refuses %j', async layer => {
    await expect(fetchLayers([layer])).rejects.toThrow(
      "A layer is './<folder>' of the template or '<owner>/<layer>'",
    );
  });

  it('names the layers there are when it is asked for another', async () => {
    await expect(fetchLayers(['acme/logging'])).rejects.toThrow(
      "There is no layer 'acme/logging': neither in a folder beside the template's nor among the registered ones (acme/tracing, acme/far)",
    );
    await expect(fetchLayers(['./skelton'])).rejects.toThrow(
      "The layer './skelton' has no files",
    );
  });

  it('stops when the task is cancelled', async () => {
    const action = createFetchLayersAction({
      registry,
      reader,
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    });
    await expect(
      runAction(action, {
        input: { layers: ['shared/project'], values: {} },
        workspacePath: workspace.path,
        templateUrl: `file://${directory.resolve(
          'queue-worker/template.yaml',
        )}`,
        signal: AbortSignal.abort(new Error('cancelled')),
      }),
    ).rejects.toThrow('cancelled');
    expect(workspace.content()).toEqual({});
  });
});
