import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  eventTopology?: {
    /**
     * When the structure of the estate is read: which buses, rules, queues and
     * services there are and how they hang together. Every two minutes by
     * default, for at most five minutes. One replica reads for all, so `scope`
     * must be left out or `global`; the frequency is at least ten seconds. A map
     * that is older than twice the frequency is marked as old.
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

    /** When figures are read: queue depths, task counts, rates. */
    readings?: {
      /**
       * How often the figures of the whole map are read while somebody looks at
       * it. 15 seconds by default; from one second to one hour.
       */
      frequency?: HumanDuration | string;

      /**
       * How often the figures of the whole map are read while nobody looks at
       * it. Two minutes by default; from `frequency` to one day.
       */
      idleFrequency?: HumanDuration | string;

      /**
       * How often the nodes are read that somebody has open. 3 seconds by
       * default; from one second to `frequency`.
       */
      watchedFrequency?: HumanDuration | string;
    };
  };
}
