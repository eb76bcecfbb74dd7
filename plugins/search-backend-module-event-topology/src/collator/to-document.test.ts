import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { toDocument } from './to-document';

const node: TopologyNode = {
  id: 'arn:aws:events:eu-central-1:123456789012:rule/shop/order-created',
  kind: 'rule',
  name: 'order-created',
  accountId: '123456789012',
  region: 'eu-central-1',
  scope: '123456789012/eu-central-1/events',
  tags: { 'event-topology:consumes': 'other-queue' },
  attributes: {
    state: 'ENABLED',
    eventBusName: 'shop',
    eventPattern: '{"account":["210987654321"]}',
    targetCount: 1,
  },
  catalog: {
    entityRef: 'component:default/loyalty',
    title: 'Loyalty',
    owner: 'group:default/shop',
    system: 'system:default/shop',
    matchedBy: 'aws.amazon.com/arn',
  },
};

const options = { mapPath: '/event-map', includeOwner: true };

describe('toDocument', () => {
  it('says what the node is, whose it is, and opens the map there', () => {
    expect(toDocument(node, options)).toEqual({
      title: 'order-created',
      text: 'rule in account 123456789012, eu-central-1, owned by group:default/shop, part of system:default/shop, arn:aws:events:eu-central-1:123456789012:rule/shop/order-created',
      location:
        '/event-map?node=arn%3Aaws%3Aevents%3Aeu-central-1%3A123456789012%3Arule%2Fshop%2Forder-created',
      kind: 'rule',
      arn: node.id,
      accountId: '123456789012',
      region: 'eu-central-1',
      owner: 'group:default/shop',
      system: 'system:default/shop',
      entityRef: 'component:default/loyalty',
      authorization: { resourceRef: node.id },
    });
  });

  it('leads to where the map is, with an id that the address can hold', () => {
    const { location } = toDocument(
      { ...node, id: 'urn:a b&c#d' },
      { ...options, mapPath: '/topology' },
    );

    const url = new URL(location, 'http://localhost');
    expect(url.pathname).toBe('/topology');
    expect(url.searchParams.get('node')).toBe('urn:a b&c#d');
  });

  it('names nothing else than the node: no tags, patterns or policies', () => {
    const text = JSON.stringify(toDocument(node, options));

    expect(text).not.toContain('other-queue');
    expect(text).not.toContain('210987654321');
  });

  it('names no owner where that is not wanted, nor where there is none', () => {
    const without = toDocument(node, { ...options, includeOwner: false });

    expect(JSON.stringify(without)).not.toContain('group:default/shop');
    expect(JSON.stringify(without)).not.toContain('system:default/shop');
    expect(JSON.stringify(without)).not.toContain('component:default/loyalty');
    expect(toDocument({ ...node, catalog: undefined }, options)).not.toEqual(
      expect.objectContaining({ owner: expect.anything() }),
    );
  });
});
