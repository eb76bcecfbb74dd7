import { LeaseView, planLeases } from './plan-leases';
import type { ShardLease } from './shard-lease';

const NOW = 1_000_000;

function lease(shardId: string, rest: Partial<ShardLease> = {}): ShardLease {
  return {
    shardId,
    expiresAt: rest.owner ? NOW + 1 : 0,
    position: {},
    ended: false,
    parents: [],
    version: 1,
    ...rest,
  };
}

function plan(view: Partial<LeaseView>) {
  const { add, take, release, forget } = planLeases({
    shards: [],
    leases: [],
    workers: ['me'],
    me: 'me',
    now: NOW,
    startAt: 'oldest',
    ...view,
  });
  return {
    add: add.map(({ shardId, position }) => [shardId, position]),
    take: take.map(({ shardId }) => shardId),
    release,
    forget,
  };
}

const closed = {
  SequenceNumberRange: {
    StartingSequenceNumber: '0',
    EndingSequenceNumber: '9',
  },
};

test('a stream that was never read is read from its oldest record, or from now on', () => {
  const shards = [
    { ShardId: 'a', ...closed },
    { ShardId: 'b', ParentShardId: 'a' },
  ];
  expect(plan({ shards }).add).toEqual([
    ['a', {}],
    ['b', {}],
  ]);
  expect(plan({ shards, startAt: 'now' }).add).toEqual([
    ['b', { timestamp: NOW }],
  ]);
});

test('the children of a shard are read from their beginning, wherever reading began', () => {
  const shards = [
    { ShardId: 'old', ...closed },
    { ShardId: 'a', ParentShardId: 'old', ...closed },
    { ShardId: 'b', ParentShardId: 'a' },
    { ShardId: 'c', ParentShardId: 'a' },
  ];
  expect(plan({ shards, leases: [lease('a')], startAt: 'now' }).add).toEqual([
    ['b', {}],
    ['c', {}],
  ]);
});

test('a shard waits until all of its parents have been read to their end', () => {
  const merged = lease('c', { parents: ['a', 'b'] });
  const leases = (b: Partial<ShardLease>) => [
    lease('a', { ended: true }),
    lease('b', { owner: 'other', ...b }),
    merged,
  ];
  const workers = ['me', 'other'];
  expect(plan({ leases: leases({}), workers }).take).toEqual([]);
  expect(plan({ leases: leases({ ended: true }), workers }).take).toEqual([
    'c',
  ]);
});

test('a parent that nobody knows any more is waited for by nobody', () => {
  expect(plan({ leases: [lease('b', { parents: ['gone'] })] }).take).toEqual([
    'b',
  ]);
});

test('each takes its share, and shards of who is silent are free', () => {
  const leases = [
    lease('a', { owner: 'other' }),
    lease('b', { owner: 'dead', expiresAt: NOW }),
    lease('c'),
    lease('d'),
  ];
  expect(plan({ leases, workers: ['me', 'other'] }).take).toHaveLength(2);
  expect(plan({ leases }).take).toHaveLength(3);
});

test('who has more than its share gives back, once nothing is free', () => {
  const leases = ['a', 'b', 'c', 'd'].map(id => lease(id, { owner: 'me' }));
  const workers = ['me', 'other'];
  expect(plan({ leases, workers }).release).toEqual(['c', 'd']);
  expect(plan({ leases: [...leases, lease('e')], workers }).release).toEqual(
    [],
  );
});

test('nobody is left without a shard while others have two', () => {
  const leases = [
    lease('a', { owner: 'me' }),
    lease('b', { owner: 'me' }),
    lease('c', { owner: 'x' }),
    lease('d', { owner: 'x' }),
  ];
  const workers = ['me', 'x', 'y'];
  expect(plan({ leases, workers }).release).toEqual(['b']);
});

test('an even share is left as it is', () => {
  const leases = [lease('a', { owner: 'me' }), lease('b', { owner: 'x' })];
  expect(plan({ leases, workers: ['me', 'x', 'idle'] })).toMatchObject({
    take: [],
    release: [],
  });
});

test('what the stream has forgotten is forgotten, if it was read to its end', () => {
  const leases = [
    lease('a', { ended: true }),
    lease('b'),
    lease('c', { ended: true }),
  ];
  expect(plan({ leases, shards: [{ ShardId: 'c' }] }).forget).toEqual(['a']);
});
