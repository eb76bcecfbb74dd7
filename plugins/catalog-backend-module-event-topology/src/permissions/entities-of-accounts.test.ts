import {
  BackstageCredentials,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createCatalogConditionalDecision } from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  anEdge,
  aQueue,
  aTopology,
  PARTNERS,
  SHOP,
} from '../__testUtils__/estate';
import { FakeEventTopology } from '../__testUtils__/FakeEventTopology';
import {
  CATALOG,
  handWritten,
  startCatalog,
} from '../__testUtils__/start-catalog';
import { generatedRefOf } from '../entities/entity-name';
import { entitiesOfAccounts } from './entities-of-accounts';

jest.setTimeout(60_000);

const orders = aQueue('orders');
const parcels = aQueue('parcels', { accountId: PARTNERS });

/** Users see what the accounts allow; plugins see everything. */
function decide(
  { principal }: BackstageCredentials,
  accountIds: string[],
): PolicyDecision {
  const isUser = Object(principal).type === 'user';
  return isUser
    ? createCatalogConditionalDecision(
        catalogEntityReadPermission,
        entitiesOfAccounts({ accountIds }),
      )
    : { result: AuthorizeResult.ALLOW };
}

/** The permissions service, by which users see entities of these accounts. */
function permissionsFor(accountIds: () => string[]) {
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () =>
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        authorizeConditional: async (requests, options) =>
          requests.map(() => decide(options!.credentials, accountIds())),
      }),
  });
}

it('keeps entities of other accounts from a user, and nothing that people wrote', async () => {
  const topology = new FakeEventTopology(aTopology([orders, parcels]));
  let accountIds = [SHOP];
  const catalog = await startCatalog({
    features: [topology.feature, permissionsFor(() => accountIds)],
    written: [
      handWritten('Component', 'shop'),
      handWritten('Resource', 'partner-database', {
        'aws.amazon.com/account-id': PARTNERS,
      }),
    ],
  });
  const seen = async () =>
    [...(await catalog.entities(mockCredentials.user())).keys()].sort();
  const written = [
    'component:default/shop',
    'resource:default/partner-database',
  ];
  try {
    await catalog.ingest();
    const all = await catalog.settled();
    expect(all.size).toBe(4);

    expect(await seen()).toEqual([...written, generatedRefOf(orders)].sort());
    accountIds = [SHOP, PARTNERS];
    expect(await seen()).toEqual([...all.keys()].sort());
    accountIds = [];
    expect(await seen()).toEqual(written);
  } finally {
    await catalog.stop();
  }
});

it('tells no name by a relation where names are opaque', async () => {
  const topology = new FakeEventTopology(
    aTopology([orders, parcels], [anEdge(orders, 'dead-letters', parcels)]),
  );
  const catalog = await startCatalog({
    features: [topology.feature, permissionsFor(() => [SHOP])],
    config: {
      catalog: {
        ...CATALOG,
        providers: {
          eventTopology: {
            defaultOwner: 'group:default/nobody',
            entityNames: 'opaque',
          },
        },
      },
    },
  });
  try {
    await catalog.ingest();
    const all = await catalog.settled();
    const seen = await catalog.entities(mockCredentials.user());

    const told = JSON.stringify([...seen.values()]);
    expect(all.size).toBe(2);
    expect([...seen.keys()]).toEqual([generatedRefOf(orders, 'opaque')]);
    expect(told).toContain(generatedRefOf(parcels, 'opaque'));
    expect(told).not.toContain('parcels');
  } finally {
    await catalog.stop();
  }
});
