import { NodeRuleset } from '../permissions/node-predicate';
import { eventTopologyPermissionRules } from '../permissions/rules';

/** The plugin's own rules, as the permissions registry gives them. */
export function nodeRuleset(): NodeRuleset {
  return {
    getRuleByName(name) {
      const rule = Object.values(eventTopologyPermissionRules).find(
        candidate => candidate.name === name,
      );
      if (!rule) {
        throw new Error(`There is no rule ${name}`);
      }
      return rule as ReturnType<NodeRuleset['getRuleByName']>;
    },
  };
}
