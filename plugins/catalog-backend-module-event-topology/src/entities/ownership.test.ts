import { aQueue, linkedTo, RULES } from '../__testUtils__/estate';
import { ownershipOf } from './ownership';

const declared = linkedTo(
  'component:default/loyalty',
  'event-topology:component',
);

function ownership(
  tags: Record<string, string>,
  link: Parameters<typeof aQueue>[1] = {},
) {
  return ownershipOf(aQueue('loyalty', { tags, ...link }), RULES);
}

it('believes the first owner tag, then the entity that declares it, then the configuration', () => {
  const tags = { 'event-topology:owner': 'loyalty', team: 'platform' };
  expect(ownership(tags, declared)).toEqual({
    owner: 'group:default/loyalty',
    ownerFrom: 'tag:event-topology:owner',
    system: 'system:default/shop',
  });
  expect(ownership({}, declared)).toEqual({
    owner: 'group:default/loyalty-team',
    ownerFrom: 'catalog:component:default/loyalty',
    system: 'system:default/shop',
  });
  expect(ownership({})).toEqual({
    owner: 'group:default/nobody',
    ownerFrom: 'default',
  });
});

it('says which tag it could not read, and goes on', () => {
  expect(
    ownership({ 'event-topology:owner': 'Team Loyalty!', team: 'loyalty' }),
  ).toEqual({
    owner: 'group:default/loyalty',
    ownerFrom: 'tag:team',
    ownerIgnored: 'event-topology:owner=Team Loyalty!',
  });
});

it('takes the system of the tag before that of the entity', () => {
  expect(
    ownership({ 'event-topology:system': 'partners' }, declared).system,
  ).toBe('system:default/partners');
});

it('learns nothing from an entity that was made from the node', () => {
  const generated = {
    catalog: { ...declared.catalog, generated: true },
  };
  expect(ownership({}, generated)).toEqual({
    owner: 'group:default/nobody',
    ownerFrom: 'default',
  });
});
