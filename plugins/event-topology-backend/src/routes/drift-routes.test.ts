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

/** Made from the topology, with nobody's name on it. */
function generated(name: string, arn: string, ownerFrom: string): Entity {
  return {
    ...entity('Resource', name, {
      'aws.amazon.com/arn': arn,
      'backstage.io/managed-by-origin-location':
        'event-topology:123456789012/eu-central-1',
      'event-topology/owner-from': ownerFrom,
    }),
    spec: { type: 'ecs-service', owner: 'group:default/queue-team' },
  };
}

async function setUp(entities = [component, api]) {
  const replica = createReplica({
    knex: await migrated(databases),
    clock: new FakeClock(),
    entities,
  });
  const router = createRouter({
    routes: createRoutes(replica),
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions(),
    auditor: mockServices.auditor.mock(),
  });
  const app = express().use(router).use(mockErrorHandler());
  const drift = async (query = {}): Promise<DriftResponse> =>
    (await request(app).get('/v1/drift').query(query).expect(200)).body;
  return { app, replica, drift };
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

describe('for one entity', () => {
  const ownerless = generated('loyalty-1', serviceArn('loyalty'), 'default');
  const neighbour = generated('loyalty-2', queueArn('loyalty'), 'tag:team');
  const refOf = ({ kind, metadata: { name } }: Entity) =>
    `${kind}:default/${name}`;

  it('answers what the whole comparison has of it, suggestions included', async () => {
    const { replica, drift } = await setUp([
      ownerless,
      neighbour,
      { ...api, spec: { type: 'asyncapi' } },
    ]);
    await replica.refresh();

    const whole = await drift();
    const ofResource = await drift({ entityRef: refOf(ownerless) });
    const ofApi = await drift({ entityRef: refOf(api) });

    expect(ofResource.findings).toEqual([
      expect.objectContaining({ kind: 'resource-without-owner' }),
    ]);
    expect(ofResource.findings[0].mend.yaml).toContain('queue-team');
    expect(ofApi.findings).toEqual([
      expect.objectContaining({ kind: 'undeclared-consumer' }),
    ]);
    expect(whole.findings).toEqual(
      expect.arrayContaining([...ofResource.findings, ...ofApi.findings]),
    );
    expect(whole).toEqual({ ...ofApi, findings: whole.findings });
  });

  it('tells of a component which API it consumes', async () => {
    const { replica, drift } = await setUp();
    await replica.refresh();

    expect((await drift({ entityRef: refOf(component) })).findings).toEqual(
      (await drift()).findings,
    );
  });

  it('leaves the other entities that were made from the topology where they are', async () => {
    const { replica, drift } = await setUp([
      ownerless,
      neighbour,
      component,
      api,
    ]);
    await replica.refresh();
    const stream = jest.spyOn(replica.catalog, 'streamEntities');

    await drift({ entityRef: refOf(component) });

    const calls = [...stream.mock.calls];
    stream.mockRestore();
    const read: Entity[] = [];
    for (const [asked, options] of calls) {
      expect(options).toEqual({ credentials: mockCredentials.user() });
      for await (const page of replica.catalog.streamEntities(asked, options)) {
        read.push(...page);
      }
    }
    expect(read.map(({ metadata }) => metadata.name).sort()).toEqual([
      'loyalty',
      'orders',
    ]);
  });

  it('answers for one that the caller may not read as for one without differences', async () => {
    const { replica, drift } = await setUp([component]);
    await replica.refresh();

    expect(await drift({ entityRef: refOf(api) })).toEqual({
      ...(await drift({ entityRef: refOf(component) })),
      findings: [],
      unjudged: [],
    });
  });

  it.each(['loyalty', 'component:', ''])('refuses %j', async entityRef => {
    const { app } = await setUp();

    const { body } = await request(app)
      .get('/v1/drift')
      .query({ entityRef })
      .expect(400);

    expect(body.error.message).toContain('entityRef');
  });
});
