import {
  EntityTopologyResponse,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';

/** A node of the entity or beside it, and which of the two. */
export interface EntityPart<N extends TopologyNode> {
  node: N;
  own: boolean;
}

type Queue = TopologyNodeOf<'queue'>;
type Worker = TopologyNodeOf<'ecs-service'> | TopologyNodeOf<'task-definition'>;

/** The queues of an entity, and those its own nodes poll, fill or fail into. */
export function entityQueues(
  topology: EntityTopologyResponse,
): EntityPart<Queue>[] {
  return parts(topology, (node): node is Queue => node.kind === 'queue');
}

/** The services and tasks of an entity, and those that work off its own queues and activities. */
export function entityWorkers(
  topology: EntityTopologyResponse,
): EntityPart<Worker>[] {
  const own = new Set(topology.nodeIds);
  const workedBy = new Set(
    topology.edges
      .filter(edge => own.has(edge.from))
      .filter(edge =>
        ['polls', 'works', 'runs', 'delivers'].includes(edge.kind),
      )
      .map(edge => edge.to),
  );
  return parts(
    topology,
    (node): node is Worker =>
      node.kind === 'ecs-service' || node.kind === 'task-definition',
  ).filter(({ node, own: isOwn }) => isOwn || workedBy.has(node.id));
}

/** Own ones first, then by name. */
function parts<N extends TopologyNode>(
  topology: EntityTopologyResponse,
  isWanted: (node: TopologyNode) => node is N,
): EntityPart<N>[] {
  const own = new Set(topology.nodeIds);
  return topology.nodes
    .filter(isWanted)
    .map(node => ({ node, own: own.has(node.id) }))
    .sort(
      (a, b) =>
        Number(b.own) - Number(a.own) || (a.node.name < b.node.name ? -1 : 1),
    );
}
