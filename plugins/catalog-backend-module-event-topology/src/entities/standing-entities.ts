import { parseEntityRef } from '@backstage/catalog-model';
import {
  resourceTypeOf,
  TOPOLOGY_ANNOTATIONS,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityNaming, generatedRefOf } from './entity-name';

/** The entity that stands for a node in the catalog. */
export interface StandingEntity {
  entityRef: string;
  /** Whether somebody has written it, or it is to be made from the node. */
  writtenByHand: boolean;
}

const BY_ARN = new Set<string>([
  TOPOLOGY_ANNOTATIONS.arn,
  TOPOLOGY_ANNOTATIONS.ecsServiceArn,
]);

/** `dependsOn` holds between these kinds only. */
const KINDS = new Set(['component', 'resource']);

/** The entity that names this node by its ARN, if one does. */
export function namedByArn(node: TopologyNode): string | undefined {
  const { catalog } = node;
  return catalog &&
    !catalog.generated &&
    BY_ARN.has(catalog.matchedBy) &&
    KINDS.has(parseEntityRef(catalog.entityRef).kind)
    ? catalog.entityRef
    : undefined;
}

/**
 * Which entity stands for which node, by node id. A hand-written entity whose
 * annotations name one node by its ARN **is** that node, and no other entity is
 * made of it. One that names several has them: it cannot be all of them at once,
 * so each gets an entity of its own. Nodes that are no AWS resources are not in
 * the answer unless somebody has written an entity for them.
 */
export function standingEntities(
  nodes: readonly TopologyNode[],
  naming?: EntityNaming,
): Map<string, StandingEntity> {
  const named = new Map<string, number>();
  for (const node of nodes) {
    const ref = namedByArn(node);
    if (ref) {
      named.set(ref, (named.get(ref) ?? 0) + 1);
    }
  }
  const standing = new Map<string, StandingEntity>();
  for (const node of nodes) {
    const ref = namedByArn(node);
    if (ref && named.get(ref) === 1) {
      standing.set(node.id, { entityRef: ref, writtenByHand: true });
    } else if (resourceTypeOf(node)) {
      standing.set(node.id, {
        entityRef: generatedRefOf(node, naming),
        writtenByHand: false,
      });
    }
  }
  return standing;
}
