import { createConditionExports } from '@backstage/plugin-permission-node';
import { eventTopologyNodeResourceRef } from './node-resource';
import { eventTopologyPermissionRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: eventTopologyNodeResourceRef,
  rules: eventTopologyPermissionRules,
});

/**
 * Conditions for the author of a permission policy: `isOwnerOf`, `accountIs`,
 * `hasTag` and `kindIs`.
 *
 * @public
 */
export const eventTopologyConditions = conditions;

/**
 * Makes the decision that lets a user see the nodes that meet the conditions.
 *
 * @public
 */
export const createEventTopologyConditionalDecision = createConditionalDecision;
