import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { EDGE_KINDS, NODE_KINDS } from '@ecs-eda/plugin-event-topology-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import express from 'express';
import request, { Response, Test } from 'supertest';
import { createReplica } from '../__testUtils__/create-replica';
import { FakeClock } from '../__testUtils__/FakeClock';
import {
  denied,
  ECS,
  loyalty,
  queueArn,
  scope,
  serviceArn,
  SQS,
} from '../__testUtils__/estate';
import { migrated } from '../__testUtils__/migrated';
import { onConditions, policy } from '../__testUtils__/permissions';
import { eventTopologyConditions } from '../permissions/conditions';
import { createRouter } from '../router';
import { createRoutes } from '../routes/create-routes';
import { loadOpenApiDocument } from './load-openapi-document';

interface Operation {
  responses: Record<string, object>;
}

const document = loadOpenApiDocument() as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { enum?: string[] }> };
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

function pointer(...segments: string[]): string {
  const path = segments.map(segment =>
    encodeURIComponent(segment.replace(/~/g, '~0').replace(/\//g, '~1')),
  );
  return `#/${path.join('/')}`;
}

/** Throws unless a response is what the document says of its route. */
function createValidator() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'openapi');
  return (path: string, response: Response) => {
    const method = response.request.method.toLowerCase();
    const { responses } = document.paths[path][method];
    const status = responses[response.status]
      ? `${response.status}`
      : 'default';
    if (response.status === 304) {
      expect(responses).toHaveProperty('304');
      expect(response.text).toBe('');
      return;
    }
    // 2xx must be described as such; `default` is for errors only.
    expect([method, path, response.status, status]).toEqual([
      method,
      path,
      response.status,
      response.status < 300 ? `${response.status}` : 'default',
    ]);
    const $ref =
      status === 'default'
        ? pointer('components', 'schemas', 'Error')
        : pointer(
            'paths',
            path,
            method,
            'responses',
            status,
            'content',
            'application/json',
            'schema',
          );
    const valid = ajv.validate({ $ref: `openapi${$ref}` }, response.body);
    expect([path, response.status, valid ? [] : ajv.errors]).toEqual([
      path,
      response.status,
      [],
    ]);
  };
}

/** Of an account that is not read. */
const FOREIGN = 'arn:aws:sqs:eu-central-1:999999999999:inbox';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'loyalty',
    annotations: {
      'aws.amazon.com/arn': `${queueArn('loyalty')}, no ARN, ${FOREIGN}`,
      'aws.amazon.com/amazon-ecs-service-arn': serviceArn('loyalty'),
    },
  },
  spec: { owner: 'shop' },
};

/** Events that the loyalty queue carries, and some that nothing is known to. */
const apis = [queueArn('loyalty'), undefined].map(
  (arn, index): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: `api-${index}`,
      annotations: { ...(arn && { 'aws.amazon.com/arn': arn }) },
    },
    spec: { type: 'asyncapi', definition: 'channels: {}' },
  }),
);

describe('the OpenAPI document', () => {
  it('knows all kinds of nodes and edges', () => {
    const { schemas } = document.components;

    expect(schemas.NodeKind.enum).toEqual([...NODE_KINDS]);
    expect(schemas.EdgeKind.enum).toEqual([...EDGE_KINDS]);
  });

  it('tells the truth about every answer', async () => {
    const validate = createValidator();
    const clock = new FakeClock();
    const decisions: { nodes?: PolicyDecision } = {};
    const replica = createReplica({
      knex: await migrated(databases),
      clock,
      entities: [entity, ...apis],
    });
    const app = express()
      .use(
        createRouter({
          routes: createRoutes(replica),
          httpAuth: mockServices.httpAuth(),
          permissions: policy(decisions),
          auditor: mockServices.auditor.mock(),
        }),
      )
      .use(mockErrorHandler());
    const seen = new Set<string>();
    const check = async (path: string, test: Test, status: number) => {
      const response = await test;
      expect([path, response.status]).toEqual([path, status]);
      validate(path, response);
      seen.add(`${response.request.method.toLowerCase()} ${path} ${status}`);
      return response;
    };
    const entityPath = '/v1/entities/{kind}/{namespace}/{name}/topology';
    const of = (name: string) =>
      `/v1/entities/component/default/${name}/topology`;

    // Before the first read.
    await check('/v1/topology', request(app).get('/v1/topology'), 200);
    await check('/v1/status', request(app).get('/v1/status'), 200);
    await check('/v1/readings', request(app).get('/v1/readings'), 200);
    await check(entityPath, request(app).get(of('loyalty')), 200);
    await check('/v1/drift', request(app).get('/v1/drift'), 200);

    // During one.
    const release = replica.source.waits(loyalty());
    await check('/v1/refresh', request(app).post('/v1/refresh'), 202);
    await check('/v1/status', request(app).get('/v1/status'), 200);
    const reading = await replica.refresher.refresh();
    release();
    await reading.finished;
    await check('/v1/refresh', request(app).post('/v1/refresh'), 200);

    // With stale nodes, links, readings and problems.
    clock.advance(60);
    replica.source.finds(
      loyalty({
        nodes: [],
        edges: [],
        scopes: [
          denied(SQS, 'sqs:ListQueues'),
          scope(ECS, { status: 'partial' }),
        ],
      }),
    );
    await replica.refresh();
    replica.readingsSource.problems = [
      {
        scope: SQS,
        code: 'ThrottlingException',
        message: 'Rate exceeded',
        remedy: 'Raise the frequency.',
        nodeIds: [queueArn('loyalty')],
      },
    ];
    await replica.tick();
    const topology = await check(
      '/v1/topology',
      request(app).get('/v1/topology'),
      200,
    );
    expect(topology.body.snapshot.nodes[0].catalog).toBeDefined();
    expect(topology.body.snapshot.edges[0].stale).toBe(true);
    await check(
      '/v1/topology',
      request(app)
        .get('/v1/topology')
        .set('If-None-Match', topology.headers.etag),
      304,
    );
    const readings = await check(
      '/v1/readings',
      request(app).get('/v1/readings'),
      200,
    );
    expect(readings.body.readings).toHaveLength(1);
    expect(readings.body.problems).toHaveLength(1);
    await check(
      '/v1/readings',
      request(app)
        .get('/v1/readings')
        .set('If-None-Match', readings.headers.etag),
      304,
    );
    await check(
      '/v1/readings/history',
      request(app)
        .get('/v1/readings/history')
        .query({ nodeId: queueArn('loyalty') }),
      200,
    );
    await check(
      '/v1/watch',
      request(app)
        .post('/v1/watch')
        .send({ nodeIds: [queueArn('loyalty')] }),
      200,
    );
    const entityTopology = await check(
      entityPath,
      request(app).get(of('loyalty')),
      200,
    );
    expect(entityTopology.body.problems).toHaveLength(1);
    expect(entityTopology.body.refused).toHaveLength(1);
    await check(
      entityPath,
      request(app)
        .get(of('loyalty'))
        .set('If-None-Match', entityTopology.headers.etag),
      304,
    );
    const drift = await check('/v1/drift', request(app).get('/v1/drift'), 200);
    expect(drift.body.findings).not.toEqual([]);
    expect(drift.body.unjudged).not.toEqual([]);
    await check(
      '/v1/drift',
      request(app).get('/v1/drift?entityRef=component:default/loyalty'),
      200,
    );
    await check('/v1/openapi.json', request(app).get('/v1/openapi.json'), 200);

    // For who may see nodes on conditions.
    decisions.nodes = onConditions(
      eventTopologyConditions.kindIs({ kinds: ['queue'] }),
    );
    const part = await check(
      '/v1/topology',
      request(app).get('/v1/topology'),
      200,
    );
    expect(part.body.restricted).toBe(true);
    expect(part.body.snapshot.nodes).toHaveLength(1);
    await check('/v1/status', request(app).get('/v1/status'), 200);
    await check('/v1/readings', request(app).get('/v1/readings'), 200);
    await check(entityPath, request(app).get(of('loyalty')), 200);
    await check('/v1/drift', request(app).get('/v1/drift'), 200);
    delete decisions.nodes;

    // Errors.
    await check(entityPath, request(app).get(of('unknown')), 404);
    await check(
      '/v1/readings/history',
      request(app).get('/v1/readings/history'),
      400,
    );
    await check('/v1/watch', request(app).post('/v1/watch').send({}), 400);

    await check('/v1/drift', request(app).get('/v1/drift?entityRef='), 400);

    // No answer that the document promises was left out of this test.
    const promised = Object.entries(document.paths).flatMap(
      ([path, operations]) =>
        Object.entries(operations).flatMap(([method, { responses }]) =>
          Object.keys(responses)
            .filter(status => status !== 'default')
            .map(status => `${method} ${path} ${status}`),
        ),
    );
    expect([...seen]).toEqual(expect.arrayContaining(promised));
  });
});
