import { handWrittenRelations } from '../entities/hand-written-relations';
import { namedByArn } from '../entities/standing-entities';
import { TopologyGraph } from '../entities/topology-entities';

/**
 * What hand-written entities have to tell, as a text for each ARN that they
 * name: equal texts, equal relations.
 */
export function handWrittenFlow(graph: TopologyGraph): Map<string, string> {
  const relations = handWrittenRelations(graph);
  return new Map(
    graph.nodes.flatMap(node => {
      const entityRef = namedByArn(node);
      const told = entityRef && relations.get(entityRef);
      return told ? [[node.id, JSON.stringify(told)] as const] : [];
    }),
  );
}

/** The ARNs around which the flow is another than before. */
export function changedFlow(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    arn => before.get(arn) !== after.get(arn),
  );
}
