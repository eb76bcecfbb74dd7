import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';

type Predicate = (node: TopologyNode) => boolean;

/** Knows the rules for nodes, those that modules have added included. */
export type NodeRuleset = PermissionRuleset<TopologyNode, Predicate>;

/**
 * One predicate for all the conditions of a decision. Their parameters are
 * checked once, not for each node.
 *
 * @throws Error for a rule that does not exist, InputError for wrong parameters
 */
export function nodePredicate(
  conditions: PermissionCriteria<PermissionCondition>,
  ruleset: NodeRuleset,
): Predicate {
  return combine(createConditionTransformer(ruleset)(conditions));
}

function combine(criteria: PermissionCriteria<Predicate>): Predicate {
  if (isAndCriteria(criteria)) {
    const all = criteria.allOf.map(combine);
    return node => all.every(holds => holds(node));
  }
  if (isOrCriteria(criteria)) {
    const any = criteria.anyOf.map(combine);
    return node => any.some(holds => holds(node));
  }
  if (isNotCriteria(criteria)) {
    const holds = combine(criteria.not);
    return node => !holds(node);
  }
  return criteria;
}
