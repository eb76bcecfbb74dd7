import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  EVENT_TOPOLOGY_SNAPSHOT_TOPIC,
  SnapshotEventPayload,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * Tells other plugins that there is a new snapshot. Unlike a signal it is for
 * backends, and comes when the read has ended: who then asks hears how it ended.
 */
export class SnapshotEvents {
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  constructor(options: { events: EventsService; logger: LoggerService }) {
    this.#events = options.events;
    this.#logger = options.logger;
  }

  /** Never throws: who listens also asks on a schedule of its own. */
  async publish(version: string): Promise<void> {
    const eventPayload: SnapshotEventPayload = { version };
    try {
      await this.#events.publish({
        topic: EVENT_TOPOLOGY_SNAPSHOT_TOPIC,
        eventPayload,
      });
    } catch (error) {
      this.#logger.warn(
        `Other plugins were not told of the new topology: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
