import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { EventTopologyCollatorFactory } from './collator/EventTopologyCollatorFactory';
import { readCollatorConfig } from './config/read-collator-config';
import { OncePerResourceDecoratorFactory } from './decorator/OncePerResourceDecoratorFactory';

/**
 * The search module: an index of the nodes of the event topology, made anew on
 * a schedule. Entities that were made from these nodes are left out of the
 * catalog's index, unless `search.collators.eventTopology.oncePerResource` is
 * false.
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
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        indexRegistry,
        scheduler,
      }) {
        const { schedule, documents, oncePerResource } =
          readCollatorConfig(config);
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new EventTopologyCollatorFactory({
            discovery,
            auth,
            documents,
          }),
        });
        if (oncePerResource) {
          indexRegistry.addDecorator({
            factory: new OncePerResourceDecoratorFactory({ catalog, auth }),
          });
        }
      },
    });
  },
});
