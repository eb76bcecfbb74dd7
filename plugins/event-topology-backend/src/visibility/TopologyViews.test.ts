import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { migrated } from '../__testUtils__/migrated';
import { onConditions, policy } from '../__testUtils__/permissions';
import {
  loyaltyEntity,
  loyaltyService,
  sharedEstate,
  SHOP,
} from '../__testUtils__/shared-estate';
import { authorizeCaller } from '../permissions/authorize-caller';
import { eventTopologyConditions } from '../permissions/conditions';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const inShop = onConditions(
  eventTopologyConditions.accountIs({ accountIds: [SHOP] }),
);

/** What a catalog says that shows some of its entities to some. */
const someEntities: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: ['user:default/mock'] },
  },
};

async function setUp(entities: Entity[] = [loyaltyEntity]) {
  const clock = new FakeClock();
  const catalog = catalogServiceMock({ entities });
  const replica = createReplica({
    knex: await migrated(databases),
    clock,
    source: new FakeTopologySource(sharedEstate()),
    catalog,
  });
  await replica.refresh();
  const viewOf = async (decisions: Parameters<typeof policy>[0]) =>
    replica.views.of(
      await authorizeCaller(mockCredentials.user(), [], policy(decisions)),
    );
  return { ...replica, clock, viewOf, catalog };
}

describe('TopologyViews', () => {
  it('gives the snapshot itself to who may see everything, and asks nobody', async () => {
    const { viewOf, topology, catalog } = await setUp();
    const asked = jest.spyOn(catalog, 'getEntitiesByRefs');

    const view = await viewOf({});

    expect(view.isWhole).toBe(true);
    expect(view.snapshot).toBe(topology.snapshot);
    expect(asked).not.toHaveBeenCalled();
  });

  it('makes one view for all who have the same conditions, anew for each snapshot', async () => {
    const { viewOf, source, refresh, clock } = await setUp();

    const first = await viewOf({ nodes: inShop });
    expect(await viewOf({ nodes: { ...inShop } })).toBe(first);

    const { nodes, ...rest } = sharedEstate();
    source.finds({
      ...rest,
      nodes: nodes.filter(({ name }) => name !== 'order-created'),
    });
    clock.advance(60);
    await refresh();
    const second = await viewOf({ nodes: inShop });
    expect(second.snapshot?.nodes.length).toBe(
      Number(first.snapshot?.nodes.length) - 1,
    );
  });

  it('keeps views of different conditions apart', async () => {
    const { viewOf } = await setUp();
    const { kindIs } = eventTopologyConditions;

    const [queues, topics] = await Promise.all([
      viewOf({ nodes: onConditions(kindIs({ kinds: ['queue'] })) }),
      viewOf({ nodes: onConditions(kindIs({ kinds: ['topic'] })) }),
    ]);

    const kinds = (view: typeof queues) => [
      ...new Set(view.snapshot?.nodes.map(({ kind }) => kind)),
    ];
    expect([kinds(queues), kinds(topics)]).toEqual([['queue'], ['topic']]);
  });

  it('asks the catalog, as the caller, which entities he may read', async () => {
    const { viewOf, catalog, clock } = await setUp();
    const asked = jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockImplementation(async ({ entityRefs }) => ({
        items: entityRefs.map(ref =>
          ref === 'component:default/loyalty' ? loyaltyEntity : undefined,
        ),
      }));

    const view = await viewOf({ entities: someEntities });
    await viewOf({ entities: someEntities });

    expect(
      view.snapshot?.nodes.find(({ id }) => id === loyaltyService.id)?.catalog,
    ).toEqual({
      entityRef: 'component:default/loyalty',
      matchedBy: 'aws.amazon.com/amazon-ecs-service-arn',
    });
    expect(view.snapshot?.nodes).toHaveLength(sharedEstate().nodes.length);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRefs: [
          'component:default/loyalty',
          'group:default/loyalty-team',
          'system:default/shop',
        ],
      }),
      { credentials: mockCredentials.user() },
    );

    clock.advance(31);
    await viewOf({ entities: someEntities });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('names no entity when the catalog does not answer', async () => {
    const { viewOf, catalog, logger } = await setUp();
    jest.spyOn(catalog, 'getEntitiesByRefs').mockRejectedValue(new Error('no'));

    const view = await viewOf({ entities: someEntities });

    expect(
      view.snapshot?.nodes.filter(node => node.catalog !== undefined),
    ).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('catalog did not say'),
    );
  });

  it('has no readings for who may see a part, before anything is known', async () => {
    const replica = createReplica({
      knex: await migrated(databases),
      clock: new FakeClock(),
    });
    replica.readings.add(
      'map',
      {
        readings: [],
        problems: [
          { scope: 'a/b/c', code: 'E', message: 'm', remedy: 'r', nodeIds: [] },
        ],
      },
      0,
    );
    const view = await replica.views.of(
      await authorizeCaller(
        mockCredentials.user(),
        [],
        policy({ nodes: inShop }),
      ),
    );

    expect(view.snapshot).toBeUndefined();
    expect(view.readings(replica.readings).problems).toEqual([]);
  });
});
