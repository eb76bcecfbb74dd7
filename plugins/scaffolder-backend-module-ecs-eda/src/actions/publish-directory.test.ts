import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { runAction } from '../__testUtils__/run-action';
import { createPublishDirectoryAction } from './publish-directory';

const CATALOG_INFO = 'kind: Component\nmetadata: { name: loyalty }\n';

describe('ecs-eda:publish:directory', () => {
  const root = createMockDirectory();
  const workspace = createMockDirectory();
  beforeEach(() => {
    root.clear();
    workspace.setContent({
      'catalog-info.yaml': CATALOG_INFO,
      '.gitignore': 'ignored\n',
      ignored: 'not published',
      'cdk.out': { 'template.json': '{}' },
      src: { 'main.ts': '' },
    });
  });

  const publish = (
    input: { name: string; catalogInfoPath?: string },
    options: { isDryRun?: boolean; publishDirectory?: string | null } = {},
  ) => {
    const log: string[] = [];
    const action = createPublishDirectoryAction({
      ...(options.publishDirectory !== null && {
        publishDirectory: root.resolve('repositories'),
      }),
      author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
      message: 'initial commit',
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
    });
    return runAction(action, {
      input,
      isDryRun: options.isDryRun,
      workspacePath: workspace.path,
      onLog: line => log.push(line),
    }).then(run => ({ ...run, log }));
  };

  it('makes a repository of what is not ignored', async () => {
    const { output, checkpoints, log } = await publish({ name: 'loyalty' });

    const directory = root.resolve('repositories/loyalty');
    expect(output).toEqual({
      directory,
      remoteUrl: `file://${directory}`,
      entityRef: 'component:default/loyalty',
    });
    expect(root.content()).toEqual({
      repositories: {
        loyalty: {
          'catalog-info.yaml': CATALOG_INFO,
          '.gitignore': expect.anything(),
          src: { 'main.ts': '' },
          '.git': expect.any(Object),
        },
      },
    });
    expect(checkpoints).toEqual(['publish.loyalty']);
    expect(log.join('\n')).toContain('The catalog reads nothing below');
  });

  it('changes nothing in a dry run, and gives the same outputs', async () => {
    const { output } = await publish({ name: 'loyalty' }, { isDryRun: true });

    expect(output.entityRef).toBe('component:default/loyalty');
    expect(root.content()).toEqual({});
  });

  it.each(['../loyalty', '/etc', 'Loyalty', 'a/b', '.git', '$(id)', ''])(
    'makes no repository called %j',
    async name => {
      await expect(publish({ name })).rejects.toThrow('name: ');
      expect(root.content()).toEqual({});
    },
  );

  it('leaves what is there already alone', async () => {
    root.setContent({ repositories: { loyalty: { 'mine.txt': 'mine' } } });

    await expect(publish({ name: 'loyalty' })).rejects.toThrow(
      'there already is a repository',
    );
    expect(root.content()).toEqual({
      repositories: { loyalty: { 'mine.txt': 'mine' } },
    });
  });

  it('reads no catalog file outside the workspace', async () => {
    await expect(
      publish({ name: 'loyalty', catalogInfoPath: '../../etc/passwd' }),
    ).rejects.toThrow('outside');
  });

  it('is off until a directory is configured', async () => {
    await expect(
      publish({ name: 'loyalty' }, { publishDirectory: null }),
    ).rejects.toThrow('set eventTopology.goldenPaths.publish.directory');
  });
});
