import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { GENERATED_ANNOTATIONS } from '@ecs-eda/plugin-event-topology-common';

type EntityCondition = PermissionCondition<'catalog-entity'>;

/** The catalog's own rule, so that no other has to be registered anywhere. */
function hasAnnotation(annotation: string, value?: string): EntityCondition {
  return {
    rule: 'HAS_ANNOTATION',
    resourceType: 'catalog-entity',
    params: { annotation, ...(value !== undefined && { value }) },
  };
}

/**
 * For the author of a permission policy: the conditions on catalog entities that
 * go with `eventTopologyConditions.accountIs` on nodes. They let a user see
 * whatever was not made from the event topology, and what was made of the
 * resources in these AWS accounts. Give them to `createCatalogConditionalDecision`,
 * alone or among other conditions.
 *
 * @param options.accountIds - ids of twelve digits, as text; none hides all
 *   entities that were made from the event topology
 * @public
 */
export function entitiesOfAccounts(options: {
  accountIds: string[];
}): PermissionCriteria<EntityCondition> {
  return {
    anyOf: [
      // Every entity that was made from the topology has this, and no other.
      { not: hasAnnotation(GENERATED_ANNOTATIONS.ownerFrom) },
      ...options.accountIds.map(accountId =>
        hasAnnotation('aws.amazon.com/account-id', accountId),
      ),
    ],
  };
}
