import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from './extensions';
import { ReadingsSource, TopologySource } from './sources';

const topologySource: TopologySource = {
  id: 'terraform',
  isConfigured: () => true,
  discover: async () => ({
    nodes: [],
    edges: [],
    scopes: [],
    callsByOperation: {},
  }),
};

const readingsSource: ReadingsSource = {
  id: 'prometheus',
  read: async () => ({ readings: [], problems: [], callsByOperation: {} }),
};

describe('the extension points', () => {
  it('bring the sources of a module to the plugin', async () => {
    const added: { id: string }[] = [];
    let known: string[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'event-topology',
      register(env) {
        env.registerExtensionPoint(topologySourcesExtensionPoint, {
          addTopologySource: source => added.push(source),
        });
        env.registerExtensionPoint(readingsSourcesExtensionPoint, {
          addReadingsSource: source => added.push(source),
        });
        env.registerInit({
          deps: {},
          async init() {
            known = added.map(({ id }) => id);
          },
        });
      },
    });
    const module = createBackendModule({
      pluginId: 'event-topology',
      moduleId: 'our-sources',
      register(env) {
        env.registerInit({
          deps: {
            topology: topologySourcesExtensionPoint,
            readings: readingsSourcesExtensionPoint,
          },
          async init({ topology, readings }) {
            topology.addTopologySource(topologySource);
            readings.addReadingsSource(readingsSource);
          },
        });
      },
    });

    await startTestBackend({ features: [plugin, module] });

    // Modules are done before the plugin starts, so it knows them all.
    expect(known).toEqual(['terraform', 'prometheus']);
  });

  it('keep the names that modules in the wild depend on', () => {
    expect([
      topologySourcesExtensionPoint.id,
      readingsSourcesExtensionPoint.id,
    ]).toEqual([
      'event-topology.topology-sources',
      'event-topology.readings-sources',
    ]);
  });
});
