import {
  entityEnvelopeSchemaValidator,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import {
  aBus,
  anEdge,
  aQueue,
  aRule,
  aService,
  linkedTo,
  PARTNERS,
  RULES,
} from '../__testUtils__/estate';
import { entityNameOf, generatedRefOf } from './entity-name';
import { topologyEntities } from './topology-entities';

const queue = aQueue('loyalty', {
  tags: { team: 'loyalty' },
  consoleUrl: 'https://console.aws.amazon.com/sqs',
});
const service = aService('loyalty');
const rule = aRule('loyalty', {
  attributes: {
    state: 'ENABLED',
    eventBusName: 'shop',
    targetCount: 1,
    description: 'Orders of people with a card',
  },
});

it('says of a resource what AWS says, and how its owner is known', () => {
  const graph = {
    nodes: [queue, service],
    edges: [anEdge(queue, 'polls', service)],
  };
  expect(topologyEntities(graph, RULES)[0]).toEqual({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: entityNameOf(queue),
      title: 'loyalty',
      annotations: {
        'backstage.io/managed-by-location':
          'event-topology:123456789012/eu-central-1',
        'backstage.io/managed-by-origin-location':
          'event-topology:123456789012/eu-central-1',
        'aws.amazon.com/arn': 'arn:aws:sqs:eu-central-1:123456789012:loyalty',
        'aws.amazon.com/name': 'loyalty',
        'aws.amazon.com/account-id': '123456789012',
        'aws.amazon.com/region': 'eu-central-1',
        'aws.amazon.com/resource-id': 'loyalty',
        'aws.amazon.com/resource-type': 'AWS::SQS::Queue',
        'event-topology/owner-from': 'tag:team',
      },
      links: [
        { url: 'https://console.aws.amazon.com/sqs', title: 'AWS console' },
      ],
    },
    spec: {
      type: 'sqs-queue',
      owner: 'group:default/loyalty',
      eventFlow: [{ type: 'hasConsumer', targetRef: generatedRefOf(service) }],
    },
  });
});

it('makes entities that the catalog accepts', async () => {
  const envelope = entityEnvelopeSchemaValidator();
  const graph = {
    nodes: [queue, service, rule, aBus('shop')],
    edges: [anEdge(rule, 'delivers', queue), anEdge(queue, 'polls', service)],
  };
  for (const entity of topologyEntities(graph, RULES)) {
    expect(() => envelope(entity)).not.toThrow();
    expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
  }
});

it('takes over the description from AWS', () => {
  const [entity] = topologyEntities({ nodes: [rule], edges: [] }, RULES);
  expect(entity.metadata.description).toBe('Orders of people with a card');
});

it('stays the same when only freshness, figures or times change', () => {
  const stale = { ...queue, stale: true };
  const edge = anEdge(queue, 'polls', service);
  expect(
    topologyEntities({ nodes: [stale, service], edges: [edge] }, RULES),
  ).toEqual(
    topologyEntities(
      { nodes: [queue, service], edges: [{ ...edge, stale: true }] },
      RULES,
    ),
  );
});

it('stays the same when the map links the node to the entity made of it', () => {
  const linked = {
    ...queue,
    catalog: {
      entityRef: generatedRefOf(queue),
      matchedBy: 'aws.amazon.com/arn',
      owner: 'group:default/loyalty',
      generated: true,
    },
  };
  expect(topologyEntities({ nodes: [linked], edges: [] }, RULES)).toEqual(
    topologyEntities({ nodes: [queue], edges: [] }, RULES),
  );
});

it('makes none of a resource that has a hand-written entity, and points at that one', () => {
  const written = aService('loyalty', linkedTo('component:default/loyalty'));
  const entities = topologyEntities(
    { nodes: [queue, written], edges: [anEdge(queue, 'polls', written)] },
    RULES,
  );
  expect(entities.map(({ metadata }) => metadata.title)).toEqual(['loyalty']);
  expect(entities[0].spec).toEqual(
    expect.objectContaining({
      type: 'sqs-queue',
      dependencyOf: ['component:default/loyalty'],
    }),
  );
});

it('is a dependency of the component that declares it', () => {
  const [entity] = topologyEntities(
    {
      nodes: [
        aQueue(
          'loyalty',
          linkedTo('component:default/loyalty', 'event-topology:component'),
        ),
      ],
      edges: [],
    },
    RULES,
  );
  expect(entity.spec.dependencyOf).toEqual(['component:default/loyalty']);
});

it('gives queues of one name in two accounts an entity each', () => {
  const refs = topologyEntities(
    {
      nodes: [aQueue('orders'), aQueue('orders', { accountId: PARTNERS })],
      edges: [],
    },
    RULES,
  ).map(({ metadata }) => metadata.name);
  expect(new Set(refs).size).toBe(2);
});
