import { toEntityRef } from './to-entity-ref';

it.each([
  ['loyalty', 'group:default/loyalty'],
  [' Loyalty ', 'group:default/loyalty'],
  ['shop/loyalty', 'group:shop/loyalty'],
  ['user:default/sarah', 'user:default/sarah'],
])('reads "%s" as %s', (text, ref) => {
  expect(toEntityRef(text, ['group', 'user'])).toBe(ref);
});

it.each([
  '',
  'Team A!',
  'loyalty@shop.example',
  'component:default/loyalty',
  'a:b:c',
  'Shop/loyalty team',
])('finds no ref in "%s"', text => {
  expect(toEntityRef(text, ['group', 'user'])).toBeUndefined();
});
