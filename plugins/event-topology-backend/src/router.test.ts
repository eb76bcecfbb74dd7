import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { Router } from 'express';
import request from 'supertest';
import { createReplica } from './__testUtils__/create-replica';
import { FakeClock } from './__testUtils__/FakeClock';
import { migrated } from './__testUtils__/migrated';
import { routesOf } from './__testUtils__/routes-of';
import { createRouter } from './router';
import { createRoutes } from './routes/create-routes';
import { loadOpenApiDocument } from './schema/load-openapi-document';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function createTestRouter(
  permissions = mockServices.permissions(),
  auditor = mockServices.auditor.mock(),
) {
  const knex = await migrated(databases);
  const replica = createReplica({ knex, clock: new FakeClock() });
  const router = createRouter({
    routes: createRoutes(replica),
    httpAuth: mockServices.httpAuth(),
    permissions,
    auditor,
  });
  return { router, replica, auditor, permissions };
}

function serve(router: Router) {
  return express().use(router).use(mockErrorHandler());
}

/** A request that the route would answer, were it allowed. */
function call(app: express.Express, route: string): request.Test {
  const [method, path] = route.split(' ');
  const url = path
    .replace(':kind', 'component')
    .replace(':namespace', 'default')
    .replace(':name', 'loyalty');
  return method === 'GET'
    ? request(app).get(url).query({ nodeId: 'a' })
    : request(app).post(url).send({ nodeIds: [] });
}

describe('createRouter', () => {
  it('serves all routes of the interface', async () => {
    const { router } = await createTestRouter();

    expect(routesOf(router)).toEqual([
      'GET /v1/topology',
      'GET /v1/status',
      'POST /v1/refresh',
      'GET /v1/readings',
      'GET /v1/readings/history',
      'POST /v1/watch',
      'GET /v1/entities/:kind/:namespace/:name/topology',
      'GET /v1/drift',
      'GET /v1/openapi.json',
    ]);
  });

  it('refuses every route to who may not read, and does nothing for them', async () => {
    const { router, replica } = await createTestRouter(
      mockServices.permissions({ result: AuthorizeResult.DENY }),
    );
    const app = serve(router);
    const answers = [];
    for (const route of routesOf(router)) {
      const { status, body } = await call(app, route);
      answers.push([route, status, body.error?.message]);
    }

    expect(answers.length).toBeGreaterThan(0);
    for (const [route, status, message] of answers) {
      expect([route, status, message]).toEqual([
        route,
        403,
        expect.stringContaining('event-topology.read'),
      ]);
    }
    expect(replica.source.reads).toBe(0);
    expect(await replica.interests.active()).toEqual({
      map: false,
      nodeIds: [],
    });
  });

  it('lets only those refresh who may, not all who read', async () => {
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result:
            permission.name === 'event-topology.refresh'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    });
    const { router, replica } = await createTestRouter(permissions);
    const app = serve(router);

    const refused = await request(app).post('/v1/refresh');

    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('event-topology.refresh');
    expect(replica.source.reads).toBe(0);
    expect((await request(app).get('/v1/status')).status).toBe(200);
  });

  it('compresses what is worth it, for who takes it', async () => {
    const { router, replica } = await createTestRouter();
    await replica.refresh();
    const app = serve(router);

    const compressed = await request(app)
      .get('/v1/topology')
      .set('Accept-Encoding', 'gzip');
    const plain = await request(app)
      .get('/v1/topology')
      .set('Accept-Encoding', 'identity');

    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(compressed.body).toEqual(plain.body);
    expect(compressed.headers.etag).toBe(plain.headers.etag);
  });

  it('audits what it refuses', async () => {
    const fail = jest.fn();
    const auditor = mockServices.auditor.mock({
      createEvent: async () => ({ success: jest.fn(), fail }),
    });
    const { router } = await createTestRouter(
      mockServices.permissions({ result: AuthorizeResult.DENY }),
      auditor,
    );

    await request(serve(router)).get('/v1/topology');

    expect(fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
  });

  it('audits every route that hands out what was read from the cloud', async () => {
    const { router, auditor } = await createTestRouter();
    const app = serve(router);
    const audited: string[] = [];
    for (const route of routesOf(router)) {
      auditor.createEvent.mockClear();
      await call(app, route);
      if (auditor.createEvent.mock.calls.length === 1) {
        audited.push(route);
      }
    }

    expect(audited).toEqual([
      'GET /v1/topology',
      'POST /v1/refresh',
      'GET /v1/readings',
      'GET /v1/readings/history',
      'GET /v1/entities/:kind/:namespace/:name/topology',
      'GET /v1/drift',
    ]);
  });

  it('is described by the OpenAPI document, route by route', async () => {
    const { router } = await createTestRouter();
    const { paths } = loadOpenApiDocument() as {
      paths: Record<string, Record<string, object>>;
    };
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        method =>
          `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );

    expect(described.sort()).toEqual(routesOf(router).sort());
  });
});
