import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { DriftResponse } from '@ecs-eda/plugin-event-topology-common';
import express from 'express';
import request from 'supertest';
import { createReplica } from '../__testUtils__/create-replica';
import { queueArn, serviceArn } from '../__testUtils__/estate';
import { FakeClock } from '../__testUtils__/FakeClock';
import { migrated } from '../__testUtils__/migrated';
import { createRouter } from '../router';
import { createRoutes } from './create-routes';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

function entity(
  kind: string,
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations },
    spec: { type: 'service', owner: 'shop' },
  };
}

const component = entity('Component', 'loyalty', {
  'aws.amazon.com/arn': `${serviceArn('loyalty')}, ${queueArn('loyalty')}`,
});
const api = entity('API', 'orders', {
  'aws.amazon.com/arn': queueArn('loyalty'),
});

async function setUp() {
  const replica = createReplica({
    knex: await migrated(databases),
    clock: new FakeClock(),
    entities: [component, api],
  });
  const router = createRouter({
    routes: createRoutes(replica),
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions(),
    auditor: mockServices.auditor.mock(),
  });
  const app = express().use(router).use(mockErrorHandler());
  const drift = async (): Promise<DriftResponse> =>
    (await request(app).get('/v1/drift').expect(200)).body;
  return { replica, drift };
}

it('finds nothing before the first read', async () => {
  const { drift } = await setUp();

  expect(await drift()).toEqual({
    findings: [],
    unjudged: [],
    incompleteScopes: [],
  });
});

it('compares the catalog with the map, and says which read it rests on', async () => {
  const { replica, drift } = await setUp();
  await replica.refresh();

  expect(await drift()).toEqual({
    findings: [
      expect.objectContaining({
        kind: 'undeclared-consumer',
        entityRef: 'component:default/loyalty',
        targetRef: 'api:default/orders',
        nodeIds: [queueArn('loyalty'), serviceArn('loyalty')],
      }),
    ],
    unjudged: [],
    incompleteScopes: [],
    snapshotVersion: replica.topology.snapshot?.version,
    generatedAt: replica.topology.snapshot?.generatedAt,
  });
});

it('asks the catalog as the caller, so that no finding names what they may not read', async () => {
  const { replica, drift } = await setUp();
  await replica.refresh();
  const stream = jest.spyOn(replica.catalog, 'streamEntities');

  await drift();

  expect(stream.mock.calls.length).toBeGreaterThan(0);
  for (const [, options] of stream.mock.calls) {
    expect(options).toEqual({ credentials: mockCredentials.user() });
  }
});
