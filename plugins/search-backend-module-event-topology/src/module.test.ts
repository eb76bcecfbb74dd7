import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import catalogCollator from '@backstage/plugin-search-backend-module-catalog';
import { JsonObject } from '@backstage/types';
import {
  eventTopologyReadPermission,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import eventTopologyPlugin, {
  createEventTopologyConditionalDecision,
  eventTopologyConditions,
} from '@ecs-eda/plugin-event-topology-backend';
import { topologySourcesExtensionPoint } from '@ecs-eda/plugin-event-topology-node';
import request from 'supertest';
import searchModuleEventTopology from '.';

const SHOP = '123456789012';
const PARTNERS = '210987654321';

function aQueue(accountId: string, name: string): TopologyNodeOf<'queue'> {
  return {
    id: `arn:aws:sqs:eu-central-1:${accountId}:${name}`,
    kind: 'queue',
    name,
    accountId,
    region: 'eu-central-1',
    scope: `${accountId}/eu-central-1/sqs`,
    tags: {},
    attributes: {
      fifo: false,
      queueUrl: `https://sqs.eu-central-1.amazonaws.com/${accountId}/${name}`,
    },
  };
}

function anEntity(name: string, origin: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title: 'orders',
      annotations: { 'backstage.io/managed-by-origin-location': origin },
    },
    spec: { type: 'sqs-queue', owner: 'group:default/orders-team' },
  };
}

const source = createBackendModule({
  pluginId: 'event-topology',
  moduleId: 'two-queues',
  register(env) {
    env.registerInit({
      deps: { sources: topologySourcesExtensionPoint },
      async init({ sources }) {
        sources.addTopologySource({
          id: 'two-queues',
          isConfigured: () => true,
          discover: async () => ({
            nodes: [aQueue(SHOP, 'orders'), aQueue(PARTNERS, 'parcels')],
            edges: [],
            scopes: [],
            callsByOperation: {},
          }),
        });
      },
    });
  },
});

/** Insiders see everything, visitors the shop, others nothing. */
function decide(user: string | undefined): PolicyDecision {
  if (user === 'user:default/insider') {
    return { result: AuthorizeResult.ALLOW };
  }
  return user === 'user:default/visitor'
    ? createEventTopologyConditionalDecision(
        eventTopologyReadPermission,
        eventTopologyConditions.accountIs({ accountIds: [SHOP] }),
      )
    : { result: AuthorizeResult.DENY };
}

const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy',
  register(env) {
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy({
          handle: async ({ permission }, user) =>
            isPermission(permission, eventTopologyReadPermission)
              ? decide(user?.info.userEntityRef)
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});

/**
 * Real tokens say which plugin asks on behalf of a user, and the permission
 * framework insists on it; mocked ones do not, so it is said here.
 */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const mock = mockServices.auth({ pluginId: plugin.getId() });
    const getPluginRequestToken = mock.getPluginRequestToken.bind(mock);
    return Object.assign(mock, {
      getPluginRequestToken: (
        options: Parameters<AuthService['getPluginRequestToken']>[0],
      ) => {
        const { onBehalfOf } = options;
        return mock.isPrincipal(onBehalfOf, 'user')
          ? Promise.resolve({
              token: mockCredentials.user.token(
                onBehalfOf.principal.userEntityRef,
                { actor: { subject: `plugin:${plugin.getId()}` } },
              ),
            })
          : getPluginRequestToken(options);
      },
    });
  },
});

/** The real client of the permission backend. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    discovery: coreServices.discovery,
  },
  factory: ({ config, ...services }) =>
    ServerPermissionClient.fromConfig(config, services),
});

async function startSearch(searchConfig: JsonObject = {}) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      permissionPlugin,
      searchPlugin,
      catalogServiceMock.factory({
        entities: [
          anEntity('orders-0123456789', `event-topology:${SHOP}/eu-central-1`),
          anEntity('orders-database', 'url:https://git.example/orders.yaml'),
        ],
      }),
      catalogCollator,
      eventTopologyPlugin,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          permission: { enabled: true },
          search: searchConfig,
        },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      auth,
      permissions,
      policy,
      searchModuleEventTopology,
      source,
    ],
  });
  const get = (path: string, user: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header(`user:default/${user}`))
      .expect(200);
  const search = async (term: string, user: string) => {
    const { body } = await get(
      `/api/search/query?term=${term}&types[0]=event-topology`,
      user,
    );
    return body.results.map(
      ({ document }: { document: { title: string } }) => document.title,
    );
  };
  const topologyIsThere = async () => {
    const { body } = await get('/api/event-topology/v1/topology', 'insider');
    return body.snapshot !== undefined;
  };
  const index = async () => {
    await scheduler.triggerTask('search_index_event_topology');
    await scheduler.triggerTask('search_index_software_catalog');
  };
  const resultsOf = async (term: string) => {
    const { body } = await get(`/api/search/query?term=${term}`, 'insider');
    return body.results
      .map(
        ({
          type,
          document,
        }: {
          type: string;
          document: { location: string };
        }) => `${type} ${document.location}`,
      )
      .sort();
  };
  return {
    get,
    search,
    resultsOf,
    topologyIsThere,
    index,
    stop: () => backend.stop(),
  };
}

describe('the search for nodes', () => {
  let portal: Awaited<ReturnType<typeof startSearch>>;

  beforeAll(async () => {
    portal = await startSearch();
    while (!(await portal.topologyIsThere())) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await portal.index();
  });

  afterAll(async () => {
    await portal.stop();
  });

  it('finds a node by its name, account or ARN, and leads to it on the map', async () => {
    const { body } = await portal.get(
      '/api/search/query?term=parcels',
      'insider',
    );

    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toEqual(
      expect.objectContaining({
        type: 'event-topology',
        document: expect.objectContaining({
          title: 'parcels',
          kind: 'queue',
          accountId: PARTNERS,
          location: `/event-map?node=${encodeURIComponent(
            aQueue(PARTNERS, 'parcels').id,
          )}`,
        }),
      }),
    );
    expect(await portal.search(SHOP, 'insider')).toEqual(['orders']);
  });

  it('finds a resource once, and beside it what somebody has written', async () => {
    expect(await portal.resultsOf('orders')).toEqual([
      `event-topology /event-map?node=${encodeURIComponent(
        aQueue(SHOP, 'orders').id,
      )}`,
      'software-catalog /catalog/default/resource/orders-database',
    ]);
  });

  it('finds by kind and account as filters', async () => {
    const filtered = (filter: string) =>
      portal.get(
        `/api/search/query?term=&types[0]=event-topology&filters${filter}`,
        'insider',
      );

    expect((await filtered(`[accountId]=${SHOP}`)).body.results).toHaveLength(
      1,
    );
    expect((await filtered('[kind]=queue')).body.results).toHaveLength(2);
    expect((await filtered('[kind]=topic')).body.results).toHaveLength(0);
  });

  it('shows nobody a node that he may not see', async () => {
    expect(await portal.search('parcels', 'visitor')).toEqual([]);
    expect(await portal.search('orders', 'visitor')).toEqual(['orders']);
    expect(await portal.search('', 'visitor')).toEqual(['orders']);
    expect(await portal.search('orders', 'stranger')).toEqual([]);
  });
});

it('leaves the index of the catalog as it is where that is wanted', async () => {
  const portal = await startSearch({
    collators: { eventTopology: { oncePerResource: false } },
  });
  try {
    await portal.index();

    expect(await portal.resultsOf('orders')).toContain(
      'software-catalog /catalog/default/resource/orders-0123456789',
    );
  } finally {
    await portal.stop();
  }
});
