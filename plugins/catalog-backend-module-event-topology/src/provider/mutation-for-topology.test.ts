import {
  aQueue,
  aScope,
  aTopology,
  linkedTo,
  RULES,
} from '../__testUtils__/estate';
import { generatedRefOf } from '../entities/entity-name';
import { mutationForTopology } from './mutation-for-topology';

const queue = aQueue('loyalty');
const complete = aTopology([queue]);

it('replaces all after a complete read', () => {
  expect(mutationForTopology(complete, RULES)).toEqual({
    mutation: {
      type: 'full',
      entities: [
        {
          entity: expect.objectContaining({ kind: 'Resource' }),
          locationKey: 'event-topology',
        },
      ],
    },
    incomplete: [],
  });
});

it.each([
  [
    'a scope was read in part',
    aTopology([queue], [], [aScope(queue.scope, 'partial')]),
    `${queue.scope} (partial)`,
  ],
  [
    'a scope failed',
    aTopology([queue], [], [aScope(queue.scope), aScope('1/eu/sns', 'failed')]),
    '1/eu/sns (failed)',
  ],
  ['no account is read', aTopology([queue], [], []), 'no account is read'],
  [
    'a source threw',
    { ...complete, status: { ...complete.status, lastError: 'no network' } },
    'no network',
  ],
  [
    'a policy shows the catalog only a part',
    { ...complete, restricted: true },
    'permission policy',
  ],
  [
    'a read is under way',
    { ...complete, status: { ...complete.status, refreshing: true } },
    'has not ended',
  ],
])('removes nothing when %s', (_, topology, reason) => {
  const { mutation, incomplete } = mutationForTopology(topology, RULES);
  expect(mutation).toEqual({
    type: 'delta',
    added: [expect.objectContaining({ locationKey: 'event-topology' })],
    removed: [],
  });
  expect(incomplete).toEqual([expect.stringContaining(reason)]);
});

it('takes an entity away in whose place somebody has written one, also in part', () => {
  const written = aQueue('loyalty', linkedTo('resource:default/loyalty'));
  const { mutation } = mutationForTopology(
    aTopology([written], [], [aScope(queue.scope, 'partial')]),
    RULES,
  );
  expect(mutation).toEqual({
    type: 'delta',
    added: [],
    removed: [
      { entityRef: generatedRefOf(queue), locationKey: 'event-topology' },
    ],
  });
});
