import {
  ReadingOf,
  Reading,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * The readings of MSK clusters: what is written to their topics together.
 * CloudWatch would charge for asking again by cluster.
 */
export function clusterReadings(
  readings: Reading[],
  nodes: TopologyNode[],
): ReadingOf<'broker'>[] {
  const clusterOf = new Map(
    nodes.flatMap(node =>
      node.kind === 'kafka-topic'
        ? [[node.id, node.attributes.clusterArn] as const]
        : [],
    ),
  );
  const clusters = new Map<string, ReadingOf<'broker'>>();
  for (const reading of readings) {
    const clusterArn = clusterOf.get(reading.nodeId);
    if (reading.kind !== 'kafka-topic' || clusterArn === undefined) {
      continue;
    }
    const { bytesInPerSecond } = reading.figures;
    if (bytesInPerSecond === undefined) {
      continue;
    }
    const known = clusters.get(clusterArn);
    clusters.set(clusterArn, {
      nodeId: clusterArn,
      kind: 'broker',
      at: reading.at,
      source: reading.source,
      figures: {
        bytesInPerSecond:
          (known?.figures.bytesInPerSecond ?? 0) + bytesInPerSecond,
      },
    });
  }
  const ids = new Set(nodes.map(({ id }) => id));
  return [...clusters.values()].filter(({ nodeId }) => ids.has(nodeId));
}
