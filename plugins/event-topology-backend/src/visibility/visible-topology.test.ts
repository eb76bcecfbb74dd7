import {
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import {
  loyaltyQueue,
  loyaltyService,
  orderCreated,
  SECRETS,
  sharedEstate,
  sharedSource,
  SHOP,
  shopBus,
  shopDlq,
  shopTopic,
} from '../__testUtils__/shared-estate';
import { Visibility, visibleTopology } from './visible-topology';

function snapshot(found: Partial<TopologySnapshot> = {}): TopologySnapshot {
  return {
    version: 'whole',
    generatedAt: '2026-11-27T10:00:00.000Z',
    ...sharedEstate(),
    ...found,
  };
}

const anyEntity = () => true;

const inShop: Visibility = {
  node: ({ accountId }) => accountId === SHOP,
  entity: anyEntity,
};

function find(
  { nodes }: TopologySnapshot,
  { id }: TopologyNode,
): TopologyNode | undefined {
  return nodes.find(node => node.id === id);
}

const tie = ({ from, kind, to }: { from: string; kind: string; to: string }) =>
  `${from.split(/[:/]/).pop()} ${kind} ${to.split(/[:/]/).pop()}`;

describe('visibleTopology', () => {
  const visible = visibleTopology(snapshot(), inShop);

  it('says nothing of what is hidden', () => {
    const text = JSON.stringify(visible.snapshot);

    expect(SECRETS.filter(secret => text.includes(secret))).toEqual([]);
  });

  it('keeps every node and every edge among what is visible', () => {
    expect(visible.snapshot.nodes.map(({ id }) => id)).toEqual(
      [
        shopBus,
        orderCreated,
        shopTopic,
        loyaltyQueue,
        shopDlq,
        loyaltyService,
        sharedSource,
      ].map(({ id }) => id),
    );
    expect(visible.snapshot.edges.map(tie)).toEqual([
      'shop.order publishes shop',
      'shop matches order-created',
      'order-created delivers loyalty',
      'order-created dead-letters shop-dlq',
      'offers subscribes loyalty',
      'loyalty polls loyalty',
    ]);
  });

  it('counts targets and subscribers that are visible only', () => {
    expect(find(visible.snapshot, orderCreated)?.attributes).toMatchObject({
      targetCount: 1,
    });
    expect(find(visible.snapshot, shopTopic)?.attributes).toMatchObject({
      subscriptionsConfirmed: 1,
    });
  });

  it('redacts policies, redrive policies, patterns, tags and scaling policies', () => {
    expect(find(visible.snapshot, shopBus)?.attributes).toMatchObject({
      policy:
        '{"Principal":{"AWS":"(hidden)"},"Condition":{"StringEquals":{"aws:PrincipalAccount":"(hidden)"}}}',
    });
    expect(find(visible.snapshot, loyaltyQueue)?.attributes).toMatchObject({
      redrivePolicy: { deadLetterTargetArn: '(hidden)', maxReceiveCount: 3 },
    });
    const service = find(visible.snapshot, loyaltyService);
    expect(service?.tags).toEqual({
      'event-topology:consumes': 'loyalty (hidden)',
      team: 'loyalty',
    });
    expect(service?.attributes).toMatchObject({
      scaling: { policies: [{ queueNames: ['loyalty'] }] },
    });
    const details = visible.snapshot.edges.map(edge => edge.details);
    expect(details).toContainEqual({
      eventPattern: `{"account":["${SHOP}","(hidden)"]}`,
    });
    expect(details).toContainEqual({
      targetId: 'to-loyalty',
      deadLetterArn: '(hidden)',
    });
  });

  it('redacts evidence, and leaves out what was read in a hidden account', () => {
    const [polls] = visible.snapshot.edges.slice(-1);
    expect(polls.evidence).toEqual([
      expect.objectContaining({
        value: `sqs:ReceiveMessage on ${loyaltyQueue.id}, (hidden)`,
        resourceArn: '(hidden)',
      }),
    ]);

    const { edges, ...rest } = snapshot();
    const elsewhere = visibleTopology(
      {
        ...rest,
        edges: edges.map(edge => ({
          ...edge,
          evidence: edge.evidence.map(one => ({
            ...one,
            scope: '210987654321/eu-central-1/iam',
          })),
        })),
      },
      inShop,
    );
    expect(elsewhere.snapshot.edges).toEqual([]);
  });

  it('reports on the scopes of visible accounts, without telling how much is hidden', () => {
    expect(visible.snapshot.scopes.map(({ key }) => key)).toEqual(
      ['events', 'sns', 'sqs', 'ecs'].map(
        service => `${SHOP}/eu-central-1/${service}`,
      ),
    );
    expect(visible.snapshot.scopes[2]).toEqual(
      expect.objectContaining({
        calls: 11,
        errors: [
          expect.objectContaining({
            message: 'not authorized on (hidden); queue (hidden)',
            remedy: 'Allow it in (hidden).',
          }),
        ],
      }),
    );
    expect(visible.snapshot.callsByOperation).toEqual({});

    const one = visibleTopology(snapshot(), {
      node: ({ name }) => name === 'loyalty',
      entity: anyEntity,
    });
    expect(
      one.snapshot.scopes.map(({ key, calls }) => [key.split('/')[2], calls]),
    ).toEqual([
      ['events', 0],
      ['sns', 0],
      ['sqs', 0],
      ['ecs', 1],
    ]);
  });

  it('reports on an account that is empty or could not be read to who may see it', () => {
    const { scopes } = snapshot();
    const empty = visibleTopology(
      snapshot({ nodes: [], edges: [], scopes }),
      inShop,
    );

    expect(empty.snapshot.scopes).toHaveLength(4);
  });

  it('shows what others name as theirs who are visible', () => {
    expect(find(visible.snapshot, sharedSource)).toEqual(
      expect.objectContaining({
        accountId: SHOP,
        scope: `${SHOP}/eu-central-1/events`,
      }),
    );
  });

  it('judges what others name by their tags and owner', () => {
    const { nodes } = sharedEstate();
    const tagged = nodes.map(node =>
      node.id === shopBus.id ? { ...node, tags: { team: 'shop' } } : node,
    );
    const { snapshot: part } = visibleTopology(snapshot({ nodes: tagged }), {
      node: ({ tags }) => tags.team === 'shop',
      entity: anyEntity,
    });

    expect(part.nodes.map(({ id, tags }) => [id, tags])).toEqual([
      [shopBus.id, { team: 'shop' }],
      [sharedSource.id, {}],
    ]);
  });

  it('hides what only hidden ones name, whatever the conditions say of a thing without tags', () => {
    const hook = {
      ...sharedSource,
      id: 'urn:event-topology:https:hook.example.com',
      accountId: SHOP,
    };
    const { nodes, edges } = sharedEstate();
    const toHook = { ...edges[7], id: 'hook', to: hook.id };
    const { snapshot: part } = visibleTopology(
      snapshot({ nodes: [...nodes, hook], edges: [toHook] }),
      { node: ({ name }) => name !== 'offers', entity: anyEntity },
    );

    expect(toHook.from).toBe(shopTopic.id);
    expect(part.nodes.map(({ id }) => id)).not.toContain(hook.id);
  });

  it('has a version that follows what is visible', () => {
    const { version } = visible.snapshot;
    const { nodes } = sharedEstate();
    const changed = (id: string) =>
      visibleTopology(
        snapshot({
          nodes: nodes.map(node =>
            node.id === id ? { ...node, tags: { changed: 'yes' } } : node,
          ),
        }),
        inShop,
      ).snapshot.version;

    expect(changed(nodes[7].id)).toBe(version);
    expect(changed(shopBus.id)).not.toBe(version);
    expect(version).not.toBe('whole');
  });

  it('names the entity, owner and system that the caller may read', () => {
    const catalog = {
      entityRef: 'component:default/loyalty',
      title: 'Loyalty',
      owner: 'group:default/team',
      system: 'system:default/shop',
      matchedBy: 'aws.amazon.com/arn',
    };
    const linked = snapshot({ nodes: [{ ...shopBus, catalog }], edges: [] });
    const shown = (readable: string[]) =>
      visibleTopology(linked, { entity: ref => readable.includes(ref) })
        .snapshot.nodes[0].catalog;

    expect(shown(Object.values(catalog))).toEqual(catalog);
    expect(shown(['component:default/loyalty', 'group:default/team'])).toEqual({
      entityRef: 'component:default/loyalty',
      title: 'Loyalty',
      owner: 'group:default/team',
      matchedBy: 'aws.amazon.com/arn',
    });
    expect(shown(['group:default/team', 'system:default/shop'])).toBe(
      undefined,
    );
  });

  it('leaves the snapshot it is made from as it was', () => {
    const whole = snapshot();
    const before = JSON.stringify(whole);

    visibleTopology(whole, inShop);

    expect(JSON.stringify(whole)).toBe(before);
  });
});
