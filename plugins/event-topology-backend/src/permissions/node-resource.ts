import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_EVENT_TOPOLOGY_NODE,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * The resource that `event-topology.read` is decided on: a node, by its id. A
 * rule's query is a predicate, because all nodes are in memory.
 *
 * @public
 */
export const eventTopologyNodeResourceRef = createPermissionResourceRef<
  TopologyNode,
  (node: TopologyNode) => boolean
>().with({
  pluginId: 'event-topology',
  resourceType: RESOURCE_TYPE_EVENT_TOPOLOGY_NODE,
});
