import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** How the nodes of the event topology get into the search. */
      eventTopology?: {
        /**
         * When the index is made anew. Every ten minutes by default, for at most
         * five minutes, and first half a minute after the start, when the map has
         * been read.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /**
         * Where the event map is in the portal: `/event-map` by default. Change it
         * along with the path of the page.
         */
        mapPath?: string;

        /**
         * Whether a result names the owner and the entity of a node: yes by
         * default. The search
         * decides by the node alone, so say no where users may see nodes whose
         * owners they may not see in the catalog.
         */
        includeOwner?: boolean;

        /**
         * Whether a resource is found once: yes by default. Entities that were made
         * from the map are then left out of the catalog's index, where the same
         * resource would be found again with less about it.
         */
        oncePerResource?: boolean;
      };
    };
  };
}
