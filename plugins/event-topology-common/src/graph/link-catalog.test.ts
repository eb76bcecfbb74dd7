import { aQueue, aService } from '../__fixtures__/topology';
import { linkCatalog, LinkableEntity } from './link-catalog';

const ARN = 'aws.amazon.com/arn';
const SERVICE_ARN = 'aws.amazon.com/amazon-ecs-service-arn';
const SERVICE_TAGS = 'aws.amazon.com/amazon-ecs-service-tags';
const COMPONENT_TAG = 'event-topology:component';

const queue = aQueue('loyalty', { tags: { [COMPONENT_TAG]: 'loyalty' } });
const service = aService('loyalty', { tags: { app: 'loyalty' } });

function entity(
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
): LinkableEntity {
  return {
    kind,
    name,
    entityRef: `${kind}:default/${name}`.toLocaleLowerCase('en-US'),
    annotations,
  };
}

const component = entity('Component', 'loyalty');

function linksOf(
  nodes: Parameters<typeof linkCatalog>[0],
  entities: LinkableEntity[],
) {
  return linkCatalog(nodes, entities).map(node => node.catalog?.entityRef);
}

describe('linkCatalog', () => {
  it('gives a node what the catalog knows of its entity', () => {
    const [linked] = linkCatalog(
      [queue],
      [
        {
          ...component,
          title: 'Loyalty',
          owner: 'group:default/care',
          system: 'system:default/shop',
        },
      ],
    );
    expect(linked).toEqual({
      ...queue,
      catalog: {
        entityRef: 'component:default/loyalty',
        title: 'Loyalty',
        owner: 'group:default/care',
        system: 'system:default/shop',
        matchedBy: COMPONENT_TAG,
      },
    });
  });

  it('leaves the nodes that were given as they are', () => {
    const before = JSON.stringify(queue);
    linkCatalog([queue], [component]);
    expect(JSON.stringify(queue)).toBe(before);
  });

  it('takes away a link that holds no more', () => {
    const [linked] = linkCatalog([queue], [component]);
    const [unlinked] = linkCatalog([linked], []);
    expect(unlinked).not.toHaveProperty('catalog');
  });

  it('believes an exact ARN more than a tag', () => {
    const other = entity('Component', 'other', { [ARN]: queue.id });
    expect(linksOf([queue], [component, other])).toEqual([other.entityRef]);
    expect(linksOf([queue], [other, component])).toEqual([other.entityRef]);
  });

  it('believes an exact ARN more than a selection by tags, and that more than a tag', () => {
    const byTags = entity('Resource', 'by-tags', {
      [SERVICE_TAGS]: 'app=loyalty',
    });
    const byArn = entity('Component', 'by-arn', { [SERVICE_ARN]: service.id });
    const tagged = {
      ...service,
      tags: { ...service.tags, [COMPONENT_TAG]: 'loyalty' },
    };
    expect(linksOf([tagged], [component, byTags, byArn])).toEqual([
      byArn.entityRef,
    ]);
    expect(linksOf([tagged], [component, byTags])).toEqual([byTags.entityRef]);
  });

  it('takes the Resource before the Component, and that before another kind', () => {
    const resource = entity('Resource', 'queue', { [ARN]: queue.id });
    const owner = entity('Component', 'a', { [ARN]: queue.id });
    const api = entity('API', 'a', { [ARN]: queue.id });
    expect(linksOf([queue], [api, owner, resource])).toEqual([
      resource.entityRef,
    ]);
    expect(linksOf([queue], [api, owner])).toEqual([owner.entityRef]);
  });

  it('does not depend on the order of equal claims', () => {
    const a = entity('Component', 'a', { [ARN]: queue.id });
    const b = entity('Component', 'b', { [ARN]: queue.id });
    expect(linksOf([queue], [b, a])).toEqual([a.entityRef]);
    expect(linksOf([queue], [a, b])).toEqual([a.entityRef]);
  });

  it('believes an entity that was made from the topology least, and marks it', () => {
    const generated = entity('Resource', 'loyalty-0123456789', {
      [ARN]: queue.id,
      'backstage.io/managed-by-origin-location':
        'event-topology:123456789012/eu-central-1',
    });
    expect(linksOf([queue], [generated, component])).toEqual([
      'component:default/loyalty',
    ]);
    expect(linkCatalog([queue], [generated])[0].catalog).toEqual({
      entityRef: 'resource:default/loyalty-0123456789',
      matchedBy: ARN,
      generated: true,
    });
  });
});
