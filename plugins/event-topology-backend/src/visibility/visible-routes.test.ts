import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import request, { Test } from 'supertest';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { migrated } from '../__testUtils__/migrated';
import { onConditions, policy } from '../__testUtils__/permissions';
import { routesOf } from '../__testUtils__/routes-of';
import {
  loyaltyEntity,
  loyaltyQueue,
  loyaltyService,
  PARTNER_IDS,
  partnerEntity,
  PARTNERS,
  SECRETS,
  sharedEstate,
  SHOP,
} from '../__testUtils__/shared-estate';
import { eventTopologyConditions } from '../permissions/conditions';
import { createRouter } from '../router';
import { createRoutes } from '../routes/create-routes';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const { accountIs, hasTag, isOwnerOf, kindIs } = eventTopologyConditions;

const everything: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** Different ways to be kept from the partners' account. */
const SHOP_ONLY: [string, PolicyDecision][] = [
  ['an account', onConditions(accountIs({ accountIds: [SHOP] }))],
  [
    'all but an account',
    onConditions({ not: accountIs({ accountIds: [PARTNERS] }) }),
  ],
  [
    'a tag or an owner',
    onConditions({
      anyOf: [
        hasTag({ key: 'team', value: 'loyalty' }),
        isOwnerOf({ owners: ['group:default/loyalty-team'] }),
        {
          allOf: [
            kindIs({ kinds: ['queue', 'topic'] }),
            accountIs({ accountIds: [SHOP] }),
          ],
        },
      ],
    }),
  ],
];

type App = express.Express;

const entityTopology = (app: App, name: string) =>
  request(app).get(`/v1/entities/component/default/${name}/topology`);
const history = (app: App, nodeId: string) =>
  request(app).get('/v1/readings/history').query({ nodeId });

/**
 * What each route is asked, and what who may see everything finds in the
 * answer. A route that is not here fails the tests below.
 */
const ASKED: Record<string, { asked: (app: App) => Test[]; tells: string }> = {
  'GET /v1/topology': {
    asked: app => [request(app).get('/v1/topology')],
    tells: 'partner-inbox',
  },
  'GET /v1/status': {
    asked: app => [request(app).get('/v1/status')],
    tells: 'partner-inbox',
  },
  'POST /v1/refresh': {
    asked: app => [request(app).post('/v1/refresh')],
    tells: 'partner-inbox',
  },
  'GET /v1/readings': {
    asked: app => [request(app).get('/v1/readings')],
    tells: 'partner-inbox',
  },
  'GET /v1/readings/history': {
    asked: app => [
      history(app, loyaltyQueue.id),
      ...PARTNER_IDS.map(id => history(app, id)),
    ],
    tells: '"visible"',
  },
  'POST /v1/watch': {
    asked: app => [
      request(app).post('/v1/watch').send({ nodeIds: PARTNER_IDS }),
    ],
    tells: 'leaseSeconds',
  },
  'GET /v1/entities/:kind/:namespace/:name/topology': {
    asked: app => [entityTopology(app, 'loyalty')],
    tells: 'partner-inbox',
  },
  'GET /v1/drift': {
    asked: app => [request(app).get('/v1/drift')],
    tells: 'partner-dlq',
  },
  'GET /v1/openapi.json': {
    asked: app => [request(app).get('/v1/openapi.json')],
    tells: 'openapi',
  },
};

async function setUp(options: {
  nodes?: PolicyDecision;
  entities?: PolicyDecision;
  inCatalog?: Entity[];
}) {
  const clock = new FakeClock();
  const replica = createReplica({
    knex: await migrated(databases),
    clock,
    source: new FakeTopologySource(sharedEstate()),
    entities: options.inCatalog ?? [loyaltyEntity, partnerEntity],
  });
  await replica.refresh();
  replica.readingsSource.problems = [
    {
      scope: `${PARTNERS}/eu-central-1/sqs`,
      code: 'Throttling',
      message: `Rate exceeded in ${PARTNERS}`,
      remedy: 'Wait.',
      nodeIds: PARTNER_IDS,
    },
    {
      scope: `${SHOP}/eu-central-1/sqs`,
      code: 'Throttling',
      message: 'No figures of loyalty and partner-inbox',
      remedy: 'Wait.',
      nodeIds: [loyaltyQueue.id, ...PARTNER_IDS],
    },
  ];
  await replica.tick();
  const routes = createRoutes({
    ...replica,
    refresher: Object.assign(replica.refresher, {
      status: async () => ({
        refreshing: true,
        progress: { done: 3, total: 7 },
        lastError: 'aws: partner-inbox could not be read',
        staleAfterSeconds: 240,
        unconfigured: false,
      }),
    }),
  });
  const router = createRouter({
    routes,
    httpAuth: mockServices.httpAuth(),
    permissions: policy(options),
    auditor: mockServices.auditor.mock(),
  });
  const app = express().use(router).use(mockErrorHandler());
  return { router, app, replica, clock };
}

/** All that the answers to a route say, headers included. */
async function said(app: App, route: string): Promise<string> {
  const answers = [];
  for (const test of ASKED[route].asked(app)) {
    const { status, text, headers } = await test;
    expect([route, Math.floor(status / 100)]).toEqual([route, 2]);
    answers.push(text, JSON.stringify(headers));
  }
  return answers.join('\n');
}

describe('the routes', () => {
  it('are all asked by these tests', async () => {
    const { router } = await setUp({});

    expect(Object.keys(ASKED)).toEqual(routesOf(router));
  });

  it('tell who may see everything what they have', async () => {
    const { app } = await setUp({ nodes: everything });

    for (const route of Object.keys(ASKED)) {
      expect([route, await said(app, route)]).toEqual([
        route,
        expect.stringContaining(ASKED[route].tells),
      ]);
    }
  });

  it.each(SHOP_ONLY)(
    'say nothing of the rest to who may see %s',
    async (_, nodes) => {
      const { app } = await setUp({ nodes });

      for (const route of Object.keys(ASKED)) {
        const text = await said(app, route);
        const leaked = SECRETS.filter(secret => text.includes(secret));
        // The name that the caller asked with is what he brought himself.
        const own = route === 'GET /v1/readings/history';
        expect([route, own ? [] : leaked]).toEqual([route, []]);
      }
    },
  );

  it('refuse all to who may see nothing', async () => {
    const { app } = await setUp({ nodes: { result: AuthorizeResult.DENY } });

    for (const route of Object.keys(ASKED)) {
      for (const test of ASKED[route].asked(app)) {
        const { status, body } = await test;
        expect([route, status, body.error.message]).toEqual([
          route,
          403,
          expect.stringMatching(/^This needs the permission [\w. ,-]+$/),
        ]);
      }
    }
  });

  it('still show what is the caller’s own, and that there are conditions', async () => {
    const [[, nodes]] = SHOP_ONLY;
    const { app } = await setUp({ nodes });

    const { body } = await request(app).get('/v1/topology');

    expect(body.restricted).toBe(true);
    expect(
      body.snapshot.nodes.map(({ name }: { name: string }) => name),
    ).toEqual(
      expect.arrayContaining(['shop', 'order-created', 'offers', 'loyalty']),
    );
    expect(body.status).toEqual({
      refreshing: true,
      lastError: expect.not.stringContaining('partner'),
      staleAfterSeconds: 240,
      unconfigured: false,
    });
  });

  it('answer a question about a hidden node as one about a node that is not there', async () => {
    const [[, nodes]] = SHOP_ONLY;
    const { app, replica } = await setUp({ nodes });
    const asked = PARTNER_IDS[1];
    const unknown = 'arn:aws:sqs:eu-central-1:123456789012:no-such-queue';

    const hidden = await history(app, asked);
    const missing = await history(app, unknown);
    await request(app)
      .post('/v1/watch')
      .send({ nodeIds: [asked, unknown, loyaltyQueue.id] });

    expect(hidden.body).toEqual({ nodeId: asked, readings: [] });
    expect(missing.body).toEqual({ nodeId: unknown, readings: [] });
    expect(replica.readings.history.of(asked)).not.toEqual([]);
    expect((await replica.interests.active()).nodeIds).toEqual([
      loyaltyQueue.id,
    ]);
  });

  it('find nothing for an entity whose nodes are all hidden, and do not say why', async () => {
    const [[, nodes]] = SHOP_ONLY;
    const { app } = await setUp({ nodes });

    const { body } = await entityTopology(app, 'partner-worker');

    expect(body.nodeIds).toEqual([]);
    expect(body.nodes).toEqual([]);
    expect(body.refused).toEqual([
      expect.objectContaining({ accountId: PARTNERS }),
      expect.objectContaining({ accountId: PARTNERS }),
    ]);
  });

  it('refuse an ARN of an account that is not read just as one of a hidden account', async () => {
    const claims = (accountId: string): Entity => ({
      ...loyaltyEntity,
      metadata: {
        name: 'claimant',
        annotations: {
          'aws.amazon.com/arn': `${loyaltyQueue.id}, arn:aws:sqs:eu-central-1:${accountId}:x`,
        },
      },
    });
    const [[, nodes]] = SHOP_ONLY;
    const refusals = [];
    for (const accountId of [PARTNERS, '999999999999']) {
      const { app } = await setUp({ nodes, inCatalog: [claims(accountId)] });
      const { body } = await entityTopology(app, 'claimant');
      expect(body.nodeIds).toEqual([loyaltyQueue.id]);
      expect(body.problems).toEqual([]);
      expect(body.refused).toHaveLength(1);
      refusals.push(
        JSON.stringify(body.refused).replaceAll(accountId, 'ACCOUNT'),
      );
    }

    expect(refusals[0]).toBe(refusals[1]);
    expect(JSON.parse(refusals[0])).toEqual([
      {
        annotation: 'aws.amazon.com/arn',
        arn: 'arn:aws:sqs:eu-central-1:ACCOUNT:x',
        accountId: 'ACCOUNT',
        message: expect.stringMatching(
          /aws\.amazon\.com\/arn names arn:.*account ACCOUNT/,
        ),
      },
    ]);
  });

  it('give a tag of their own to each part, which changes with that part only', async () => {
    const [[, nodes]] = SHOP_ONLY;
    const { app, replica, clock } = await setUp({ nodes });
    const whole = replica.topology.snapshot?.version;
    const { etag } = (await request(app).get('/v1/topology')).headers;
    const again = () =>
      request(app).get('/v1/topology').set('If-None-Match', etag);
    expect(etag).not.toContain(whole);

    const { nodes: all, edges, ...rest } = sharedEstate();
    const without = (name: string) => ({
      ...rest,
      nodes: all.filter(node => node.name !== name),
      edges: edges.filter(({ id }) => !id.includes(name)),
    });
    replica.source.finds(without('partner-worker'));
    clock.advance(60);
    await replica.refresh();
    expect(replica.topology.snapshot?.version).not.toBe(whole);
    await again().expect(304);

    replica.source.finds(without('shop-dlq'));
    clock.advance(60);
    await replica.refresh();
    await again().expect(200);
  });

  it.each([
    ['the entity, its owner and its system', everything, loyaltyLink()],
    ['none of them', { result: AuthorizeResult.DENY } as const, undefined],
  ])('name to who may read them %s', async (_, entities, link) => {
    const { app } = await setUp({ entities });

    const { body } = await request(app).get('/v1/topology');

    const service = body.snapshot.nodes.find(
      ({ id }: { id: string }) => id === loyaltyService.id,
    );
    expect(service.catalog).toEqual(link);
    expect(body.restricted).toBeUndefined();
    expect(body.snapshot.nodes).toHaveLength(12);
    expect(body.snapshot.callsByOperation).toEqual({
      'sqs:GetQueueAttributes': 34,
    });
  });
});

function loyaltyLink() {
  return {
    entityRef: 'component:default/loyalty',
    owner: 'group:default/loyalty-team',
    system: 'system:default/shop',
    matchedBy: 'aws.amazon.com/amazon-ecs-service-arn',
  };
}
