import { flowRelations, EntityRelations } from './flow-relations';
import { standingEntities } from './standing-entities';
import { TopologyGraph } from './topology-entities';

/**
 * The relations that no generated entity tells: those between two resources
 * which both have hand-written entities. By entity ref.
 */
export function handWrittenRelations(
  graph: TopologyGraph,
): Map<string, EntityRelations> {
  const standing = standingEntities(graph.nodes);
  const written = new Set(
    [...standing.values()].flatMap(({ entityRef, writtenByHand }) =>
      writtenByHand ? [entityRef] : [],
    ),
  );
  return new Map(
    [...flowRelations(graph, standing)].filter(([ref]) => written.has(ref)),
  );
}
