import { aQueue, aRule, aService, aTopic } from '../__fixtures__/topology';
import { searchNodes } from './search-nodes';

const loyaltyService = aService('loyalty', {
  tags: { team: 'Customer Care' },
  catalog: {
    entityRef: 'component:default/loyalty',
    title: 'Bonus points',
    owner: 'group:default/care',
    matchedBy: 'event-topology:component',
  },
});
const deadLetters = aQueue('loyalty-dlq');
const shopLoyalty = aQueue('shop-loyalty');
const disloyalty = aTopic('disloyalty');
const rule = aRule('order-created', { tags: { consumer: 'loyalty' } });
const nodes = [rule, disloyalty, shopLoyalty, deadLetters, loyaltyService];

function search(text: string): string[] {
  return searchNodes(nodes, text).map(node => node.name);
}

describe('searchNodes', () => {
  it('ranks the whole name, its start, a word in it, a part of it and other places', () => {
    expect(search('loyalty')).toEqual([
      'loyalty',
      'loyalty-dlq',
      'shop-loyalty',
      'disloyalty',
      'order-created',
    ]);
  });

  it('needs every word, in any place', () => {
    expect(search('loyalty sqs')).toEqual(['loyalty-dlq', 'shop-loyalty']);
    expect(search('loyalty nothing')).toEqual([]);
  });

  it.each([
    ['a kind', 'ecs-service', 'loyalty'],
    ['an ARN', loyaltyService.id, 'loyalty'],
    ['a tag', 'team=customer', 'loyalty'],
    ['a tag’s value, in any casing', 'CUSTOMER care', 'loyalty'],
    ['an owner', 'group:default/care', 'loyalty'],
    ['the title of the entity', 'bonus points', 'loyalty'],
  ])('finds %s', (_what, text, name) => {
    expect(search(text)).toEqual([name]);
  });

  it('gives everything in its own order without a word', () => {
    expect(searchNodes(nodes, '  ')).toEqual(nodes);
  });
});
