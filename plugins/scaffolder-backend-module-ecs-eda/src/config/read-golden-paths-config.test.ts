import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readGoldenPathsConfig } from './read-golden-paths-config';

const read = (goldenPaths?: object) =>
  readGoldenPathsConfig(
    new ConfigReader(goldenPaths ? { eventTopology: { goldenPaths } } : {}),
  );

describe('eventTopology.goldenPaths', () => {
  it('publishes nowhere and deploys nothing unless told to', () => {
    expect(read()).toEqual({
      dependenciesDirectory: expect.stringMatching(
        /event-topology.dependencies$/,
      ),
      deployEnabled: false,
    });
  });

  it('takes paths from the working directory, as catalog locations do', () => {
    expect(
      read({
        sharedLayers: '../../templates/shared',
        publish: { directory: '../../generated' },
        dependencies: { directory: '.cache/dependencies' },
        deploy: { enabled: true },
      }),
    ).toEqual({
      sharedLayers: path.resolve('../../templates/shared'),
      publishDirectory: path.resolve('../../generated'),
      dependenciesDirectory: path.resolve('.cache/dependencies'),
      deployEnabled: true,
    });
  });

  it('publishes nowhere when a later file takes the directory away again', () => {
    expect(
      read({ publish: { directory: null } }).publishDirectory,
    ).toBeUndefined();
  });

  it('leaves the URL of shared layers as it is', () => {
    const sharedLayers = 'https://github.com/acme/templates/tree/main/shared';
    expect(read({ sharedLayers }).sharedLayers).toBe(sharedLayers);
  });

  it('refuses to publish into the root of the file system', () => {
    expect(() => read({ publish: { directory: '/' } })).toThrow(
      'eventTopology.goldenPaths.publish.directory must be a directory of its own',
    );
  });
});
