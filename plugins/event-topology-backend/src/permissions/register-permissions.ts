import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  eventTopologyAgentPermission,
  eventTopologyReadPermission,
  eventTopologyRefreshPermission,
} from '@ecs-eda/plugin-event-topology-common';
import { CurrentTopology } from '../topology/CurrentTopology';
import { isNamedByOthers } from '../visibility/select-nodes';
import { NodeRuleset } from './node-predicate';
import { eventTopologyNodeResourceRef } from './node-resource';
import { eventTopologyPermissionRules } from './rules';

/**
 * Tells the permission framework what there is to be allowed, and on which
 * conditions.
 *
 * @returns the rules for nodes, those that modules add later included
 */
export function registerPermissions(
  registry: PermissionsRegistryService,
  topology: CurrentTopology,
): NodeRuleset {
  registry.addPermissions([
    eventTopologyRefreshPermission,
    eventTopologyAgentPermission,
  ]);
  registry.addResourceType({
    resourceRef: eventTopologyNodeResourceRef,
    permissions: [eventTopologyReadPermission],
    rules: Object.values(eventTopologyPermissionRules),
    // For who asks about single nodes by their ids: the search does.
    async getResources(nodeIds) {
      await topology.sync();
      const nodes = new Map(
        // What others name has no owner and no tags of its own: who may see it
        // depends on who names it, which conditions on it alone can't tell.
        topology.snapshot?.nodes
          .filter(node => !isNamedByOthers(node))
          .map(node => [node.id, node]),
      );
      return nodeIds.map(nodeId => nodes.get(nodeId));
    },
  });
  return registry.getPermissionRuleset(eventTopologyNodeResourceRef);
}
