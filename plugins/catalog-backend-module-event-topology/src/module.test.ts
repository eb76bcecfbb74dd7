import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { ENTITY_RELATIONS } from '@ecs-eda/plugin-event-topology-common';
import {
  aBus,
  anEdge,
  aQueue,
  aRule,
  aScope,
  aService,
  aTopology,
  linkedTo,
  PARTNERS,
} from './__testUtils__/estate';
import { FakeEventTopology } from './__testUtils__/FakeEventTopology';
import {
  CATALOG,
  handWritten,
  RunningCatalog,
  startCatalog,
} from './__testUtils__/start-catalog';
import { until } from './__testUtils__/until';
import { generatedRefOf } from './entities/entity-name';
import { inverseOf } from './entities/flow-relations';
import { standingEntities } from './entities/standing-entities';

const bus = aBus('shop');
const rule = aRule('loyalty');
const queue = aQueue('loyalty', { tags: { team: 'loyalty' } });
const service = aService('loyalty');
const flow = [
  anEdge(bus, 'matches', rule),
  anEdge(rule, 'delivers', queue),
  anEdge(queue, 'polls', service),
];

// The catalog looks for work once a second.
jest.setTimeout(60_000);

/** The relations of an entity as `type target`, without who owns whom. */
function relationsOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .filter(text => !text.startsWith('owne'))
    .sort();
}

describe('the catalog with the event topology', () => {
  const running: RunningCatalog[] = [];

  async function start(
    topology: FakeEventTopology,
    options: Partial<Parameters<typeof startCatalog>[0]> = {},
  ) {
    const catalog = await startCatalog({
      features: [topology.feature],
      ...options,
    });
    running.push(catalog);
    return catalog;
  }

  async function stop() {
    await Promise.all(running.splice(0).map(one => one.stop()));
  }

  afterEach(stop);

  it('has an entity for each resource, with an owner and relations both ways', async () => {
    const topology = new FakeEventTopology(
      aTopology([bus, rule, queue, service], flow),
    );
    const catalog = await start(topology);

    await catalog.ingest();
    const entities = await catalog.settled();

    const [busRef, ruleRef, queueRef, serviceRef] = [
      bus,
      rule,
      queue,
      service,
    ].map(node => generatedRefOf(node));
    expect(topology.callers).toEqual(['plugin:catalog', 'plugin:catalog']);
    expect(entities.get(queueRef)).toEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ title: 'loyalty' }),
        spec: expect.objectContaining({
          type: 'sqs-queue',
          owner: 'group:default/loyalty',
        }),
      }),
    );
    expect(relationsOf(entities.get(busRef))).toEqual([
      `dependencyOf ${ruleRef}`,
      `hasRule ${ruleRef}`,
    ]);
    expect(relationsOf(entities.get(ruleRef))).toEqual(
      [
        `deliversTo ${queueRef}`,
        `dependsOn ${queueRef}`,
        `dependsOn ${busRef}`,
        `ruleOf ${busRef}`,
      ].sort(),
    );
    expect(relationsOf(entities.get(queueRef))).toEqual(
      [
        `dependencyOf ${ruleRef}`,
        `dependencyOf ${serviceRef}`,
        `hasConsumer ${serviceRef}`,
        `receivesFrom ${ruleRef}`,
      ].sort(),
    );
    expect(relationsOf(entities.get(serviceRef))).toEqual([
      `consumesFrom ${queueRef}`,
      `dependsOn ${queueRef}`,
    ]);
  });

  it('keeps queues of one name in two accounts apart', async () => {
    const here = aQueue('orders');
    const there = aQueue('orders', { accountId: PARTNERS });
    const catalog = await start(
      new FakeEventTopology(aTopology([here, there])),
    );

    await catalog.ingest();
    const entities = await catalog.settled();

    for (const node of [here, there]) {
      expect(entities.get(generatedRefOf(node))?.metadata.annotations).toEqual(
        expect.objectContaining({ 'aws.amazon.com/arn': node.id }),
      );
    }
  });

  it('loses no entity by a partial failure, and removes what is gone once all is read', async () => {
    const gone = aQueue('gone');
    const added = aQueue('added');
    const topology = new FakeEventTopology(aTopology([queue, gone]));
    const catalog = await start(topology);
    await catalog.ingest();

    topology.topology = aTopology(
      [added, queue],
      [],
      [aScope(queue.scope, 'partial')],
    );
    await catalog.ingest();
    expect([...(await catalog.settled()).keys()].sort()).toEqual(
      [queue, gone, added].map(node => generatedRefOf(node)).sort(),
    );

    topology.topology = aTopology([added, queue]);
    await catalog.ingest();
    expect([...(await catalog.settled()).keys()].sort()).toEqual(
      [queue, added].map(node => generatedRefOf(node)).sort(),
    );
  });

  it.each([
    ['does not answer', undefined],
    [
      'has read nothing yet',
      {
        status: {
          refreshing: true,
          staleAfterSeconds: 240,
          unconfigured: false,
        },
      },
    ],
    ['has no account any more', aTopology([], [], [])],
  ])('keeps all entities while the backend %s', async (_, answer) => {
    const topology = new FakeEventTopology(aTopology([queue]));
    const catalog = await start(topology);
    await catalog.ingest();

    topology.topology = answer;
    await catalog.ingest();

    expect([...(await catalog.settled()).keys()]).toEqual([
      generatedRefOf(queue),
    ]);
  });

  it('keeps entities and relations over a restart without AWS', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'catalog-'));
    const ref = 'component:default/loyalty';
    const written = [
      handWritten('Component', 'loyalty', { 'aws.amazon.com/arn': service.id }),
      handWritten('Resource', 'orders', { 'aws.amazon.com/arn': queue.id }),
    ];
    const nodes = [
      bus,
      rule,
      aQueue('loyalty', linkedTo('resource:default/orders')),
      aService('loyalty', linkedTo(ref)),
    ];
    try {
      const before = await start(
        new FakeEventTopology(aTopology(nodes, flow)),
        {
          directory,
          written,
        },
      );
      await before.ingest();
      const known = await before.settled();
      await stop();

      const after = await start(new FakeEventTopology(), {
        directory,
        written,
      });
      await after.ingest();
      await after.processAgain();
      const kept = await after.settled();

      expect([...kept.keys()].sort()).toEqual([...known.keys()].sort());
      for (const [key, entity] of kept) {
        expect(relationsOf(entity)).toEqual(relationsOf(known.get(key)));
      }
      expect(relationsOf(kept.get(ref))).toEqual([
        'consumesFrom resource:default/orders',
        'dependsOn resource:default/orders',
      ]);
    } finally {
      await stop();
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('merges a resource with the entity that somebody has written for it', async () => {
    const ref = 'resource:default/orders';
    const topology = new FakeEventTopology(
      aTopology([rule, queue, service], flow),
    );
    const catalog = await start(topology, {
      written: [
        handWritten('Resource', 'orders', { 'aws.amazon.com/arn': queue.id }),
      ],
    });
    await catalog.ingest();
    expect((await catalog.settled()).has(generatedRefOf(queue))).toBe(true);

    topology.topology = aTopology(
      [rule, aQueue('loyalty', linkedTo(ref)), service],
      flow,
    );
    await catalog.ingest();
    const entities = await catalog.settled();

    expect(entities.has(generatedRefOf(queue))).toBe(false);
    expect(entities.get(ref)?.spec?.owner).toBe('group:default/orders-team');
    expect(relationsOf(entities.get(ref))).toEqual(
      [
        `dependencyOf ${generatedRefOf(rule)}`,
        `dependencyOf ${generatedRefOf(service)}`,
        `hasConsumer ${generatedRefOf(service)}`,
        `receivesFrom ${generatedRefOf(rule)}`,
      ].sort(),
    );
  });

  it('follows what flows between two hand-written entities, without waiting for their turn', async () => {
    const nodes = [
      aQueue('loyalty', linkedTo('resource:default/orders')),
      aService('loyalty', linkedTo('component:default/loyalty')),
    ];
    const topology = new FakeEventTopology(aTopology(nodes));
    const catalog = await start(topology, {
      written: [
        handWritten('Component', 'loyalty', {
          'aws.amazon.com/arn': service.id,
        }),
        handWritten('Resource', 'orders', { 'aws.amazon.com/arn': queue.id }),
      ],
    });
    const told = async (name: string) =>
      relationsOf((await catalog.entities()).get(name));
    await catalog.ingest();
    await catalog.settled();
    expect(await told('resource:default/orders')).toEqual([]);

    topology.topology = aTopology(nodes, flow.slice(2));
    await catalog.ingest();
    // Their turn would come in a minute and a half.
    await until(async () => (await told('resource:default/orders')).length > 0);
    await catalog.settled();

    expect(await told('resource:default/orders')).toEqual([
      'dependencyOf component:default/loyalty',
      'hasConsumer component:default/loyalty',
    ]);
    expect(await told('component:default/loyalty')).toEqual([
      'consumesFrom resource:default/orders',
      'dependsOn resource:default/orders',
    ]);
  });

  it('tells of the flow what the map draws, no more and no less, whoever wrote the entities', async () => {
    const written = {
      queue: aQueue('loyalty', linkedTo('resource:default/orders')),
      service: aService('loyalty', linkedTo('component:default/loyalty')),
    };
    const deadLetters = aQueue('loyalty-dlq');
    const edges = [
      ...flow,
      anEdge(queue, 'dead-letters', deadLetters),
      anEdge(service, 'publishes', bus),
    ];
    const nodes = [bus, rule, deadLetters, ...Object.values(written)];
    const catalog = await start(
      new FakeEventTopology(aTopology(nodes, edges)),
      {
        written: [
          handWritten('Component', 'loyalty', {
            'aws.amazon.com/arn': service.id,
          }),
          handWritten('Resource', 'orders', { 'aws.amazon.com/arn': queue.id }),
        ],
      },
    );
    await catalog.settled();
    await catalog.ingest();

    const entities = await catalog.settled();

    const refOf = (id: string) => standingEntities(nodes).get(id)?.entityRef;
    const drawn = edges.flatMap(({ kind, from, to }) => [
      `${refOf(from)} ${ENTITY_RELATIONS[kind].forward} ${refOf(to)}`,
      `${refOf(to)} ${ENTITY_RELATIONS[kind].reverse} ${refOf(from)}`,
    ]);
    const told = [...entities].flatMap(([ref, { relations = [] }]) =>
      relations
        .filter(({ type }) => inverseOf(type))
        .map(({ type, targetRef }) => `${ref} ${type} ${targetRef}`),
    );
    expect(told.sort()).toEqual(drawn.sort());
  });

  it('takes 5,000 resources, and writes nothing when it finds all as it was', async () => {
    const nodes = Array.from({ length: 5000 }, (_, index) =>
      aQueue(`queue-${index}`),
    );
    const topology = new FakeEventTopology(
      aTopology(
        nodes,
        nodes.slice(1).map((node, i) => anEdge(nodes[i], 'dead-letters', node)),
      ),
    );
    const catalog = await start(topology, {
      // What the catalog does with them afterwards writes as well.
      config: { catalog: { ...CATALOG, processingInterval: false } },
    });
    await catalog.ingest();
    const writes: string[] = [];
    catalog.knex.on('query', ({ sql }: { sql: string }) => {
      if (/^(insert|update|delete)\b/i.test(sql)) {
        writes.push(sql);
      }
    });

    // Once answered "as it was", and once by the same content under a new tag,
    // as after a restart of either side.
    await catalog.ingest();
    topology.topology = {
      ...topology.topology!,
      snapshot: { ...topology.topology!.snapshot!, version: 'another' },
    };
    await catalog.ingest();

    expect(topology.answers).toEqual([200, 304, 304, 200, 304]);
    expect(writes).toEqual([]);
    expect(await catalog.knex('refresh_state')).toHaveLength(5000);
  });

  it('is woken by the event that a read has ended', async () => {
    const topology = new FakeEventTopology(aTopology([queue]));
    const catalog = await start(topology);

    await catalog.events.publish({
      topic: 'event-topology.snapshot',
      eventPayload: { version: '1' },
    });

    expect([...(await catalog.settled()).keys()]).toEqual([
      generatedRefOf(queue),
    ]);
  });

  it('refuses to start without a default owner, by the name of the key', async () => {
    await expect(
      start(new FakeEventTopology(), {
        config: { catalog: { providers: { eventTopology: {} } } },
      }),
    ).rejects.toThrow('catalog.providers.eventTopology.defaultOwner');
  });
});
