import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import eventTopologyBackend from '@ecs-eda/plugin-event-topology-backend';
import {
  DiscoveryResult,
  topologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';
import { anEdge, aQueue, aScope, aService } from './__testUtils__/estate';
import { handWritten, startCatalog } from './__testUtils__/start-catalog';
import { generatedRefOf } from './entities/entity-name';

jest.setTimeout(60_000);

const COMPONENT = 'component:default/loyalty';
const queue = aQueue('loyalty', {
  tags: { 'event-topology:component': 'loyalty' },
});
const deadLetters = aQueue('loyalty-dlq');
const service = aService('loyalty');

/** What the two of AWS's services say, with the status that the queues have. */
function found(
  queues: DiscoveryResult['nodes'],
  status: 'complete' | 'failed' = 'complete',
): DiscoveryResult {
  return {
    nodes: [...queues, service],
    edges: queues.length > 0 ? [anEdge(queue, 'polls', service)] : [],
    scopes: [aScope(queue.scope, status), aScope(service.scope)],
    callsByOperation: {},
  };
}

describe('the catalog and the event topology backend together', () => {
  it('agree, and lose nothing when AWS fails in part', async () => {
    let next = found([queue, deadLetters]);
    let backendTasks: SchedulerService | undefined;
    const source = createBackendModule({
      pluginId: 'event-topology',
      moduleId: 'fake-source',
      register(env) {
        env.registerInit({
          deps: {
            sources: topologySourcesExtensionPoint,
            scheduler: coreServices.scheduler,
          },
          async init({ sources, scheduler }) {
            backendTasks = scheduler;
            sources.addTopologySource({
              id: 'fake',
              isConfigured: () => true,
              discover: async () => next,
            });
          },
        });
      },
    });
    // Reads follow each other faster than the backend lets them by itself.
    let hours = 0;
    const realNow = Date.now;
    const clock = jest
      .spyOn(Date, 'now')
      .mockImplementation(() => realNow() + hours * 3_600_000);
    const read = async () => {
      hours += 1;
      await backendTasks?.triggerTask('event-topology-refresh');
    };
    const relink = async () => {
      hours += 1;
      await backendTasks?.triggerTask('event-topology-relink');
    };
    const catalog = await startCatalog({
      features: [eventTopologyBackend, source],
      written: [
        handWritten('Component', 'loyalty', {
          'aws.amazon.com/amazon-ecs-service-arn': service.id,
        }),
      ],
    });
    try {
      const ownerOf = (entity: Entity | undefined) => [
        entity?.spec?.owner,
        entity?.metadata.annotations?.['event-topology/owner-from'],
      ];
      await catalog.settled();
      // The event that the read has ended wakes the provider.
      await read();
      const first = await catalog.settled();
      expect([...first.keys()].sort()).toEqual(
        [COMPONENT, generatedRefOf(queue), generatedRefOf(deadLetters)].sort(),
      );
      expect(ownerOf(first.get(generatedRefOf(queue)))).toEqual([
        'group:default/loyalty-team',
        `catalog:${COMPONENT}`,
      ]);
      expect(ownerOf(first.get(generatedRefOf(deadLetters)))).toEqual([
        'group:default/nobody',
        'default',
      ]);
      expect(first.get(COMPONENT)?.relations).toContainEqual({
        type: 'consumesFrom',
        targetRef: generatedRefOf(queue),
      });

      // Now the map learns of the entities that were made of it, which must
      // teach nobody anything.
      await relink();
      const second = await catalog.settled();
      expect(second).toEqual(first);

      next = found([], 'failed');
      await read();
      expect([...(await catalog.settled()).keys()].sort()).toEqual(
        [...first.keys()].sort(),
      );

      next = found([]);
      await read();
      expect([...(await catalog.settled()).keys()]).toEqual([COMPONENT]);
    } finally {
      clock.mockRestore();
      await catalog.stop();
    }
  });
});
