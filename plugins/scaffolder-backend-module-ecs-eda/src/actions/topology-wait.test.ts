import {
  createBackendPlugin,
  coreServices,
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { TestBackend } from '@backstage/backend-test-utils';
import Router from 'express-promise-router';
import { runAction } from '../__testUtils__/run-action';
import { TopologyClient } from '../topology/TopologyClient';
import { createTopologyWaitAction } from './topology-wait';

/** The API of the event topology, as far as the action asks it. */
class FakeTopology {
  /** What is answered for the entity, one after the other; the last stays. */
  answers: (object | undefined)[] = [];
  refreshStatus = 202;
  refreshes = 0;
  asked: string[] = [];

  plugin() {
    return createBackendPlugin({
      pluginId: 'event-topology',
      register: env =>
        env.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          init: async ({ httpRouter }) => {
            const router = Router();
            router.get('/v1/entities/*', async (request, response) => {
              this.asked.push(request.path);
              const answer =
                this.answers.length > 1
                  ? this.answers.shift()
                  : this.answers[0];
              response.status(answer ? 200 : 404).json(answer ?? {});
            });
            router.post('/v1/refresh', async (_request, response) => {
              this.refreshes++;
              response.status(this.refreshStatus).json({});
            });
            httpRouter.use(router);
          },
        }),
    });
  }
}

const NOTHING = { nodeIds: [], nodes: [], edges: [] };
const SHOWN = {
  nodeIds: ['queue-id', 'service-id'],
  nodes: [
    { id: 'queue-id', kind: 'queue' },
    { id: 'service-id', kind: 'ecs-service' },
    { id: 'other', kind: 'ecs-service' },
  ],
  edges: [],
};

describe('ecs-eda:topology:wait', () => {
  const topology = new FakeTopology();
  let backend: TestBackend;
  let discovery: DiscoveryService;
  let auth: AuthService;

  beforeAll(async () => {
    const probe = createBackendPlugin({
      pluginId: 'scaffolder',
      register: env =>
        env.registerInit({
          deps: { auth: coreServices.auth, discovery: coreServices.discovery },
          init: async deps => {
            ({ auth, discovery } = deps);
          },
        }),
    });
    backend = await startTestBackend({
      features: [topology.plugin(), probe, mockServices.rootConfig.factory()],
    });
  });
  afterAll(() => backend.stop());
  beforeEach(() => {
    Object.assign(topology, { refreshes: 0, asked: [], refreshStatus: 202 });
  });

  const wait = (
    options: {
      timeoutSeconds?: number;
      isDryRun?: boolean;
      signal?: AbortSignal;
    } = {},
  ) => {
    const { timeoutSeconds, ...rest } = options;
    return runAction(
      createTopologyWaitAction({
        topology: new TopologyClient({ discovery, auth }),
        appBaseUrl: 'https://portal.example.com/base',
        pollMilliseconds: 1,
      }),
      {
        input: {
          component: 'component:default/loyalty',
          ...(timeoutSeconds !== undefined && { timeoutSeconds }),
        },
        ...rest,
      },
    );
  };

  it('waits for the catalog, then for the map, and links to what runs', async () => {
    topology.answers = [undefined, NOTHING, SHOWN];

    const { output } = await wait();

    expect(output).toEqual({
      nodeIds: ['queue-id', 'service-id'],
      mapUrl: 'https://portal.example.com/base/event-map?node=service-id',
    });
    expect(topology.asked).toHaveLength(3);
    expect(topology.asked[0]).toBe(
      '/v1/entities/component/default/loyalty/topology',
    );
    expect(topology.refreshes).toBe(2);
  });

  it('waits without asking for fresh reads when the caller may not', async () => {
    topology.answers = [NOTHING, NOTHING, SHOWN];
    topology.refreshStatus = 403;

    await wait();

    expect(topology.refreshes).toBe(1);
  });

  it.each([
    ['the catalog', undefined, 'The catalog has no component:default/loyalty'],
    [
      'the map',
      NOTHING,
      'The event map shows nothing of component:default/loyalty',
    ],
  ])(
    'says that %s is what it waited for in vain',
    async (_, answer, message) => {
      topology.answers = [answer];

      await expect(wait({ timeoutSeconds: 0 })).rejects.toThrow(message);
    },
  );

  it('waits for nothing in a dry run', async () => {
    await expect(wait({ isDryRun: true })).resolves.toMatchObject({
      output: { nodeIds: [] },
    });
    expect(topology.asked).toEqual([]);
  });

  it('stops when the task is cancelled', async () => {
    topology.answers = [NOTHING];
    await expect(
      wait({ signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });
});
