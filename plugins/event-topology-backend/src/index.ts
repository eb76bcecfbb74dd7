/**
 * Assembles, stores and serves the event topology.
 *
 * @packageDocumentation
 */
export { eventTopologyPlugin as default } from './plugin';
export {
  createEventTopologyConditionalDecision,
  eventTopologyConditions,
} from './permissions/conditions';
export { eventTopologyNodeResourceRef } from './permissions/node-resource';
export { eventTopologyPermissionRules } from './permissions/rules';
