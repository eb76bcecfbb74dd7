import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventTopologyModuleAws from '@ecs-eda/plugin-event-topology-backend-module-aws';
import {
  DiscoveryResult,
  TopologySource,
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import { SandboxAccount } from './SandboxAccount';

/** The portal's own reader of AWS, pointed at the sandbox. */
export class Discovery {
  private constructor(
    private readonly backend: TestBackend,
    private readonly source: TopologySource,
  ) {}

  static async start(account: SandboxAccount): Promise<Discovery> {
    const sources: TopologySource[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'event-topology',
      register(env) {
        env.registerExtensionPoint(topologySourcesExtensionPoint, {
          addTopologySource: source => sources.push(source),
        });
        env.registerExtensionPoint(readingsSourcesExtensionPoint, {
          addReadingsSource: () => {},
        });
        env.registerInit({ deps: {}, async init() {} });
      },
    });
    const { accountId, region } = account;
    const backend = await startTestBackend({
      features: [
        plugin,
        eventTopologyModuleAws,
        mockServices.rootConfig.factory({
          data: {
            aws: {
              accounts: [
                { accountId, accessKeyId: accountId, secretAccessKey: 'any' },
              ],
            },
            eventTopology: {
              aws: {
                endpoint: account.url,
                accounts: [{ accountId, regions: [region] }],
              },
            },
          },
        }),
      ],
    });
    return new Discovery(backend, sources[0]);
  }

  /**
   * Reads the account once.
   *
   * @throws Error when a part of it could not be read
   */
  async read(): Promise<DiscoveryResult> {
    const result = await this.source.discover({
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    });
    const errors = result.scopes.flatMap(scope => scope.errors);
    if (errors.length > 0) {
      throw new Error(`Discovery failed: ${JSON.stringify(errors)}`);
    }
    return result;
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }
}
