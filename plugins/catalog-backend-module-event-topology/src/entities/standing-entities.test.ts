import { aQueue, aService, linkedTo } from '../__testUtils__/estate';
import { generatedRefOf } from './entity-name';
import { standingEntities } from './standing-entities';

function standing(...nodes: Parameters<typeof standingEntities>[0][number][]) {
  const entities = standingEntities(nodes);
  return nodes.map(node => entities.get(node.id));
}

it('lets a hand-written entity stand for the one resource whose ARN it names', () => {
  const service = aService(
    'loyalty',
    linkedTo(
      'component:default/loyalty',
      'aws.amazon.com/amazon-ecs-service-arn',
    ),
  );
  const queue = aQueue('loyalty', linkedTo('resource:default/loyalty-orders'));
  expect(standing(service, queue)).toEqual([
    { entityRef: 'component:default/loyalty', writtenByHand: true },
    { entityRef: 'resource:default/loyalty-orders', writtenByHand: true },
  ]);
});

it('gives each resource its own entity where one entity names several', () => {
  const queue = aQueue('loyalty', linkedTo('component:default/loyalty'));
  const service = aService(
    'loyalty',
    linkedTo(
      'component:default/loyalty',
      'aws.amazon.com/amazon-ecs-service-arn',
    ),
  );
  expect(standing(queue, service)).toEqual([
    { entityRef: generatedRefOf(queue), writtenByHand: false },
    { entityRef: generatedRefOf(service), writtenByHand: false },
  ]);
});

it.each([
  ['a tag', linkedTo('component:default/loyalty', 'event-topology:component')],
  [
    'a selection by tags',
    linkedTo(
      'component:default/loyalty',
      'aws.amazon.com/amazon-ecs-service-tags',
    ),
  ],
  ['an API, on which nothing can depend', linkedTo('api:default/order')],
  [
    'an entity that was made from it',
    {
      catalog: {
        ...linkedTo('resource:default/of-an-earlier-version').catalog,
        generated: true,
      },
    },
  ],
])('does not take %s for the resource itself', (_, link) => {
  const queue = aQueue('loyalty', link);
  expect(standing(queue)).toEqual([
    { entityRef: generatedRefOf(queue), writtenByHand: false },
  ]);
});

it('has nothing for what is no resource, unless somebody wrote an entity', () => {
  const address = {
    ...aQueue('address'),
    id: 'urn:event-topology:email:care@shop.example',
    kind: 'external' as const,
    attributes: { protocol: 'email' },
  };
  const elsewhere = {
    ...aQueue('elsewhere', linkedTo('resource:default/elsewhere')),
    kind: 'external' as const,
    attributes: { protocol: 'aws-resource' },
  };
  expect(standing(address, elsewhere)).toEqual([
    undefined,
    { entityRef: 'resource:default/elsewhere', writtenByHand: true },
  ]);
});
