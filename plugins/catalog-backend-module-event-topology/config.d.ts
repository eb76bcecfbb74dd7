import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Makes Resource entities of the event topology. Without this section
       * none are made.
       */
      eventTopology?: {
        /**
         * Who owns a resource that no tag and no entity gives an owner, such as
         * `group:default/platform-team`. Such entities say in the annotation
         * `event-topology/owner-from` that this is why.
         */
        defaultOwner: string;

        /**
         * Tags on AWS resources that name the owner, the first that is there
         * counting. A value is an entity ref; without a kind it is a group.
         * `event-topology:owner`, `owner` and `team` by default.
         */
        ownerTags?: string[];

        /**
         * Tags on AWS resources that name the system, the first that is there
         * counting. `event-topology:system` and `system` by default.
         */
        systemTags?: string[];

        /**
         * What entities are called. `readable`, the default, is the resource's name
         * with a hash of its ARN; `opaque` is a hash alone, for portals in which not
         * everybody may see every account: the catalog shows the relations of an
         * entity also to those who may not see the other end. The title is the
         * resource's name in any case. A change gives all entities new refs.
         */
        entityNames?: 'readable' | 'opaque';

        /**
         * When the topology is looked at, besides whenever it says that it has
         * changed. Every five minutes by default, for at most three minutes, 15
         * seconds after the start. One replica does it for all, so `scope` must
         * be left out or `global`.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
