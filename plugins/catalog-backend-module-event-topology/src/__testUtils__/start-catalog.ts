import {
  BackendFeature,
  BackstageCredentials,
  coreServices,
  createBackendModule,
  createServiceFactory,
  DatabaseService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef, EventsService } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import catalogModuleEventTopology from '..';
import { until } from './until';

const TASK = 'event-topology-entities';

type DatabaseClient = Awaited<ReturnType<DatabaseService['getClient']>>;

/** A catalog backend with this module, as a test drives it. */
export interface RunningCatalog {
  /** Runs the provider's task once, to its end. */
  ingest(): Promise<void>;
  /** Puts these in the place of all entities that the test wrote before. */
  write(entities: Entity[]): Promise<void>;
  /** All entities that the user sees, or that there are, with relations, by their refs. */
  entities(user?: BackstageCredentials): Promise<Map<string, Entity>>;
  /**
   * All entities, once the catalog has processed and stitched all it knows.
   * Asking whether it has costs it time, when there are many.
   */
  settled(everyMilliseconds?: number): Promise<Map<string, Entity>>;
  /** Has every entity processed anew, so that `settled` waits for it. */
  processAgain(): Promise<void>;
  events: EventsService;
  /** The catalog's own database. */
  knex: DatabaseClient;
  stop(): Promise<void>;
}

/** The `catalog` section of the configuration. */
export const CATALOG: JsonObject = {
  providers: { eventTopology: { defaultOwner: 'group:default/nobody' } },
  rules: [{ allow: ['Component', 'Resource', 'API', 'Group'] }],
};

/** An entity as if read from a file of somebody. */
export function handWritten(
  kind: 'Component' | 'Resource',
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  const location = `url:https://git.example/${name}.yaml`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...annotations,
      },
    },
    spec: {
      type: kind === 'Component' ? 'service' : 'sqs-queue',
      owner: `group:default/${name}-team`,
      ...(kind === 'Component' && { lifecycle: 'production' }),
    },
  };
}

/**
 * Starts a real catalog and this module. Nothing is read by itself: the provider
 * runs when the test says so, or when an event wakes it.
 *
 * @param options.features - what answers as the event topology backend, at least
 * @param options.directory - of the database; in memory without it
 * @param options.postgresUrl - of a PostgreSQL server to be used instead
 */
export async function startCatalog(options: {
  features: BackendFeature[];
  config?: JsonObject;
  directory?: string;
  postgresUrl?: string;
  written?: Entity[];
}): Promise<RunningCatalog> {
  let scheduler: SchedulerService | undefined;
  // One for all plugins, as in a backend; the mock's own factory makes many.
  const events: EventsService = mockServices.events();
  let knex: DatabaseClient | undefined;
  let catalog: typeof catalogServiceRef.T | undefined;
  let auth: typeof coreServices.auth.T | undefined;
  let connection: EntityProviderConnection | undefined;
  const written = (list: Entity[]) =>
    list.map(entity => ({ entity, locationKey: 'written' }));
  const probe = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'probe',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          database: coreServices.database,
          processing: catalogProcessingExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init(deps) {
          ({ auth, catalog, scheduler } = deps);
          knex = await deps.database.getClient();
          deps.processing.addEntityProvider({
            getProviderName: () => 'written',
            async connect(connected) {
              connection = connected;
              await connected.applyMutation({
                type: 'full',
                entities: written(options.written ?? []),
              });
            },
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      catalogBackend,
      catalogModuleEventTopology,
      probe,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: options.postgresUrl
              ? { client: 'pg', connection: options.postgresUrl }
              : {
                  client: 'better-sqlite3',
                  connection: options.directory
                    ? { directory: options.directory }
                    : ':memory:',
                },
          },
          catalog: CATALOG,
          ...options.config,
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      ...options.features,
    ],
  });
  if (!scheduler || !knex || !catalog || !auth || !connection) {
    throw new Error('The catalog was not started');
  }
  const started = { scheduler, knex, catalog, auth, connection };

  async function entities(
    user?: BackstageCredentials,
  ): Promise<Map<string, Entity>> {
    const { items } = await started.catalog.getEntities(
      {},
      {
        credentials: user ?? (await started.auth.getOwnServiceCredentials()),
      },
    );
    return new Map(items.map(entity => [stringifyEntityRef(entity), entity]));
  }

  return {
    ingest: () => started.scheduler.triggerTask(TASK),
    write: list =>
      started.connection.applyMutation({
        type: 'full',
        entities: written(list),
      }),
    entities,
    async settled(everyMilliseconds) {
      // Between its steps with one entity the catalog looks as if it were done.
      let quiet = 0;
      await until(async () => {
        const due = await started
          .knex('refresh_state')
          .where('next_update_at', '<=', started.knex.fn.now())
          .orWhereNull('result_hash')
          .orWhere('result_hash', '')
          .first();
        const toStitch = await started.knex('stitch_queue').first();
        quiet = due || toStitch ? 0 : quiet + 1;
        return quiet >= 5;
      }, everyMilliseconds);
      return entities();
    },
    async processAgain() {
      await started.knex('refresh_state').update({
        next_update_at: started.knex.fn.now(),
        result_hash: '',
      });
    },
    events,
    knex: started.knex,
    stop: () => backend.stop(),
  };
}
