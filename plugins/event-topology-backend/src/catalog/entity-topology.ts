import { Entity } from '@backstage/catalog-model';
import {
  EntityTopologyResponse,
  matchEntityNodes,
  neighbourhood,
} from '@ecs-eda/plugin-event-topology-common';
import { TopologyView } from '../visibility/TopologyView';
import { accountsRead, refuseForeignArns } from './refuse-foreign-arns';
import { toLinkableEntity } from './to-linkable-entity';

/**
 * The nodes of an entity, what lies up to `steps` edges around them, and what
 * is wrong with its annotations, for one who has this view of the map.
 */
export function entityTopology(
  entity: Entity,
  { snapshot, restricted }: TopologyView,
  steps: number,
): EntityTopologyResponse {
  const graph = snapshot ?? { nodes: [], edges: [], scopes: [] };
  const annotated = refuseForeignArns(
    toLinkableEntity(entity),
    accountsRead(graph),
  );
  const { matches, problems } = matchEntityNodes(annotated.entity, graph.nodes);
  const nodeIds = [...new Set(matches.flatMap(match => match.nodeIds))];
  return {
    nodeIds,
    ...neighbourhood(graph, nodeIds, steps),
    matches,
    // Before the first read nothing is known, so nothing is wrong yet.
    problems: snapshot ? problems : [],
    ...(snapshot &&
      annotated.refused.length > 0 && { refused: annotated.refused }),
    ...(restricted && { restricted }),
    ...(snapshot && {
      snapshotVersion: snapshot.version,
      generatedAt: snapshot.generatedAt,
    }),
  };
}
