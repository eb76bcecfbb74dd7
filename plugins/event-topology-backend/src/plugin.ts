import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import { createActions } from './actions/create-actions';
import { CatalogLinker } from './catalog/CatalogLinker';
import { ReadableEntities } from './catalog/ReadableEntities';
import { readTopologyConfig } from './config/read-topology-config';
import { connectDatabase } from './database/connect-database';
import { DatabaseDocuments } from './database/DatabaseDocuments';
import { DatabaseInterestStore } from './database/DatabaseInterestStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseReadingsStore } from './database/DatabaseReadingsStore';
import { DatabaseTopologyStore } from './database/DatabaseTopologyStore';
import { registerPermissions } from './permissions/register-permissions';
import { CurrentReadings, staleAfterSeconds } from './readings/CurrentReadings';
import { Interests } from './readings/Interests';
import { ReadingsPoller } from './readings/ReadingsPoller';
import { scheduleRefreshes } from './refresh/schedule-refreshes';
import { SnapshotEvents } from './refresh/SnapshotEvents';
import { TopologyRefresher } from './refresh/TopologyRefresher';
import { createRouter } from './router';
import { createRoutes } from './routes/create-routes';
import { TopologySignals } from './signals/TopologySignals';
import { SourceRegistry } from './sources/SourceRegistry';
import { CurrentTopology } from './topology/CurrentTopology';
import { TopologyViews } from './visibility/TopologyViews';

/**
 * The event topology backend: reads what its sources know on a schedule, makes
 * one graph of it, keeps it in the database and serves it, with the figures of
 * its nodes on a faster clock. Sources come from modules.
 *
 * @public
 */
export const eventTopologyPlugin = createBackendPlugin({
  pluginId: 'event-topology',
  register(env) {
    const sources = new SourceRegistry();
    env.registerExtensionPoint(topologySourcesExtensionPoint, sources);
    env.registerExtensionPoint(readingsSourcesExtensionPoint, sources);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signalsService: signalsServiceRef,
      },
      async init({
        actionsRegistry,
        auditor,
        auth,
        catalog,
        database,
        events,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        rootConfig,
        rootLifecycle,
        scheduler,
        signalsService,
      }) {
        const config = readTopologyConfig(rootConfig);

        const now = Date.now;
        const replicaId = randomUUID();
        const knex = await connectDatabase(database);
        const documents = new DatabaseDocuments({ knex, now });
        const leases = new DatabaseLeaseStore({ knex, now });
        const signals = new TopologySignals({
          signals: signalsService,
          logger,
        });

        const topology = new CurrentTopology({
          store: new DatabaseTopologyStore({ knex, documents }),
          logger,
        });
        const views = new TopologyViews({
          topology,
          entities: new ReadableEntities({ catalog, logger, now }),
          ruleset: registerPermissions(permissionsRegistry, topology),
        });
        const refresher = new TopologyRefresher({
          sources: sources.topologySources,
          topology,
          linker: new CatalogLinker({ catalog, auth, logger, now }),
          leases,
          signals,
          events: new SnapshotEvents({ events, logger }),
          logger,
          replicaId,
          scheduleSeconds: config.scheduleSeconds,
          timeoutSeconds: config.timeoutSeconds,
          now,
        });

        const readings = new CurrentReadings({
          store: new DatabaseReadingsStore({ documents }),
          logger,
          staleAfterSeconds: staleAfterSeconds(config.readings),
        });
        const interests = new Interests({
          store: new DatabaseInterestStore({ knex, now }),
          logger,
          now,
        });
        const poller = new ReadingsPoller({
          sources: sources.readingsSources,
          topology,
          readings,
          interests,
          leases,
          signals,
          logger,
          replicaId,
          ...config.readings,
          now,
        });

        // What was read before the last restart shows at once, with its age.
        await Promise.all([topology.sync(), readings.sync()]);

        httpRouter.use(
          createRouter({
            routes: createRoutes({
              topology,
              views,
              refresher,
              readings,
              interests,
              poller,
              catalog,
              watchedFrequencySeconds: config.readings.watchedFrequencySeconds,
            }),
            httpAuth,
            permissions,
            auditor,
          }),
        );

        createActions({
          actionsRegistry,
          auditor,
          auth,
          catalog,
          interests,
          permissions,
          poller,
          readings,
          views,
          now,
        });

        await scheduleRefreshes({
          refresher,
          topology,
          scheduler,
          lifecycle,
          schedule: config.schedule,
          logger,
        });
        lifecycle.addStartupHook(() => poller.start());
        // Before, not at, shutdown: by then the database's own hook closes its
        // pool, and a lease could not be given back any more.
        rootLifecycle.addBeforeShutdownHook(async () => {
          await Promise.all([refresher.stop(), poller.stop()]);
        });
      },
    });
  },
});
