import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import { partitionOf } from './arns/partition';
import { AwsCalls } from './calls/aws-calls';
import { readAwsConfig } from './config/aws-config';
import { AwsTopologySource } from './discovery/aws-topology-source';
import { AwsReadingsSource } from './readings/aws-readings-source';

/**
 * Reads the event topology and its figures from AWS.
 *
 * @public
 */
export const eventTopologyModuleAws = createBackendModule({
  pluginId: 'event-topology',
  moduleId: 'aws',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        topologySources: topologySourcesExtensionPoint,
        readingsSources: readingsSourcesExtensionPoint,
      },
      async init({
        config,
        lifecycle,
        logger,
        topologySources,
        readingsSources,
      }) {
        const { accounts, endpoint, budgets, metricsMilliseconds } =
          readAwsConfig(config);
        if (accounts.length === 0) {
          logger.warn(
            'The event map reads no AWS account: eventTopology.aws.accounts is empty',
          );
        }
        const calls = new AwsCalls({
          credentials: DefaultAwsCredentialsManager.fromConfig(config),
          endpoint,
          budgets,
          partitions: Object.fromEntries(
            accounts.map(one => [one.accountId, partitionOf(one.regions[0])]),
          ),
        });
        lifecycle.addShutdownHook(() => calls.close());

        topologySources.addTopologySource(
          new AwsTopologySource({ calls, accounts }),
        );
        readingsSources.addReadingsSource(
          new AwsReadingsSource({ calls, accounts, metricsMilliseconds }),
        );
      },
    });
  },
});
