import {
  componentEntityV1alpha1Validator,
  Entity,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { parse } from 'yaml';
import {
  ACCOUNT,
  aBus,
  anEdge,
  aQueue,
  aRule,
  aService,
  REGION,
} from '../__fixtures__/topology';
import { ScopeReport, TopologyEdge, TopologyNode } from '../model';
import { findDrift } from './find-drift';

const API = 'api:default/order-created';

function scope(
  service: string,
  status: ScopeReport['status'] = 'complete',
): ScopeReport {
  return {
    key: `${ACCOUNT}/${REGION}/${service}`,
    accountId: ACCOUNT,
    region: REGION,
    service,
    status,
    finishedAt: '2026-11-27T09:00:00.000Z',
    durationSeconds: 1,
    calls: 1,
    errors: [],
  };
}

const SCOPES = ['events', 'sqs', 'ecs'].map(service => scope(service));

function entity(
  kind: string,
  name: string,
  spec: Entity['spec'],
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations },
    spec: { owner: `${name}-team`, ...spec },
  };
}

const bus = aBus('shop');
const order = aService('order');
const loyalty = aService('loyalty');
const queue = aQueue('loyalty');
const takesOrders = aRule('order-created-to-loyalty', {
  attributes: {
    state: 'ENABLED',
    eventBusName: 'shop',
    targetCount: 1,
    eventPattern: JSON.stringify({
      source: ['shop.order'],
      'detail-type': ['OrderCreated'],
      detail: { total: [{ numeric: ['>=', 500] }] },
    }),
  },
});

/** Order → bus → rule → queue → loyalty. */
const nodes: TopologyNode[] = [bus, order, takesOrders, queue, loyalty];
const edges: TopologyEdge[] = [
  anEdge(order, 'publishes', bus),
  anEdge(bus, 'matches', takesOrders),
  anEdge(takesOrders, 'delivers', queue),
  anEdge(queue, 'polls', loyalty),
];

const orderCreated = entity(
  'API',
  'order-created',
  { type: 'asyncapi' },
  {
    'aws.amazon.com/arn': bus.id,
    'event-topology/source': 'shop.order',
    'event-topology/detail-type': 'OrderCreated',
  },
);
const orderComponent = entity(
  'Component',
  'order',
  { providesApis: ['order-created'] },
  { 'aws.amazon.com/amazon-ecs-service-arn': order.id },
);
const loyaltyComponent = (spec: Entity['spec'] = {}) =>
  entity('Component', 'loyalty', spec, {
    'aws.amazon.com/amazon-ecs-service-arn': loyalty.id,
  });
const platform = entity(
  'Component',
  'platform',
  {},
  { 'aws.amazon.com/arn': [bus, takesOrders, queue].map(n => n.id).join(',') },
);
const consumesIt = loyaltyComponent({ consumesApis: ['order-created'] });

function drift(
  entities: Entity[],
  graph: Partial<Parameters<typeof findDrift>[0]> = {},
) {
  return findDrift({ nodes, edges, scopes: SCOPES, ...graph }, [
    orderCreated,
    orderComponent,
    platform,
    ...entities,
  ]);
}

it('names resources in words', () => {
  const { findings } = findDrift({ nodes, edges, scopes: SCOPES }, [
    orderCreated,
  ]);
  const messages = findings.map(({ message }) => message);
  expect(messages).toContain(
    `The ECS service loyalty consumes ${API}, and no component that you may read is known to be it.`,
  );
  expect(messages).toContain(
    `Nobody has claimed the ECS service order of account ${ACCOUNT}.`,
  );
});

it('tells of one entity what the whole comparison has of it', () => {
  const entities = [
    orderCreated,
    loyaltyComponent({ consumesApis: ['gone'], dependsOn: ['resource:gone'] }),
    entity(
      'Resource',
      'gone',
      {},
      { 'aws.amazon.com/arn': `${queue.id}-gone` },
    ),
    entity('Component', 'mail', { consumesApis: ['order-created'] }),
    entity(
      'Resource',
      'queue-0123456789',
      { type: 'sqs-queue' },
      {
        'aws.amazon.com/arn': queue.id,
        'backstage.io/managed-by-origin-location': `event-topology:${ACCOUNT}/${REGION}`,
        'event-topology/owner-from': 'default',
      },
    ),
  ];
  const graph = { nodes, edges, scopes: SCOPES };
  const whole = findDrift(graph, entities);

  for (const entityRef of [
    API,
    'component:default/loyalty',
    'component:default/mail',
    'resource:default/gone',
    'resource:default/queue-0123456789',
  ]) {
    const isAbout = (item: { entityRef?: string; targetRef?: string }) =>
      [item.entityRef, item.targetRef].includes(entityRef);
    const expected = {
      ...whole,
      findings: whole.findings.filter(isAbout),
      unjudged: whole.unjudged.filter(isAbout),
    };
    expect(expected.findings.length + expected.unjudged.length).not.toBe(0);
    expect(findDrift(graph, entities, { entityRef })).toEqual(expected);
  }
});

it('finds nothing where the catalog says what AWS shows', () => {
  expect(drift([consumesIt])).toEqual({
    findings: [],
    unjudged: [],
    incompleteScopes: [],
  });
});

describe('consumers', () => {
  it('finds a component that does not declare what it consumes, with the way of the events', () => {
    const { findings } = drift([
      loyaltyComponent({ consumesApis: ['shop/prices'] }),
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        id: `undeclared-consumer component:default/loyalty ${API}`,
        kind: 'undeclared-consumer',
        entityRef: 'component:default/loyalty',
        targetRef: API,
        nodeIds: [bus, takesOrders, queue, loyalty].map(({ id }) => id),
      }),
    ]);
    expect(findings[0].mend.entityRef).toBe('component:default/loyalty');
    expect(parse(findings[0].mend.yaml)).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'loyalty' },
      spec: { consumesApis: ['shop/prices', API] },
    });
  });

  it('finds a consumer that no component stands for, and writes one', async () => {
    const { findings } = drift([]);
    const [finding] = findings.filter(
      ({ kind }) => kind === 'undeclared-consumer',
    );
    const written = parse(finding.mend.yaml);
    expect(finding.entityRef).toBeUndefined();
    expect(written).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'loyalty',
        annotations: { 'aws.amazon.com/amazon-ecs-service-arn': loyalty.id },
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/platform-team',
        consumesApis: [API],
      },
    });
    expect(await componentEntityV1alpha1Validator.check(written)).toBe(true);
  });

  it.each([
    ['another source', { source: ['shop.payment'] }],
    ['another event', { 'detail-type': [{ prefix: 'Payment' }] }],
    ['a pattern that EventBridge refuses', { source: 'shop.order' }],
  ])('follows no rule that takes %s', (_, pattern) => {
    const elsewhere = {
      ...takesOrders,
      attributes: {
        ...takesOrders.attributes,
        eventPattern: JSON.stringify(pattern),
      },
    };
    const { findings } = drift([loyaltyComponent()], {
      nodes: [bus, order, elsewhere, queue, loyalty],
    });
    expect(findings).toEqual([]);
  });

  it('does not take dead letters, or what a consumer publishes, for consumption', () => {
    const audit = aService('audit');
    const deadLetters = aQueue('loyalty-dlq');
    const next = aBus('next');
    const auditComponent = entity(
      'Component',
      'audit',
      {},
      {
        'aws.amazon.com/arn': [audit, deadLetters, next]
          .map(({ id }) => id)
          .join(),
      },
    );
    const { findings } = drift([consumesIt, auditComponent], {
      nodes: [...nodes, audit, deadLetters, next],
      edges: [
        ...edges,
        anEdge(queue, 'dead-letters', deadLetters),
        anEdge(deadLetters, 'polls', audit),
        anEdge(loyalty, 'publishes', next),
        anEdge(next, 'delivers', audit),
      ],
    });
    expect(findings).toEqual([]);
  });

  it('finds a declared consumer that gets nothing any more', () => {
    const { findings } = drift([consumesIt], { edges: edges.slice(0, 3) });
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'declared-relation-gone',
        relation: 'consumesApis',
        entityRef: 'component:default/loyalty',
        targetRef: API,
      }),
    ]);
    expect(parse(findings[0].mend.yaml).spec).toEqual({ consumesApis: [] });
  });

  it('finds a declared consumer whose service is gone altogether', () => {
    const { findings } = drift([consumesIt], {
      nodes: nodes.filter(node => node !== loyalty),
      edges: edges.slice(0, 3),
    });
    expect(findings.map(({ id }) => id)).toEqual([
      `declared-relation-gone component:default/loyalty consumesApis ${API}`,
    ]);
  });

  it('says nothing is gone while a scope was not read completely', () => {
    const report = drift([consumesIt], {
      edges: [],
      scopes: [...SCOPES.slice(0, 2), scope('ecs', 'partial')],
    });
    expect(report).toEqual({
      findings: [],
      unjudged: [],
      incompleteScopes: [`${ACCOUNT}/${REGION}/ecs`],
    });
  });

  it('says nothing is gone to who sees only a part', () => {
    const { findings } = findDrift(
      { nodes, edges: [], scopes: SCOPES },
      [orderCreated, orderComponent, platform, consumesIt],
      { restricted: true },
    );
    expect(findings).toEqual([]);
  });

  it('does not judge a component that nothing ties to AWS', () => {
    const { findings, unjudged } = drift([
      consumesIt,
      entity('Component', 'mail', { consumesApis: ['order-created'] }),
    ]);
    expect(findings).toEqual([]);
    expect(unjudged).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/mail',
        targetRef: API,
      }),
    ]);
  });

  it('does not judge an API whose channel is not in AWS', () => {
    const { unjudged } = drift([
      consumesIt,
      entity('API', 'prices', { type: 'asyncapi', definition: 'channels: {}' }),
      entity('API', 'rest', { type: 'openapi', definition: 'openapi: 3.1.0' }),
    ]);
    expect(unjudged.map(({ entityRef }) => entityRef)).toEqual([
      'api:default/prices',
    ]);
  });
});

describe('providers', () => {
  it('finds a declared provider that publishes nothing any more', () => {
    const { findings } = drift([consumesIt], { edges: edges.slice(1) });
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'declared-relation-gone',
        relation: 'providesApis',
        entityRef: 'component:default/order',
      }),
    ]);
    expect(parse(findings[0].mend.yaml).spec).toEqual({ providesApis: [] });
  });
});

describe('dependencies', () => {
  const resource = (arn: string) =>
    entity('Resource', 'orders', {}, { 'aws.amazon.com/arn': arn });
  const depends = loyaltyComponent({
    consumesApis: ['order-created'],
    dependsOn: ['resource:default/orders', 'component:default/order'],
  });

  it('finds a dependency on a resource that is gone', () => {
    const { findings } = drift([
      depends,
      resource(`arn:aws:sqs:${REGION}:${ACCOUNT}:no-more`),
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        relation: 'dependsOn',
        targetRef: 'resource:default/orders',
      }),
    ]);
    expect(parse(findings[0].mend.yaml).spec).toEqual({
      dependsOn: ['component:default/order'],
    });
  });

  it('finds a dependency on a resource that nothing joins it to', () => {
    const apart = aQueue('apart');
    const graph = { nodes: [...nodes, apart] };
    expect(
      drift([depends, resource(apart.id)], graph).findings.map(({ id }) => id),
    ).toEqual([
      'declared-relation-gone component:default/loyalty dependsOn resource:default/orders',
    ]);
  });

  it.each([
    ['there', queue.id],
    ['further up the way', bus.id],
    ['in an account that is not read', 'arn:aws:sqs:eu-west-1:1:elsewhere'],
    ['no resource of AWS', 'postgres'],
  ])('finds nothing when the resource is %s', (_, arn) => {
    expect(drift([depends, resource(arn)]).findings).toEqual([]);
  });
});

describe('owners', () => {
  const orphan = aQueue('orphan 1');
  const generated = (ownerFrom: string, owner: string) => ({
    ...entity(
      'Resource',
      'orphan-0123456789',
      { type: 'sqs-queue', owner },
      {
        'aws.amazon.com/arn': orphan.id,
        'backstage.io/managed-by-origin-location': `event-topology:${ACCOUNT}/${REGION}`,
        'event-topology/owner-from': ownerFrom,
      },
    ),
  });
  const graph = {
    nodes: [...nodes, orphan],
    edges: [...edges, anEdge(orphan, 'polls', loyalty)],
  };

  it('finds a resource that has the default owner, and suggests that of its neighbours', async () => {
    const { findings } = drift(
      [consumesIt, generated('default', 'group:default/nobody')],
      graph,
    );
    expect(findings).toEqual([
      expect.objectContaining({
        id: `resource-without-owner ${orphan.id}`,
        kind: 'resource-without-owner',
        entityRef: 'resource:default/orphan-0123456789',
        nodeIds: [orphan.id],
      }),
    ]);
    const written = parse(findings[0].mend.yaml);
    expect(written).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'orphan-1',
        annotations: { 'aws.amazon.com/arn': orphan.id },
      },
      spec: { type: 'sqs-queue', owner: 'group:default/loyalty-team' },
    });
    expect(await resourceEntityV1alpha1Validator.check(written)).toBe(true);
  });

  it('leaves the owner to a person where nothing suggests one', () => {
    const { findings } = drift([consumesIt], {
      nodes: [...nodes, orphan],
    });
    const { yaml } = findings[0].mend;
    expect(yaml).toMatch(/^# Put the owner in the place of/);
    expect(parse(yaml).spec.owner).toBe('group:default/your-team');
  });

  it.each(['tag:team', 'catalog:component:default/loyalty'])(
    'finds nothing when the owner comes from %s',
    from => {
      expect(
        drift([consumesIt, generated(from, 'group:default/x')], graph).findings,
      ).toEqual([]);
    },
  );

  it('asks for no owner of what an AWS service manages, or of what is no resource', () => {
    const managed = aRule('managed', {
      attributes: { ...takesOrders.attributes, managedBy: 'states' },
    });
    const address = {
      ...orphan,
      id: 'urn:event-topology:email:1',
      kind: 'external' as const,
      attributes: { protocol: 'email' },
    };
    expect(
      drift([consumesIt], { nodes: [...nodes, managed, address] }).findings,
    ).toEqual([]);
  });
});
