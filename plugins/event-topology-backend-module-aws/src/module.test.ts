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

// A machine that does much else takes its time over whole reads.
jest.setTimeout(30_000);

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
  const { AWS_ENDPOINT_URL_STS } = process.env;

  afterEach(() => {
    if (AWS_ENDPOINT_URL_STS === undefined) {
      delete process.env.AWS_ENDPOINT_URL_STS;
    } else {
      process.env.AWS_ENDPOINT_URL_STS = AWS_ENDPOINT_URL_STS;
    }
  });

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

  it('reads many accounts by the role that it assumes in each', async () => {
    const sandbox = await startSandbox({ port: 0 });
    const accountIds = ['123456789012', '210987654321'];
    for (const accountId of accountIds) {
      const estate = new Estate(sandbox.url, { accountId });
      await estate.queue(`of-${accountId}`);
      estate.close();
    }
    // Backstage's credentials manager has no setting for the address of STS; the SDK has this one.
    process.env.AWS_ENDPOINT_URL_STS = sandbox.url;
    const { backend, topologySources } = await startWith({
      aws: {
        mainAccount: {
          accessKeyId: '999999999999',
          secretAccessKey: 'secret',
        },
        accountDefaults: { roleName: 'backstage-event-topology' },
      },
      eventTopology: {
        aws: {
          endpoint: sandbox.url,
          accounts: accountIds.map(accountId => ({
            accountId,
            regions: ['eu-central-1'],
          })),
        },
      },
    });
    sandbox.calls.reset();

    const { nodes, scopes } = await topologySources[0].discover({
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    });

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(
      nodes.filter(({ kind }) => kind === 'queue').map(({ name }) => name),
    ).toEqual(accountIds.map(accountId => `of-${accountId}`));
    expect(
      sandbox.calls.total({
        action: 'sts:AssumeRole',
        accountId: '999999999999',
      }),
    ).toBeGreaterThanOrEqual(accountIds.length);
    expect(
      sandbox.calls.total({
        action: 'sqs:ListQueues',
        accountId: '999999999999',
      }),
    ).toBe(0);

    await backend.stop();
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
