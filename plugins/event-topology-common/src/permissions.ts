import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The type of resource that `event-topology.read` is decided on: one node of
 * the map, named by its id.
 *
 * @public
 */
export const RESOURCE_TYPE_EVENT_TOPOLOGY_NODE = 'event-topology-node';

/**
 * Lets a user see the event topology and its figures. A policy may allow it for
 * some nodes only; then the rest of the map is as if it were not there.
 *
 * @public
 */
export const eventTopologyReadPermission = createPermission({
  name: 'event-topology.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_EVENT_TOPOLOGY_NODE,
});

/**
 * Lets a user ask for a fresh read of AWS ahead of the schedule.
 *
 * @public
 */
export const eventTopologyRefreshPermission = createPermission({
  name: 'event-topology.refresh',
  attributes: { action: 'update' },
});

/**
 * Lets an agent act for a user: without it, the actions are neither listed nor
 * run. What they answer is decided by `event-topology.read`, as everywhere.
 *
 * @public
 */
export const eventTopologyAgentPermission = createPermission({
  name: 'event-topology.agent.use',
  attributes: {},
});

/** @public */
export const eventTopologyPermissions = [
  eventTopologyReadPermission,
  eventTopologyRefreshPermission,
  eventTopologyAgentPermission,
];
