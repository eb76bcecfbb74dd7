import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { DriftFinding } from '@ecs-eda/plugin-event-topology-common';

/** A difference between catalog and AWS, and whose it is to mend. */
export interface OwnedFinding {
  finding: DriftFinding;
  /** Entity ref; absent where nobody is known to own it. */
  owner?: string;
  /** Entity ref; absent where it is of no system. */
  system?: string;
}

/**
 * Finds out whose each finding is: owner and system of the entity that it is
 * about. What has no owner has none here either, although its entity has the
 * default one.
 */
export function ownedFindings(
  findings: readonly DriftFinding[],
  entities: readonly Entity[],
): OwnedFinding[] {
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  return findings.map(finding => {
    const entity = finding.entityRef ? byRef.get(finding.entityRef) : undefined;
    return {
      finding,
      owner:
        finding.kind === 'resource-without-owner'
          ? undefined
          : targetOf(entity, RELATION_OWNED_BY),
      system: targetOf(entity, RELATION_PART_OF, 'system:'),
    };
  });
}

function targetOf(
  entity: Entity | undefined,
  type: string,
  prefix = '',
): string | undefined {
  return entity?.relations?.find(
    relation => relation.type === type && relation.targetRef.startsWith(prefix),
  )?.targetRef;
}
