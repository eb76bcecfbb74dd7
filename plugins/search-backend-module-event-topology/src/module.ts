import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { EventTopologyCollatorFactory } from './collator/EventTopologyCollatorFactory';
import { readCollatorConfig } from './config/read-collator-config';

/**
 * The search module: an index of the nodes of the event topology, made anew on
 * a schedule.
 *
 * @public
 */
export const searchModuleEventTopology = createBackendModule({
  pluginId: 'search',
  moduleId: 'event-topology-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, indexRegistry, scheduler }) {
        const { schedule, documents } = readCollatorConfig(config);
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new EventTopologyCollatorFactory({
            discovery,
            auth,
            documents,
          }),
        });
      },
    });
  },
});
