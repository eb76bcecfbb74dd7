import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { goldenPathsExtensionPoint } from '@ecs-eda/plugin-event-topology-node';
import { createCloudFormationDeployAction } from './actions/cloudformation-deploy';
import { createEventPatternTestAction } from './actions/event-pattern-test';
import { createEventsPutAction } from './actions/events-put';
import { createFetchLayersAction } from './actions/fetch-layers';
import { createNpmLockAction } from './actions/npm-lock';
import { createPublishDirectoryAction } from './actions/publish-directory';
import { createScalingComputeAction } from './actions/scaling-compute';
import { createSynthAction } from './actions/synth';
import { createTopologyWaitAction } from './actions/topology-wait';
import { createValidateAction } from './actions/validate';
import { AwsAccounts } from './aws/AwsAccounts';
import { readCommitConfig } from './config/read-commit-config';
import { readGoldenPathsConfig } from './config/read-golden-paths-config';
import { GoldenPathRegistry } from './golden-paths/GoldenPathRegistry';
import { InstalledDependencies } from './npm/InstalledDependencies';
import { TopologyClient } from './topology/TopologyClient';

/**
 * The golden paths' actions: they check a form's values, put a project
 * together, publish it, deploy it and wait for it on the event map. Other
 * modules add layers of files and rules of their own.
 *
 * @public
 */
export const scaffolderModuleEcsEda = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ecs-eda',
  register(env) {
    const registry = new GoldenPathRegistry();
    env.registerExtensionPoint(goldenPathsExtensionPoint, registry);

    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        reader: coreServices.urlReader,
      },
      async init({ actions, auth, catalog, config, discovery, reader }) {
        const { sharedLayers, publishDirectory, ...goldenPaths } =
          readGoldenPathsConfig(config);
        const accounts = AwsAccounts.fromConfig(
          config,
          DefaultAwsCredentialsManager.fromConfig(config),
        );
        const topology = new TopologyClient({ discovery, auth });
        const layers = {
          registry,
          sharedLayers,
          reader,
          integrations: ScmIntegrations.fromConfig(config),
        };
        const aws = { accounts, deployEnabled: goldenPaths.deployEnabled };

        actions.addActions(
          createValidateAction({ registry, accounts, topology, catalog }),
          createFetchLayersAction(layers),
          createNpmLockAction(layers),
          createEventPatternTestAction(),
          createScalingComputeAction(),
          createPublishDirectoryAction({
            publishDirectory,
            ...readCommitConfig(config),
            auth,
            catalog,
          }),
          createSynthAction({
            ...layers,
            dependencies: new InstalledDependencies({
              directory: goldenPaths.dependenciesDirectory,
            }),
          }),
          createCloudFormationDeployAction(aws),
          createEventsPutAction(aws),
          createTopologyWaitAction({
            topology,
            appBaseUrl: config.getString('app.baseUrl'),
          }),
        );
      },
    });
  },
});
