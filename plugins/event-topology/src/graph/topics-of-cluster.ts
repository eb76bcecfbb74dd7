import {
  isNodeOfKind,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';

/** The topics of an MSK cluster that are on the map, by name; none of anything else. */
export function topicsOfCluster(
  cluster: TopologyNode,
  nodes: Iterable<TopologyNode>,
): TopologyNodeOf<'kafka-topic'>[] {
  if (cluster.kind !== 'broker') {
    return [];
  }
  return [...nodes]
    .flatMap(node =>
      isNodeOfKind(node, 'kafka-topic') &&
      node.attributes.clusterArn === cluster.id
        ? [node]
        : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
