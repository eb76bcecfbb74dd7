import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/** A decision that depends on conditions of the plugin's own. */
export function onConditions(
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'event-topology',
    resourceType: 'event-topology-node',
    conditions,
  };
}

/**
 * A policy that decides about nodes and entities as it is told, and allows all
 * else.
 */
export function policy(decisions: {
  nodes?: PolicyDecision;
  entities?: PolicyDecision;
}) {
  const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => {
        if (permission.name === 'event-topology.read') {
          return decisions.nodes ?? allow;
        }
        return permission.name === 'catalog.entity.read'
          ? decisions.entities ?? allow
          : allow;
      }),
  });
}
