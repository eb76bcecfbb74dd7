import { mockServices } from '@backstage/backend-test-utils';
import {
  anEdge,
  aQueue,
  aService,
  aTopology,
  linkedTo,
} from '../__testUtils__/estate';
import { KnownRelations } from './KnownRelations';
import { TaggedTopology, TopologyClient } from './TopologyClient';

const queue = aQueue('loyalty', linkedTo('resource:default/orders'));
const service = aService('loyalty', linkedTo('component:default/loyalty'));
const joined = aTopology([queue, service], [anEdge(queue, 'polls', service)]);
const NONE = { dependsOn: [], dependencyOf: [], flow: [] };
const SOME = { ...NONE, dependsOn: ['resource:default/orders'] };

function setUp() {
  const asked: (string | undefined)[] = [];
  let now = 0;
  let answer: () => TaggedTopology | undefined = () => ({
    ...joined,
    etag: '"1"',
  });
  const client: Pick<TopologyClient, 'read'> = {
    async read({ etag } = {}) {
      asked.push(etag);
      return answer();
    },
  };
  const known = new KnownRelations({
    client,
    logger: mockServices.logger.mock(),
    now: () => now,
  });
  return {
    asked,
    of: () => known.of('component:default/loyalty'),
    take: (topology: TaggedTopology) => known.take(topology),
    passes(seconds: number) {
      now += seconds * 1000;
    },
    answers(next: typeof answer) {
      answer = next;
    },
  };
}

it('asks once for all entities that are processed within a second', async () => {
  const { of, asked, passes } = setUp();
  expect(await Promise.all([of(), of()])).toEqual([SOME, SOME]);
  passes(0.9);
  await of();
  expect(asked).toEqual([undefined]);
});

it('asks again later, with the tag of what it has', async () => {
  const { of, asked, passes, answers } = setUp();
  await of();
  passes(10);
  answers(() => undefined);
  expect(await of()).toEqual(SOME);
  passes(10);
  answers(() => ({ ...aTopology([queue, service]), etag: '"2"' }));
  expect(await of()).toEqual(NONE);
  expect(asked).toEqual([undefined, '"1"', '"1"']);
});

it('takes over what another was answered, before it asks again', async () => {
  const { of, asked, take, passes, answers } = setUp();
  await of();
  take({ ...aTopology([queue, service]), etag: '"2"' });
  expect(await of()).toEqual(NONE);
  passes(1);
  answers(() => undefined);
  expect(await of()).toEqual(NONE);
  expect(asked).toEqual([undefined, '"2"']);
});

it('tells "none" from "not known"', async () => {
  const { of, passes, answers } = setUp();
  answers(() => {
    throw new Error('starting');
  });
  expect(await of()).toBeUndefined();
  passes(10);
  answers(() => ({ status: joined.status }));
  expect(await of()).toBeUndefined();
  passes(10);
  answers(() => joined);
  expect(await of()).toEqual(SOME);
  passes(10);
  answers(() => {
    throw new Error('gone');
  });
  expect(await of()).toEqual(SOME);
});
