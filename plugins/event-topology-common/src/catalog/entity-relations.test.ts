import { EDGE_KINDS } from '../model';
import { ENTITY_RELATIONS } from './entity-relations';

it('has names for every kind of edge, each with one meaning', () => {
  const names = EDGE_KINDS.flatMap(kind => [
    ENTITY_RELATIONS[kind].forward,
    ENTITY_RELATIONS[kind].reverse,
  ]);
  expect(new Set(names).size).toBe(2 * EDGE_KINDS.length);
});
