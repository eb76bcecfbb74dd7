import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  readingsSourcesExtensionPoint,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import request from 'supertest';
import eventTopologyPlugin from '..';
import { loyalty } from './estate';
import { FakeReadingsSource } from './FakeReadingsSource';
import { FakeTopologySource } from './FakeTopologySource';
import { RecordedSignals } from './RecordedSignals';

/** The plugin in a backend of its own, with sources in memory. */
export interface RunningEventTopology {
  source: FakeTopologySource;
  readingsSource: FakeReadingsSource;
  signals: RecordedSignals;
  /** The plugin's scheduler: nothing runs on it by itself. */
  scheduler: SchedulerService;
  get(path: string, headers?: Record<string, string>): request.Test;
  post(path: string, body?: object): request.Test;
  stop(): Promise<void>;
}

const IN_MEMORY: JsonObject = {
  backend: {
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

/** Starts the plugin; the first read is begun and not waited for. */
export async function startEventTopology(
  options: {
    source?: FakeTopologySource;
    config?: JsonObject;
    entities?: Entity[];
    /** In the place of one that has `entities`. */
    catalog?: CatalogService;
    readingsSource?: FakeReadingsSource;
    features?: BackendFeature[];
  } = {},
): Promise<RunningEventTopology> {
  const source = options.source ?? new FakeTopologySource(loyalty());
  const readingsSource =
    options.readingsSource ?? new FakeReadingsSource({ now: Date.now });
  const signals = new RecordedSignals();
  let scheduler: SchedulerService | undefined;
  const sources = createBackendModule({
    pluginId: 'event-topology',
    moduleId: 'fake-sources',
    register(env) {
      env.registerInit({
        deps: {
          topology: topologySourcesExtensionPoint,
          readings: readingsSourcesExtensionPoint,
          schedulerOfPlugin: coreServices.scheduler,
        },
        async init({ topology, readings, schedulerOfPlugin }) {
          topology.addTopologySource(source);
          readings.addReadingsSource(readingsSource);
          scheduler = schedulerOfPlugin;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      eventTopologyPlugin,
      sources,
      mockServices.rootConfig.factory({
        data: { ...IN_MEMORY, ...options.config },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          options.catalog ?? catalogServiceMock({ entities: options.entities }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      ...(options.features ?? []),
    ],
  });
  if (!scheduler) {
    throw new Error('The plugin was not started');
  }
  return {
    source,
    readingsSource,
    signals,
    scheduler,
    get: (path, headers = {}) =>
      request(backend.server).get(`/api/event-topology${path}`).set(headers),
    post: (path, body = {}) =>
      request(backend.server).post(`/api/event-topology${path}`).send(body),
    stop: () => backend.stop(),
  };
}
