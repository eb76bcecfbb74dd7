import { SchedulerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  anEdge,
  aQueue,
  aScope,
  aService,
  aTopology,
  linkedTo,
  RULES,
} from '../__testUtils__/estate';
import { TaggedTopology } from '../topology/TopologyClient';
import { EventTopologyEntityProvider } from './EventTopologyEntityProvider';

const queue = aQueue('loyalty');
const complete = { ...aTopology([queue]), etag: '"complete"' };
const partial = {
  ...aTopology([queue], [], [aScope(queue.scope, 'partial')]),
  etag: '"partial"',
};

/** A provider that is answered these, one after the other, and then "as it was". */
async function connected(...answers: (TaggedTopology | Error)[]) {
  const asked: (string | undefined)[] = [];
  const mutations: EntityProviderMutation[] = [];
  const refreshed: string[][] = [];
  const logger = mockServices.logger.mock();
  const events = mockServices.events();
  const triggered: string[] = [];
  let onTrigger = () => {};
  const scheduler: SchedulerService = mockServices.scheduler.mock({
    triggerTask: async id => {
      triggered.push(id);
      onTrigger();
    },
  });
  const provider = new EventTopologyEntityProvider({
    client: {
      async read({ etag } = {}) {
        asked.push(etag);
        const answer = answers.shift();
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
    },
    known: { take: () => {} },
    rules: RULES,
    schedule: { frequency: { minutes: 5 }, timeout: { minutes: 3 } },
    scheduler,
    events,
    logger,
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async ({ keys }) => {
      refreshed.push(keys);
    },
  });
  return {
    provider,
    asked,
    mutations,
    refreshed,
    logger,
    triggered,
    wake: (how = () => {}) => {
      onTrigger = how;
      return events.publish({
        topic: 'event-topology.snapshot',
        eventPayload: {},
      });
    },
  };
}

it('looks again before it ends, for an event that came meanwhile', async () => {
  const later = { ...aTopology([queue, aQueue('new')]), etag: '"later"' };
  const { provider, asked, mutations } = await connected(complete, later);
  await provider.ingest();
  expect(asked).toEqual([undefined, '"complete"', '"later"']);
  expect(mutations.map(({ type }) => type)).toEqual(['full', 'full']);
});

it('does not take what it read in part for known', async () => {
  const { provider, asked, mutations } = await connected(partial, complete);
  await provider.ingest();
  await provider.ingest();
  expect(asked).toEqual([undefined, undefined, '"complete"']);
  expect(mutations.map(({ type }) => type)).toEqual(['delta', 'full']);
});

it('says once what keeps it from removing anything', async () => {
  const { provider, logger } = await connected(
    partial,
    partial,
    complete,
    partial,
  );
  await provider.ingest();
  await provider.ingest();
  expect(logger.info).toHaveBeenCalledTimes(1);
  expect(logger.info).toHaveBeenCalledWith(
    expect.stringContaining(`${queue.scope} (partial)`),
  );
  await provider.ingest();
  await provider.ingest();
  expect(logger.info).toHaveBeenCalledTimes(2);
});

it('keeps all, and says who must act, when the backend does not answer', async () => {
  const { provider, mutations, logger } = await connected(
    new Error('ECONNREFUSED'),
  );
  await provider.ingest();
  expect(mutations).toEqual([]);
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringMatching(/keeps the entities it has.*ECONNREFUSED/),
  );
});

it('has hand-written entities processed again when what flows between them changes', async () => {
  const nodes = [
    aQueue('loyalty', linkedTo('resource:default/orders')),
    aService('loyalty', linkedTo('component:default/loyalty')),
  ];
  const apart = { ...aTopology(nodes), etag: '"apart"' };
  const joined = {
    ...aTopology(nodes, [anEdge(nodes[0], 'polls', nodes[1])]),
    etag: '"joined"',
  };
  const { provider, refreshed } = await connected(apart, joined, {
    ...joined,
    etag: '"joined again"',
  });
  await provider.ingest();
  expect(refreshed.map(keys => keys.sort())).toEqual([
    [
      'event-topology:arn:aws:ecs:eu-central-1:123456789012:service/shop/loyalty',
      'event-topology:arn:aws:sqs:eu-central-1:123456789012:loyalty',
    ],
  ]);
});

it('leaves an event to the task that runs already, and says so when it cannot be woken', async () => {
  const { wake, triggered, logger } = await connected();
  await wake();
  await wake(() => {
    throw new ConflictError('running');
  });
  expect(triggered).toHaveLength(2);
  expect(logger.warn).not.toHaveBeenCalled();
  await wake(() => {
    throw new Error('no database');
  });
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringContaining('no database'),
  );
});
