import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readProviderConfig } from './config/read-provider-config';
import { EventTopologyRelationsProcessor } from './processor/EventTopologyRelationsProcessor';
import { EventTopologyEntityProvider } from './provider/EventTopologyEntityProvider';
import { KnownRelations } from './topology/KnownRelations';
import { TopologyClient } from './topology/TopologyClient';

/**
 * Makes catalog entities of the event topology, with owners, and relations that
 * come from what AWS is configured to do. Does nothing without
 * `catalog.providers.eventTopology` in the configuration.
 *
 * @public
 */
export const catalogModuleEventTopology = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'event-topology',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        discovery,
        events,
        logger,
        rootConfig,
        scheduler,
      }) {
        const config = readProviderConfig(rootConfig);
        if (!config) {
          logger.info(
            'No entities are made of the event topology: catalog.providers.eventTopology is not configured',
          );
          return;
        }
        const { schedule, ...rules } = config;
        const client = new TopologyClient({ discovery, auth });
        const known = new KnownRelations({ client, logger, now: Date.now });
        catalog.addEntityProvider(
          new EventTopologyEntityProvider({
            client,
            known,
            rules,
            schedule,
            scheduler,
            events,
            logger,
          }),
        );
        catalog.addProcessor(new EventTopologyRelationsProcessor({ known }));
      },
    });
  },
});
