import { missingConsumer, unowned } from '../__fixtures__/drift';
import {
  countedBy,
  filterFindings,
  NONE,
  readDriftFilters,
  writeDriftFilters,
} from './filter-findings';

const owned = {
  finding: missingConsumer,
  owner: 'group:default/z-team',
  system: 'system:default/shop',
};
const ownerless = { finding: unowned, system: 'system:default/shop' };
const all = [ownerless, owned];

it('lets everything through without filters', () => {
  expect(filterFindings(all, { owners: [], systems: [] })).toEqual(all);
});

it('finds what has an owner, and what has none', () => {
  expect(
    filterFindings(all, { owners: ['group:default/z-team'], systems: [] }),
  ).toEqual([owned]);
  expect(filterFindings(all, { owners: [NONE], systems: [] })).toEqual([
    ownerless,
  ]);
});

it('asks for owner and system at once', () => {
  expect(
    filterFindings(all, { owners: [NONE], systems: ['system:default/other'] }),
  ).toEqual([]);
});

it('counts the values, what has none last', () => {
  expect(countedBy(all, 'owner')).toEqual([
    { value: 'group:default/z-team', count: 1 },
    { value: NONE, count: 1 },
  ]);
  expect(countedBy(all, 'system')).toEqual([
    { value: 'system:default/shop', count: 2 },
  ]);
});

it('survives the way through an address, beside what is not its own', () => {
  const filters = { owners: ['a', NONE], systems: ['b'] };
  const params = writeDriftFilters(
    filters,
    new URLSearchParams('theme=dark&owner=old'),
  );
  expect(readDriftFilters(params)).toEqual(filters);
  expect(params.get('theme')).toBe('dark');
});
