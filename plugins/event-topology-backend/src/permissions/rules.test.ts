import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { queue } from '../__testUtils__/estate';
import { nodeRuleset } from '../__testUtils__/node-ruleset';
import { onConditions } from '../__testUtils__/permissions';
import { eventTopologyConditions } from './conditions';
import { nodePredicate } from './node-predicate';

const { accountIs, hasTag, isOwnerOf, kindIs } = eventTopologyConditions;

const node: TopologyNode = {
  ...queue('loyalty', { team: 'loyalty', empty: '' }),
  catalog: {
    entityRef: 'component:default/loyalty',
    owner: 'group:default/shop',
    matchedBy: 'aws.amazon.com/arn',
  },
};

const holds: [string, PermissionCriteria<PermissionCondition>, boolean][] = [
  ['its owner', isOwnerOf({ owners: ['group:default/shop'] }), true],
  [
    'its owner, in capitals',
    isOwnerOf({ owners: ['Group:default/Shop'] }),
    true,
  ],
  ['another owner', isOwnerOf({ owners: ['group:default/other'] }), false],
  ['no owner', isOwnerOf({ owners: [] }), false],
  ['its account', accountIs({ accountIds: ['1', '123456789012'] }), true],
  ['another account', accountIs({ accountIds: ['210987654321'] }), false],
  ['its tag', hasTag({ key: 'team' }), true],
  ['its tag and value', hasTag({ key: 'team', value: 'loyalty' }), true],
  ['an empty value', hasTag({ key: 'empty', value: '' }), true],
  ['another value', hasTag({ key: 'team', value: 'shop' }), false],
  ['another tag', hasTag({ key: 'Team' }), false],
  ['a property of all objects', hasTag({ key: 'constructor' }), false],
  ['its kind', kindIs({ kinds: ['topic', 'queue'] }), true],
  ['another kind', kindIs({ kinds: ['topic'] }), false],
  [
    'all of two',
    { allOf: [hasTag({ key: 'team' }), kindIs({ kinds: ['queue'] })] },
    true,
  ],
  [
    'one of two where all are asked for',
    { allOf: [hasTag({ key: 'team' }), kindIs({ kinds: ['topic'] })] },
    false,
  ],
  [
    'any of two',
    { anyOf: [hasTag({ key: 'none' }), kindIs({ kinds: ['queue'] })] },
    true,
  ],
  ['the contrary', { not: kindIs({ kinds: ['queue'] }) }, false],
];

describe('the rules', () => {
  it.each(holds)('decide by %s', (_, conditions, expected) => {
    expect(nodePredicate(conditions, nodeRuleset())(node)).toBe(expected);
  });

  // The search asks the permission framework about one node at a time.
  it.each(holds)('decide alike one by one: %s', (_, conditions, expected) => {
    const authorize = createConditionAuthorizer(nodeRuleset());

    expect(authorize(onConditions(conditions), node)).toBe(expected);
  });

  it('hold for no node without an owner, when asked for owners', () => {
    const isOwned = nodePredicate(
      isOwnerOf({ owners: ['group:default/shop'] }),
      nodeRuleset(),
    );

    expect(isOwned(queue('loyalty'))).toBe(false);
  });

  it.each([
    ['an unknown rule', { rule: 'IS_NICE', params: {} }],
    ['a wrong parameter', { rule: 'ACCOUNT_IS', params: { accountIds: '1' } }],
    ['an unknown kind', { rule: 'KIND_IS', params: { kinds: ['bucket'] } }],
  ])('refuse %s rather than allow', (_, { rule, params }) => {
    const conditions = { rule, resourceType: 'event-topology-node', params };

    expect(() => nodePredicate(conditions, nodeRuleset())).toThrow();
  });
});
