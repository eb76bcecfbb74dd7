import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  EVENT_TOPOLOGY_CHANNEL,
  EventTopologySignal,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * Tells the open pages that something changed, never what: signals reach all
 * signed-in users, and what each may see is for the routes to decide.
 */
export class TopologySignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Never throws: clients poll as well, so a lost signal costs seconds. */
  async publish(message: EventTopologySignal): Promise<void> {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: EVENT_TOPOLOGY_CHANNEL,
        message,
      });
    } catch (error) {
      this.#logger.warn(
        `The signal "${message.type}" could not be sent: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
