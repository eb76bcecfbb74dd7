import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod/v3';
import { createAgent } from '../__testUtils__/create-agent';
import { migrated } from '../__testUtils__/migrated';
import { onConditions } from '../__testUtils__/permissions';
import {
  loyaltyEntity,
  loyaltyQueue,
  partnerEntity,
  PARTNER_IDS,
  SECRETS,
  sharedEstate,
  SHOP,
} from '../__testUtils__/shared-estate';
import { eventTopologyConditions } from '../permissions/conditions';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const inShop = onConditions(
  eventTopologyConditions.accountIs({ accountIds: [SHOP] }),
);

const hiddenQueue = PARTNER_IDS[1];

/**
 * What each action is asked. An action that is not here fails the tests below.
 * `about` asks about something hidden, where the action takes a node.
 */
const ASKED: Record<
  string,
  { input: JsonObject; tells: string; about?: (node: string) => JsonObject }
> = {
  'get-entity-topology': {
    input: { entityRef: 'component:default/loyalty', steps: 3 },
    tells: 'partner-inbox',
  },
  'find-event-consumers': {
    input: { source: 'shop.order', detailType: 'OrderCreated' },
    tells: 'partner-worker',
    about: bus => ({ source: 'shop.order', detailType: 'OrderCreated', bus }),
  },
  'assess-impact': {
    input: { node: 'offers' },
    tells: 'partner-inbox',
    about: node => ({ node }),
  },
  'get-current-figures': {
    input: { nodes: [loyaltyQueue.id] },
    tells: '"visible"',
    about: node => ({ nodes: [node] }),
  },
};

async function agent(decisions: {
  nodes?: PolicyDecision;
  permissions?: ReturnType<typeof mockServices.permissions.mock>;
}) {
  const { nodes, permissions } = decisions;
  // So that an event finds its way over the bus of the partners.
  const found = sharedEstate();
  const [bus, inbox] = PARTNER_IDS;
  const rule = {
    ...found.nodes[1],
    id: `arn:aws:events:eu-central-1:210987654321:rule/partner-events/all`,
    name: 'all',
    accountId: '210987654321',
  };
  const [matches, delivers] = [found.edges[2], found.edges[3]];
  return createAgent({
    knex: await migrated(databases),
    found: {
      ...found,
      nodes: [...found.nodes, rule],
      edges: [
        ...found.edges,
        { ...matches, id: 'all', from: bus, to: rule.id, details: undefined },
        { ...delivers, id: 'in', from: rule.id, to: inbox, details: undefined },
      ],
    },
    entities: [loyaltyEntity, partnerEntity],
    decisions: { nodes },
    permissions,
  });
}

describe('the actions', () => {
  it('are all asked by these tests', async () => {
    const { registry } = await agent({});

    const { actions } = await registry.list();

    expect(actions.map(({ name }) => name)).toEqual(Object.keys(ASKED));
  });

  it('change nothing, say when to use them, and have examples that work', async () => {
    const { registry } = await agent({});

    for (const [, action] of registry.actions) {
      expect([action.name, action.attributes]).toEqual([
        action.name,
        { readOnly: true, destructive: false, idempotent: true },
      ]);
      expect(action.visibilityPermission?.name).toBe(
        'event-topology.agent.use',
      );
      expect(action.description).toContain('**When to use:**');
      expect(action.examples?.length).toBeGreaterThan(0);
      const schema = action.schema.input(z).strict();
      for (const { input } of action.examples ?? []) {
        expect(() => schema.parse(input)).not.toThrow();
      }
    }
  });

  it.each(Object.entries(ASKED))(
    'tell who may see everything what there is: %s',
    async (action, { input, tells }) => {
      const { ask, audited } = await agent({});

      const answer = await ask(action, input);

      expect(JSON.stringify(answer)).toContain(tells);
      expect(answer).not.toHaveProperty('restricted');
      expect(audited.success).toHaveBeenCalledTimes(1);
    },
  );

  it.each(Object.entries(ASKED))(
    'say nothing of the rest to who may see a part: %s',
    async (action, { input }) => {
      const { ask } = await agent({ nodes: inShop });

      const answer = await ask(action, input);

      const text = JSON.stringify(answer);
      expect(SECRETS.filter(secret => text.includes(secret))).toEqual([]);
      expect(answer).toHaveProperty('restricted', true);
    },
  );

  it.each(Object.entries(ASKED).filter(([, { about }]) => about))(
    'know nothing of what is hidden, when asked about it: %s',
    async (action, { about = () => ({}) }) => {
      const { ask } = await agent({ nodes: inShop });
      const unknown = 'arn:aws:sqs:eu-central-1:123456789012:nothing';
      const answerTo = (node: string) =>
        ask(action, about(node)).then(
          () => 'an answer',
          error => `${error.name}: ${error.message.replace(node, 'IT')}`,
        );

      expect(await answerTo(hiddenQueue)).toBe(await answerTo(unknown));
      expect(await answerTo(hiddenQueue)).toMatch(/^NotFoundError: /);
      expect(await answerTo('partner-inbox')).toMatch(
        /NotFoundError: .*IT, or/,
      );
    },
  );

  it.each(Object.entries(ASKED))(
    'refuse who may see nothing, and note it: %s',
    async (action, { input }) => {
      const { ask, auditor, audited } = await agent({
        nodes: { result: AuthorizeResult.DENY },
      });

      await expect(ask(action, input)).rejects.toThrow('event-topology.read');

      expect(auditor.createEvent).toHaveBeenCalledWith({
        eventId: expect.stringMatching(/^(topology|readings)-fetch$/),
        severityLevel: 'low',
        meta: {
          queryType: expect.stringMatching(/^agent-/),
          caller: 'user:default/mock',
        },
      });
      expect(audited.fail).toHaveBeenCalledTimes(1);
      expect(audited.success).not.toHaveBeenCalled();
    },
  );

  it.each(Object.entries(ASKED))(
    'refuse who may not let agents act: %s',
    async (action, { input }) => {
      const { ask } = await agent({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.DENY })),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }),
      });

      await expect(ask(action, input)).rejects.toThrow(
        'event-topology.agent.use',
      );
    },
  );
});
