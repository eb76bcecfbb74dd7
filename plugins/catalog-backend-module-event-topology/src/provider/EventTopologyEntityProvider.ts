import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  EVENT_TOPOLOGY_SNAPSHOT_TOPIC,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityRules } from '../entities/topology-entities';
import { refreshKeyOf } from '../processor/named-arns';
import { KnownRelations } from '../topology/KnownRelations';
import { TopologyClient } from '../topology/TopologyClient';
import { changedFlow, handWrittenFlow } from './hand-written-flow';
import { mutationForTopology } from './mutation-for-topology';

const TASK_ID = 'event-topology-entities';

/** @see EventTopologyEntityProvider */
export interface EventTopologyEntityProviderOptions {
  client: Pick<TopologyClient, 'read'>;
  /** Where the processor on this replica looks. */
  known: Pick<KnownRelations, 'take'>;
  rules: EntityRules;
  schedule: SchedulerServiceTaskScheduleDefinition;
  scheduler: SchedulerService;
  events: EventsService;
  logger: LoggerService;
}

/**
 * Keeps the catalog's Resource entities in step with the event topology: on a
 * schedule, and whenever the topology says that it has changed. All of it runs
 * as one scheduled task, which no two replicas run at the same time.
 */
export class EventTopologyEntityProvider implements EntityProvider {
  readonly #options: EventTopologyEntityProviderOptions;
  #connection: EntityProviderConnection | undefined;
  /** Tag of the topology that the catalog has in full. */
  #ingested: string | undefined;
  /** What this replica knows the hand-written entities to tell. */
  #flow: Map<string, string> = new Map();
  #toldIncomplete: string | undefined;

  constructor(options: EventTopologyEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'event-topology';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { scheduler, schedule, events } = this.#options;
    this.#connection = connection;
    await scheduler.scheduleTask({
      ...schedule,
      id: TASK_ID,
      fn: signal => this.ingest(signal),
    });
    await events.subscribe({
      id: TASK_ID,
      topics: [EVENT_TOPOLOGY_SNAPSHOT_TOPIC],
      onEvent: () => this.#wake(),
    });
  }

  async #wake(): Promise<void> {
    const { scheduler, logger } = this.#options;
    try {
      await scheduler.triggerTask(TASK_ID);
    } catch (error) {
      // A task that runs looks again before it ends.
      if (!isError(error) || error.name !== 'ConflictError') {
        logger.warn(
          `The catalog takes over the new event topology on schedule only: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /** Brings the catalog to the topology as it is now. Never throws. */
  async ingest(signal?: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    try {
      while (!signal?.aborted && (await this.#ingestOnce(signal))) {
        // It may have changed in the meantime, and the event have been missed.
      }
    } catch (error) {
      logger.warn(
        `The event topology could not be read, so the catalog keeps the entities it has. See that the event topology backend runs and that the catalog reaches it. ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /** @returns whether it is worth looking again at once */
  async #ingestOnce(signal: AbortSignal | undefined): Promise<boolean> {
    const { client, known, rules, logger } = this.#options;
    if (!this.#connection) {
      throw new Error('The provider is not connected to the catalog yet');
    }
    const topology = await client.read({ etag: this.#ingested, signal });
    if (!topology) {
      return false;
    }
    const { snapshot, etag } = topology;
    if (!snapshot) {
      logger.debug('The event topology has not been read for the first time');
      return false;
    }
    const { mutation, incomplete } = mutationForTopology(
      { ...topology, snapshot },
      rules,
    );
    await this.#connection.applyMutation(mutation);
    this.#tell(incomplete);
    known.take(topology);
    await this.#refreshHandWritten(snapshot);
    const isFull = mutation.type === 'full';
    this.#ingested = isFull ? etag : undefined;
    return isFull && etag !== undefined;
  }

  /** Once for each new reason: a scope may stay unreadable for weeks. */
  #tell(incomplete: string[]): void {
    const { logger } = this.#options;
    const reasons = incomplete.join(', ');
    if (reasons && reasons !== this.#toldIncomplete) {
      logger.info(
        `Entities of the event topology are added and updated, and none is removed until these are read completely: ${reasons}`,
      );
    }
    this.#toldIncomplete = reasons;
  }

  async #refreshHandWritten(snapshot: TopologySnapshot): Promise<void> {
    const flow = handWrittenFlow(snapshot);
    const keys = changedFlow(this.#flow, flow).map(refreshKeyOf);
    if (keys.length > 0) {
      await this.#connection?.refresh({ keys });
    }
    this.#flow = flow;
  }
}
