import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Lets a user see the event topology and its figures.
 *
 * @public
 */
export const eventTopologyReadPermission = createPermission({
  name: 'event-topology.read',
  attributes: { action: 'read' },
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

/** @public */
export const eventTopologyPermissions = [
  eventTopologyReadPermission,
  eventTopologyRefreshPermission,
];
