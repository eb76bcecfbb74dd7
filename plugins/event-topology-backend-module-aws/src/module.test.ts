import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  ReadingsSource,
  TopologySource,
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import { startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from './__testing__/Estate';
import { eventTopologyModuleAws } from './module';

async function startWith(config: object) {
  const topologySources: TopologySource[] = [];
  const readingsSources: ReadingsSource[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'event-topology',
    register(env) {
      env.registerExtensionPoint(topologySourcesExtensionPoint, {
        addTopologySource: source => topologySources.push(source),
      });
      env.registerExtensionPoint(readingsSourcesExtensionPoint, {
        addReadingsSource: source => readingsSources.push(source),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      eventTopologyModuleAws,
      mockServices.rootConfig.factory({ data: config as never }),
    ],
  });
  return { backend, topologySources, readingsSources };
}

describe('eventTopologyModuleAws', () => {
  it('adds sources that read with the credentials and the endpoint of the config', async () => {
    const sandbox = await startSandbox({ port: 0 });
    const estate = new Estate(sandbox.url);
    await estate.queue('orders');
    const { backend, topologySources, readingsSources } = await startWith({
      aws: {
        accounts: [
          {
            accountId: '123456789012',
            accessKeyId: '123456789012',
            secretAccessKey: 'secret',
          },
        ],
      },
      eventTopology: {
        aws: {
          endpoint: sandbox.url,
          accounts: [{ accountId: '123456789012', regions: ['eu-central-1'] }],
        },
      },
    });
    const [topology] = topologySources;
    const [readings] = readingsSources;
    const options = {
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    };

    const { nodes, edges } = await topology.discover(options);
    const figures = await readings.read(nodes, edges, {
      ...options,
      mode: 'watched',
    });

    expect(topology.isConfigured()).toBe(true);
    expect(nodes.map(node => node.name)).toEqual(['default', 'orders']);
    expect(figures).toMatchObject({
      readings: [{ kind: 'queue', figures: { visible: 0 } }],
      problems: [],
    });

    await backend.stop();
    estate.close();
    await sandbox.close();
  });

  it('starts without accounts, and says that it has none', async () => {
    const { backend, topologySources } = await startWith({});

    expect(topologySources[0].isConfigured()).toBe(false);
    await backend.stop();
  });

  it('does not start with a wrong value', async () => {
    await expect(
      startWith({ eventTopology: { aws: { endpoint: 'nowhere' } } }),
    ).rejects.toThrow(/eventTopology\.aws\.endpoint/);
  });
});
