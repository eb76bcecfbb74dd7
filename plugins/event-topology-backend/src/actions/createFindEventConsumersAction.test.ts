import { TestDatabases } from '@backstage/backend-test-utils';
import { createAgent } from '../__testUtils__/create-agent';
import { migrated } from '../__testUtils__/migrated';
import {
  loyaltyService,
  orderCreated,
  sharedEstate,
  shopBus,
} from '../__testUtils__/shared-estate';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function agent(found = sharedEstate()) {
  return createAgent({ knex: await migrated(databases), found });
}

const order = { source: 'shop.order', detailType: 'OrderCreated', bus: 'shop' };

describe('find-event-consumers', () => {
  it('tells the rules, their consumers and the way to them', async () => {
    const { ask, topology } = await agent();

    expect(await ask('find-event-consumers', order)).toEqual({
      rules: [
        {
          rule: expect.objectContaining({ id: orderCreated.id }),
          bus: shopBus.id,
          state: 'ENABLED',
          verdict: 'matches',
          dependsOn: [],
          consumers: [
            expect.objectContaining({
              id: loyaltyService.id,
              via: ['loyalty'],
            }),
          ],
        },
      ],
      unreadableRules: [],
      generatedAt: topology.snapshot?.generatedAt,
    });
  });

  it('finds nobody for an event that no rule lets through', async () => {
    const { ask } = await agent();

    const answer = await ask('find-event-consumers', {
      ...order,
      detailType: 'OrderPaid',
    });

    expect(answer).toHaveProperty('rules', []);
  });

  it('stays short for an event that very many get', async () => {
    const { nodes, edges, ...rest } = sharedEstate();
    const rules = Array.from({ length: 20 }, (_, index) => ({
      ...orderCreated,
      id: `${orderCreated.id}-${index}`,
    }));
    const { ask } = await agent({
      ...rest,
      nodes: [...nodes, ...rules],
      edges,
    });

    const answer = await ask('find-event-consumers', {
      source: 'shop.order',
      detailType: 'OrderCreated',
    });

    expect(answer).toHaveProperty('rules.length', 15);
    expect(answer).toHaveProperty(
      'leftOut',
      expect.stringMatching(/^6 of 21 rules\. /),
    );
  });
});
