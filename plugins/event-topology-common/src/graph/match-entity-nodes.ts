import { TopologyNode } from '../model';
import { AnnotatedEntity, EntityNodes } from './annotated-entity';
import { EntityNodeIndex } from './EntityNodeIndex';

/**
 * Finds the nodes of an entity by its annotations `aws.amazon.com/arn`,
 * `aws.amazon.com/amazon-ecs-service-arn` and
 * `aws.amazon.com/amazon-ecs-service-tags`, and by the AWS tag
 * `event-topology:component` on the nodes. An annotation that cannot be read
 * is a problem and never hides what the others find.
 *
 * @public
 */
export function matchEntityNodes(
  entity: AnnotatedEntity,
  nodes: readonly TopologyNode[],
): EntityNodes {
  return new EntityNodeIndex(nodes).nodesOf(entity);
}
